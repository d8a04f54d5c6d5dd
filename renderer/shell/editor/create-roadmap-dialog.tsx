import { type ReactNode, useState } from 'react';
import { hashOf, navigate } from '#renderer/state/navigation.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { Modal } from '../modal.tsx';

/** Asks for the title of a new, empty roadmap and goes there. */
export function CreateRoadmapDialog({ onClose }: { onClose: () => void }): ReactNode {
  const send = useCommand();
  const [title, setTitle] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    if (title.trim() === '') return setRefused('A title needs at least one character.');
    const answer = await send('create-roadmap', { title });
    if (!answer.ok) return;
    onClose();
    navigate(hashOf('roadmap', answer.value.roadmapId));
  };
  return (
    <Modal label="New roadmap" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h2 className="modal-head">New roadmap</h2>
        <div className="modal-body">
          <TextField
            label="Title"
            showLabel
            data-autofocus=""
            value={title}
            error={refused}
            onChange={(event) => {
              setTitle(event.target.value);
              setRefused(null);
            }}
          />
        </div>
        <div className="modal-foot">
          <span className="modal-foot-note">To bring a plan file, drop it anywhere on this window.</span>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" type="submit">
            Create roadmap
          </Button>
        </div>
      </form>
    </Modal>
  );
}
