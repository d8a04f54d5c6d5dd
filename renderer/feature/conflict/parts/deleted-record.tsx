import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCommand } from '#renderer/state/use-command.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TrashKind } from '#shared/contract/trash.ts';
import type { ConflictPartProps } from './conflict-part.ts';
import { WhoLine } from './who-line.tsx';

/** What somebody deleted while somebody else worked on it: it is deleted, and what was set is kept for when it comes back. */
export function DeletedRecord({ row, people, today }: ConflictPartProps): ReactNode {
  const send = useCommand();
  const { recordId, recordKind, values, deletion } = row;
  const kind = TrashKind.safeParse(recordKind).data;
  return (
    <>
      <ul className="conflict-facts">
        {values.map((value) => (
          <li key={value.operation}>
            <span className="conflict-fact">
              {value.fieldName} <strong>{value.text ?? 'nothing'}</strong>
            </span>
            <WhoLine author={value.author} at={value.at} people={people} today={today} />
          </li>
        ))}
        {deletion !== null && (
          <li>
            <span className="conflict-fact" data-tone="danger">
              deleted
            </span>
            <WhoLine author={deletion.author} at={deletion.at} people={people} today={today} />
          </li>
        )}
      </ul>
      <div className="conflict-ways" data-edits="">
        {kind !== undefined && (
          <Button small icon={RotateCcw} onClick={() => void send('restore', { kind, ids: [recordId] })}>
            Restore with the changes
          </Button>
        )}
        <Button small tone="ghost" onClick={() => void send('resolve-conflict', { recordId, field: 'deletedAt' })}>
          Leave it deleted
        </Button>
      </div>
    </>
  );
}
