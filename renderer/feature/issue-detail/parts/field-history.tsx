import { History } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useNow, useToday } from '#renderer/state/today.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { authorIndex } from '#renderer/sign/author-index.ts';
import { countText } from '#renderer/sign/hours-text.ts';
import { When } from '#renderer/sign/when.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { IconButton } from '#renderer/ui/icon-button.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import type { IssueId } from '#shared/plan/identity.ts';
import './field-history.css';

/** Changes that the list shows; the whole history stands on the page. */
const shown = 20;

/** What a {@link FieldHistory} takes. */
export interface FieldHistoryProps {
  readonly issueId: IssueId;
  /** As history calls the field. */
  readonly field: string;
  /** As the page calls it. */
  readonly name: string;
}

/** A small button beside a property, that tells which values it has had, since when, and who set them. */
export function FieldHistory({ issueId, field, name }: FieldHistoryProps): ReactNode {
  const [open, setOpen] = useState(false);
  const label = `History of ${name.toLowerCase()}`;
  return (
    <Popover
      label={label}
      width={308}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton className="field-history-button" icon={History} label={label} />}
    >
      {open && <Values issueId={issueId} field={field} name={name} />}
    </Popover>
  );
}

function Values({ issueId, field, name }: FieldHistoryProps): ReactNode {
  const today = useToday();
  const now = useNow();
  const people = useQuery('workspace', {}).result?.summary.people ?? [];
  const { result, problem } = useQuery('activity', { issueId, fields: [field], limit: shown });
  const born = useQuery('activity', { issueId, fields: ['issue'], limit: 20 }).result?.rows.at(-1);
  if (problem !== null && result === undefined) return <p className="field-history-none">{problem.message}</p>;
  if (result === undefined) return <SkeletonRow widths={[14, 180]} />;
  const { rows, summary } = result;
  const first = summary.total === rows.length ? rows.at(-1) : undefined;
  return (
    <div className="field-history">
      <h3>{name}</h3>
      {rows.length === 0 && <p className="field-history-none">Never changed since the issue was made.</p>}
      <ol>
        {rows.map((row, index) => (
          <li key={row.id}>
            <Value text={row.after} now={index === 0} />
            <p className="field-history-who">
              <Avatar name={row.author} index={authorIndex(row.author, people)} size={14} />
              <span className="ellipsis">{row.author}</span>
              <When at={row.at} today={today} now={now} />
            </p>
          </li>
        ))}
        {first !== undefined && (
          <li>
            <Value text={first.before} now={false} />
            <p className="field-history-who">
              {born === undefined ? (
                'at first'
              ) : (
                <>
                  <Avatar name={born.author} index={authorIndex(born.author, people)} size={14} />
                  <span className="ellipsis">{born.author}</span>
                  <When at={born.at} today={today} now={now} />
                </>
              )}
            </p>
          </li>
        )}
      </ol>
      {summary.total > rows.length && (
        <p className="field-history-none">and {countText(summary.total - rows.length)} earlier, in the history of the page</p>
      )}
    </div>
  );
}

function Value({ text, now }: { text: string | null; now: boolean }): ReactNode {
  return (
    <p className="field-history-value" data-now={now ? '' : undefined} data-none={text === null ? '' : undefined}>
      {text ?? 'none'}
      {now && <span className="unseen"> (now)</span>}
    </p>
  );
}
