// Lets the rows light up once that somebody else has changed.
import { useEffect, useRef } from 'react';
import { mayBeOwnChange } from '#renderer/state/own-change.ts';
import type { IssueRow } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';

/** Milliseconds. */
const flashTime = 600;

/** Issues whose data differ between two sets of rows; those that only one of them has do not count. */
export function changedIssues(before: ReadonlyMap<IssueId, IssueRow>, now: ReadonlyMap<IssueId, IssueRow>): IssueId[] {
  return [...now].flatMap(([id, row]) => {
    const old = before.get(id);
    // A page that is asked for anew brings equal rows as new objects.
    return old === undefined || old === row || JSON.stringify(old) === JSON.stringify(row) ? [] : [id];
  });
}

/**
 * Flashes the ground of the drawn rows that changed since the last time, unless this page may have changed them itself.
 * `elementId` names the element of an issue's row. Nothing moves for people who asked for less motion.
 */
export function useForeignFlash(rows: readonly IssueRow[] | undefined, elementId: (id: IssueId) => string): void {
  const last = useRef<ReadonlyMap<IssueId, IssueRow>>(new Map());
  useEffect(() => {
    if (rows === undefined) return;
    const now = new Map(rows.map((row) => [row.id, row]));
    const changed = changedIssues(last.current, now);
    last.current = now;
    if (changed.length === 0 || mayBeOwnChange() || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const id of changed) {
      document
        .getElementById(elementId(id))
        ?.animate([{ backgroundColor: 'var(--accent-soft)', offset: 0 }], { duration: flashTime, easing: 'cubic-bezier(.2,0,0,1)' });
    }
  }, [rows, elementId]);
}
