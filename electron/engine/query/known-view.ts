// What a view is, as the workspace's own rows tell it.
import { failure, type Result, success } from '#shared/base/result.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import type { ViewLabel } from '#shared/contract/view-query.ts';
import { type View, viewPlace } from '#shared/contract/view.ts';
import type { Reader } from './reader.ts';

/** A moment: everything up to a change of this device's log, or the heads of each document. */
type KnownMoment = { readonly seq: number } | { readonly heads: Readonly<Record<string, readonly string[]>> };

/** A view that exists. */
export interface KnownView {
  readonly label: ViewLabel;
  readonly is: { readonly past: KnownMoment } | { readonly scenarioId: string; readonly isOpen: boolean };
}

/** Looks a view up. Refuses with `not-found` one that is not there (any more). */
export function knownView(reader: Reader, view: View): Result<KnownView, Problem> {
  const place = viewPlace(view);
  if (place.kind === 'moment') return knownMoment(reader, view, place.seq);
  return place.kind === 'baseline' ? knownBaseline(reader, view, place.id) : knownScenario(reader, view, place.id);
}

function knownMoment(reader: Reader, view: View, seq: number): Result<KnownView, Problem> {
  const [change] = reader.rows<{ at: string }>('SELECT received_at AS at FROM change WHERE seq = @seq', { seq });
  if (change !== undefined) return success({ label: { view, label: `change ${seq}`, at: change.at }, is: { past: { seq } } });
  const [last] = reader.rows<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM change');
  return failure(problem('not-found', `This device has no change ${seq}; they are numbered 1 to ${last?.seq ?? 0}.`, 'view'));
}

function knownBaseline(reader: Reader, view: View, id: string): Result<KnownView, Problem> {
  const [row] = reader.rows<{ name: string; at: string; heads: string }>(
    'SELECT name AS name, at AS at, heads AS heads FROM baseline WHERE id = @id',
    { id },
  );
  if (row === undefined) return failure(gone('baseline', id));
  // Written from a record of that shape.
  const heads = JSON.parse(row.heads) as Record<string, string[]>;
  return success({ label: { view, label: row.name, at: row.at }, is: { past: { heads } } });
}

function knownScenario(reader: Reader, view: View, id: string): Result<KnownView, Problem> {
  const [row] = reader.rows<{ name: string; state: string }>('SELECT name AS name, state AS state FROM scenario WHERE id = @id', { id });
  if (row === undefined) return failure(gone('scenario', id));
  if (row.state === 'discarded') {
    return failure(problem('not-found', `The scenario "${row.name}" was discarded. To see it again, take that back with undo.`, 'view'));
  }
  return success({ label: { view, label: row.name, at: null }, is: { scenarioId: id, isOpen: row.state === 'open' } });
}

function gone(kind: string, id: string): Problem {
  return problem('not-found', `There is no ${kind} with the id ${id}; it may have been deleted. Look it up again.`, 'view');
}
