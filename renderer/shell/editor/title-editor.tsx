import { type ReactNode, useState } from 'react';
import { useKnownIssues } from '#renderer/state/known-issue.ts';
import { useCommand } from '#renderer/state/use-command.ts';
import { Popover } from '#renderer/ui/popover.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { IssueId } from '#shared/plan/identity.ts';
import type { EditorProps } from './editor-props.ts';

/** Renames the first of the issues, over the place where its title stands. */
export function TitleEditor({ issueIds, anchor, onClose }: EditorProps): ReactNode {
  const row = useKnownIssues(issueIds)?.[0];
  if (row === undefined) return null;
  return (
    <Popover label={`Title of ${row.key}`} anchor={anchor} open onOpenChange={(open) => !open && onClose()} width={460}>
      <TitleForm issueId={row.id} start={row.title} onClose={onClose} />
    </Popover>
  );
}

function TitleForm({ issueId, start, onClose }: { issueId: IssueId; start: string; onClose: () => void }): ReactNode {
  const send = useCommand();
  const [title, setTitle] = useState(start);
  const [refused, setRefused] = useState<string | null>(null);
  return (
    <form
      className="editor-form"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = title.trim();
        if (wanted === '') return setRefused('A title needs at least one character.');
        onClose();
        if (wanted !== start) void send('update-issue', { issueId, patch: { title: wanted } });
      }}
    >
      <TextField
        label="Title"
        autoFocus
        value={title}
        error={refused}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setTitle(event.target.value);
          setRefused(null);
        }}
      />
    </form>
  );
}
