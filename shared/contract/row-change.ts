// What changed between two results of one live query, and the way back: apply(previous, diff(previous, next)) = next.
// Rows that say the same stay the same object on both sides. Serves the last step of the flow, engine to screen.
import { shareStructure } from '#shared/base/share-structure.ts';
import type { RowChange } from './message.ts';

/** A result as channels see it: any summary, rows with an id. */
export interface LiveResult {
  readonly summary: unknown;
  readonly rows: readonly LiveRow[];
}

/** A row of any query. */
interface LiveRow {
  readonly id: string;
}

/** Gives `next` the row and summary objects of `previous` where they are equal; returns `previous` itself when nothing changed. */
export function keepRows<Result extends LiveResult>(previous: Result | null, next: Result): Result {
  if (previous === null || previous === next) return next;
  const known = new Map(previous.rows.map((row) => [row.id, row]));
  const rows = next.rows.map((row) => shareStructure(known.get(row.id), row));
  const summary = shareStructure(previous.summary, next.summary);
  const same =
    summary === previous.summary && rows.length === previous.rows.length && rows.every((row, index) => row === previous.rows[index]);
  return same ? previous : { ...next, summary, rows };
}

/** What turns `previous` into `next`, whose rows were kept by {@link keepRows}; `null` when nothing does. Row ids must be unique. */
export function rowChange(previous: LiveResult, next: LiveResult): RowChange | null {
  if (previous === next) return null;
  const known = new Map(previous.rows.map((row) => [row.id, row]));
  const upsert = next.rows.filter((row) => known.get(row.id) !== row).map((row) => ({ ...row }));
  const moved = previous.rows.length !== next.rows.length || previous.rows.some((row, index) => row.id !== next.rows[index]?.id);
  const summarized = previous.summary !== next.summary;
  if (upsert.length === 0 && !moved && !summarized) return null;
  return {
    upsert,
    ...(summarized ? { summary: next.summary } : {}),
    ...(moved ? { order: next.rows.map(({ id }) => id) } : {}),
  };
}

/** Applies a change that came over a channel. Rows that the change does not name stay the same object. */
export function applyRowChange(previous: LiveResult, change: RowChange): LiveResult {
  const upsert = new Map<string, LiveRow>(change.upsert.map((row) => [row.id, row]));
  const summary = Object.hasOwn(change, 'summary') ? shareStructure(previous.summary, change.summary) : previous.summary;
  if (change.order === undefined) return { summary, rows: previous.rows.map((row) => upsert.get(row.id) ?? row) };
  const known = new Map(previous.rows.map((row) => [row.id, row]));
  return { summary, rows: change.order.flatMap((id) => upsert.get(id) ?? known.get(id) ?? []) };
}
