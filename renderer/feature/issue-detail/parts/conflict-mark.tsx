import { GitFork } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useToday } from '#renderer/state/today.ts';
import { useChoice } from '#renderer/state/use-choice.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { ConflictValues } from '#renderer/sign/conflict-values.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import type { ConflictRow } from '#shared/contract/conflict.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import './conflict-mark.css';

/** What a {@link ConflictMark} takes. */
export interface ConflictMarkProps {
  readonly issueId: IssueId;
  /** As the document calls the field. */
  readonly field: string;
}

/** Beside a field that several people set without knowing of each other: one press opens what they said, one chooses. */
export function ConflictMark({ issueId, field }: ConflictMarkProps): ReactNode {
  const row = useQuery('conflict-list', { issueId }).result?.rows.find(
    (one) => one.kind === 'value' && one.recordId === issueId && one.field === field,
  );
  return row === undefined ? null : <Mark row={row} />;
}

function Mark({ row }: { row: ConflictRow }): ReactNode {
  const [open, setOpen] = useState(false);
  const today = useToday();
  const people = useQuery('workspace', {}).result?.summary.people ?? [];
  const choose = useChoice();
  const { fieldName, values } = row;
  const label = `${values.length} values of ${fieldName ?? 'the field'}, set without knowing of each other`;
  return (
    <Popover
      label={label}
      width={400}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="conflict-mark" aria-label={label} title={label}>
          <Icon of={GitFork} size={13} />
          {values.length}
        </button>
      }
    >
      <div className="conflict-choice">
        <h3>Set without knowing of each other</h3>
        <ConflictValues
          values={values}
          fieldName={fieldName ?? ''}
          people={people}
          today={today}
          onChoose={(value) => {
            setOpen(false);
            choose(row, value);
          }}
        />
      </div>
    </Popover>
  );
}
