// A folder that some tool keeps alike on several machines, as a way between devices: where it is, and how far each device was heard there.
import { FolderSync } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { sayTime } from '#renderer/sign/time-text.ts';
import { useToday } from '#renderer/state/today.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { QueryResult } from '#shared/contract/query.ts';

type Found = QueryResult<'shared-folder'>;

/** Sync through a folder: chosen, turned off, and how it stands. */
export function SharedFolder(): ReactNode {
  const { result } = useQuery('shared-folder', {});
  if (result === undefined) return null;
  return (
    <div className="team-folder">
      <h3>Sync through a folder</h3>
      <p className="text-secondary">
        Syncthing, Dropbox, a network drive: whatever keeps a folder alike on several machines carries the plan, too. Each device leaves
        files of its own there that only members can open, and reads those of the others while the workspace is open.
      </p>
      {result.summary.folder === null ? <ChooseFolder /> : <FolderState found={result} />}
    </div>
  );
}

function ChooseFolder(): ReactNode {
  const [folder, setFolder] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const set = useJob('set-shared-folder');
  const pass = useJob('sync-shared-folder');
  const use = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (folder.trim() === '') return setRefused('Expected the path of a folder on this machine, such as /home/ada/Dropbox/plans.');
    const answer = await set.run({ folder: folder.trim() });
    if (!answer.ok) return setRefused(answer.error.message);
    // What goes wrong with it is told beside the folder.
    void pass.run({});
  };
  return (
    <form className="team-invite" onSubmit={(event) => void use(event)}>
      <TextField
        label="Path of the folder"
        placeholder="/home/ada/Dropbox/plans"
        value={folder}
        error={refused}
        onChange={(event) => {
          setFolder(event.target.value);
          setRefused(null);
        }}
      />
      <Button type="submit" icon={FolderSync} busy={set.progress !== null || pass.progress !== null}>
        Use this folder
      </Button>
    </form>
  );
}

function FolderState({ found: { summary, rows } }: { readonly found: Found }): ReactNode {
  const today = useToday();
  const [refused, setRefused] = useState<string | null>(null);
  const set = useJob('set-shared-folder');
  const pass = useJob('sync-shared-folder');
  const stop = (): void => void set.run({ folder: null }).then((answer) => !answer.ok && setRefused(answer.error.message));
  const look = async (): Promise<void> => {
    const answer = await pass.run({});
    setRefused(answer.ok ? null : answer.error.message);
  };
  return (
    <>
      <p className="team-folder-path">
        <span className="text-mono ellipsis" title={summary.folder ?? ''}>
          {summary.folder}
        </span>
        <Button small busy={pass.progress !== null} onClick={() => void look()}>
          Look now
        </Button>
        <Button small tone="ghost" onClick={stop}>
          Stop using it
        </Button>
      </p>
      {summary.trouble !== null && (
        <ErrorNote title="The folder cannot be used at present">
          {summary.trouble} Your work is kept, and goes there when it can again.
        </ErrorNote>
      )}
      {refused !== null && (
        <p className="team-refused" role="alert">
          {refused}
        </p>
      )}
      <ul className="team-folder-devices" aria-label="Devices in the folder">
        {rows.map(({ id, person, device, here, at, files }) => (
          <li key={id}>
            <span className="ellipsis">
              {person} <span className="text-secondary">{device}</span>
            </span>
            <span className="team-fact">{seenText(here, at, today)}</span>
            <span className="team-fact">{files === 0 ? '' : files === 1 ? '1 file' : `${files} files`}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** When something of a device was read there last; of this one, written. Never more than is known. */
function seenText(here: boolean, at: string | null, today: string): string {
  if (at === null) return here ? 'nothing written yet' : 'nothing read yet';
  return `${here ? 'written' : 'last read'} ${sayTime(at, today)}`;
}
