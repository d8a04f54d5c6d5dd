import { type ReactNode, useState } from 'react';
import { useCommand } from '#renderer/state/use-command.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { NamePopover } from '#renderer/ui/name-popover.tsx';
import type { ConflictPartProps } from './conflict-part.ts';
import { WhoLine } from './who-line.tsx';

/** A key that was given to several issues, one of which is read under another. */
export function GivenKey({ row, people, today }: ConflictPartProps): ReactNode {
  const send = useCommand();
  const [open, setOpen] = useState(false);
  const { recordId, issueId, key, issues } = row;
  const rename = async (name: string): Promise<string | null> => {
    if (issueId === null) return null;
    const answer = await send('update-issue', { issueId, patch: { key: name } }, { quiet: true });
    return answer.ok ? null : answer.error.message;
  };
  return (
    <>
      <ul className="conflict-facts">
        {issues.map((issue) => (
          <li key={issue.id}>
            <a className="conflict-fact" href={hashOf('issue', issue.id)}>
              <span className="text-mono">{issue.key}</span> {issue.title}
            </a>
            <WhoLine author={issue.author} at={issue.at} people={people} today={today} />
          </li>
        ))}
      </ul>
      <div className="conflict-ways" data-edits="">
        <Button small onClick={() => void send('resolve-conflict', { recordId, field: 'key' })}>
          Keep {key}
        </Button>
        <NamePopover
          label={`Key of ${row.title}`}
          action="Give key"
          initial={key ?? ''}
          open={open}
          onOpenChange={setOpen}
          onName={rename}
          trigger={
            <Button small tone="ghost">
              Give another key…
            </Button>
          }
        />
      </div>
    </>
  );
}
