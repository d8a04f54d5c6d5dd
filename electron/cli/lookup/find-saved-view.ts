import type { Connection } from '#shared/contract/connection.ts';
import { nearestWord } from '#shared/base/nearest-word.ts';
import { problem } from '#shared/contract/problem.ts';
import type { SavedViewRow } from '#shared/contract/saved-view.ts';
import { Refusal, take } from '../refusal.ts';

/** Finds a saved view by name, in any case, or id. @throws {Refusal} with exit code 1 when there is none; the nearest name is offered. */
export async function findSavedView(connection: Connection, name: string): Promise<SavedViewRow> {
  const { rows } = take(await connection.query('saved-view-list', {}));
  const wanted = name.toLowerCase();
  const found = rows.find((view) => view.name.toLowerCase() === wanted) ?? rows.find((view) => view.id === name);
  if (found !== undefined) return found;
  const names = rows.map((view) => view.name);
  const nearest = nearestWord(name, names);
  const meant = nearest === null ? '' : ` Did you mean ${nearest}?`;
  throw new Refusal(1, problem('not-found', `There is no saved view "${name}".${meant} See them with: sextant view`, name, names));
}
