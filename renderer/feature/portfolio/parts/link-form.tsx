import { Link } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { showToast } from '#renderer/state/toast.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';

/** Links the workspace in a folder that one types. */
export function LinkForm(): ReactNode {
  const linking = useJob('link-workspace');
  const [folder, setFolder] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const link = async (): Promise<void> => {
    const given = folder.trim();
    if (given === '') return setRefused('Type the whole path of the folder in which the other workspace lies.');
    const answer = await linking.run({ folder: given });
    if (!answer.ok) return setRefused(answer.error.message);
    setFolder('');
    showToast({ tone: 'done', text: `Linked ${answer.value.name}. Here it is only read.` });
  };
  return (
    <form
      className="portfolio-link"
      onSubmit={(event) => {
        event.preventDefault();
        void link();
      }}
    >
      <TextField
        label="Folder of another workspace"
        placeholder="Whole path of another workspace’s folder"
        value={folder}
        error={refused}
        onChange={(event) => {
          setFolder(event.target.value);
          setRefused(null);
        }}
      />
      <Button type="submit" icon={Link} busy={linking.progress !== null}>
        Link
      </Button>
    </form>
  );
}
