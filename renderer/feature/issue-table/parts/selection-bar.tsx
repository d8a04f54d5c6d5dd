import { type ReactNode, useMemo } from 'react';
import { useAllActions } from '#renderer/state/action.ts';
import { knownIssue } from '#renderer/state/known-issue.ts';
import { clearSelection, useSelection } from '#renderer/state/selection.ts';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { BulkBar } from '#renderer/ui/bulk-bar.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import type { IssueId } from '#shared/plan/identity.ts';

/** Keys as they are written on the bar. */
const caps: Readonly<Record<string, string>> = { 'shift+s': '⇧ S', 'shift+c': '⇧ C', Delete: 'Del' };

/** What floats over the list while issues are selected: how many, how much, and what can be done to all of them in one step. */
export function SelectionBar({
  rows,
}: {
  /** Changes whenever a row on screen did, so that the sum follows. */
  rows: unknown;
}): ReactNode {
  const { ids } = useSelection();
  const actions = useAllActions().filter((action) => action.group === 'selection');
  const hours = useMemo(() => hoursOf(ids), [ids, rows]);
  if (ids.size === 0) return null;
  return (
    <BulkBar title={`${countText(ids.size)} selected`} detail={hours === null ? undefined : hoursText(hours)} onClear={clearSelection}>
      {actions.map((action) => {
        const Drawing = action.icon;
        const stroke = action.keys?.[0]?.[0] ?? '';
        return (
          <button
            key={action.id}
            type="button"
            className="button"
            data-tone="ghost"
            data-danger={action.id === 'delete' ? '' : undefined}
            onClick={action.run}
          >
            {Drawing && <Drawing size={14} strokeWidth={1.6} />}
            {action.short ?? action.title}
            <KeyHint keys={caps[stroke] ?? stroke.toUpperCase()} />
          </button>
        );
      })}
    </BulkBar>
  );
}

/** Hours of all of them; `null` when one of them has not been on screen yet, for then the sum would be a guess. */
function hoursOf(ids: ReadonlySet<IssueId>): number | null {
  let sum = 0;
  for (const id of ids) {
    const row = knownIssue(id);
    if (row === undefined) return null;
    sum += row.estimate?.likely ?? 0;
  }
  return sum;
}
