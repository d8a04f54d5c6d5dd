import type { ReactNode } from 'react';
import { fieldName } from '#renderer/sign/change-sentence.ts';
import { ChangedText } from '#renderer/sign/changed-text.tsx';
import { dateText } from '#renderer/sign/date-text.ts';
import { countText, hoursNumber, hoursText } from '#renderer/sign/hours-text.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { useToday } from '#renderer/state/today.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ComparedIssue } from '#shared/contract/view-query.ts';
import { kinds, signed, slipText } from '../compare-state.ts';

const tones = { added: 'ready', removed: 'danger', changed: 'accent', moved: 'plain' } as const;

/** Values longer than this are shown as the passage that changed. */
const shortValue = 60;

/** The issues that differ, each with everything that does. */
export function ComparedIssues({ rows, total }: { readonly rows: readonly ComparedIssue[]; readonly total: number }): ReactNode {
  return (
    <section aria-label="Issues that differ" className="compare-section">
      <ul className="compare-issues">
        {rows.map((row) => (
          <Issue key={row.id} row={row} />
        ))}
      </ul>
      {total > rows.length && (
        <p className="text-secondary compare-rest">
          {countText(total - rows.length)} more differ. Narrow by kind above, or list them all: sextant diff --json
        </p>
      )}
    </section>
  );
}

function Issue({ row }: { readonly row: ComparedIssue }): ReactNode {
  const today = useToday();
  const kind = kinds.find((one) => one.kind === row.difference);
  const late = row.finish.slipDays ?? 0;
  const { before, after } = row.hours;
  return (
    <li className="compare-issue">
      <Tag tone={tones[row.difference]}>{kind?.name ?? row.difference}</Tag>
      <span className="text-mono">{row.key}</span>
      <span className="compare-what">
        {row.difference === 'removed' ? <span>{row.title}</span> : <a href={hashOf('issue', row.id)}>{row.title}</a>}
        {row.fields.length > 0 && (row.difference === 'changed' || row.difference === 'moved') && (
          <span className="compare-fields">
            {row.fields.map((change) => (
              <span key={change.field} className="compare-field">
                <span className="text-secondary">{fieldName(change.field)} </span>
                {isLong(change) ? (
                  <ChangedText before={change.before} after={change.after} />
                ) : (
                  <>
                    <s>{change.before ?? 'none'}</s> → {change.after ?? 'none'}
                  </>
                )}
              </span>
            ))}
          </span>
        )}
      </span>
      <span className="compare-hours">
        {before !== after && (before !== null || after !== null)
          ? `${signed((after ?? 0) - (before ?? 0), hoursNumber)}\u00A0h`
          : hoursText(after)}
      </span>
      <span className="compare-finish">
        {row.finish.after !== null && dateText(row.finish.after, today)}{' '}
        {late !== 0 && <Tag tone={late > 0 ? 'warn' : 'ready'}>{slipText(late)}</Tag>}
      </span>
    </li>
  );
}

function isLong({ before, after }: { readonly before: string | null; readonly after: string | null }): boolean {
  return before !== null && after !== null && Math.max(before.length, after.length) > shortValue;
}
