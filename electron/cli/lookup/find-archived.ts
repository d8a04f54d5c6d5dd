import type { ArchivedIssueRow } from '#shared/contract/archive.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import { limit } from '#shared/plan/limit.ts';
import type { RoadmapId } from '#shared/plan/identity.ts';
import { Refusal, take } from '../refusal.ts';

/** Keys as they are compared: without sign, leading zeros and case. */
const plain = (key: string): string =>
  key
    .toLowerCase()
    .replace(/^#/u, '')
    .replace(/^0+(?=\d)/u, '');

/** Whether two spellings mean one key. */
export function isSameKey(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

/** Fetches what is archived, window by window. */
export async function allArchived(connection: Connection, text: string): Promise<ArchivedIssueRow[]> {
  const found: ArchivedIssueRow[] = [];
  for (let offset = 0; ; offset += limit.window) {
    const { summary, rows } = take(await connection.query('archive-list', { text, offset, limit: limit.window }));
    found.push(...rows);
    if (rows.length === 0 || offset + rows.length >= summary.total) return found;
  }
}

/**
 * Finds archived issues by the keys or ids that a person names.
 *
 * @throws {Refusal} with exit code 1 when a key is unknown or means several; `details` lists the candidates.
 */
export async function findArchived(
  connection: Connection,
  keys: readonly string[],
  roadmapIds: readonly RoadmapId[],
): Promise<ArchivedIssueRow[]> {
  const all = (await allArchived(connection, '')).filter(({ roadmapId }) => roadmapIds.length === 0 || roadmapIds.includes(roadmapId));
  return keys.map((wanted) => {
    const found = all.filter(({ id, key }) => id === wanted || isSameKey(key, wanted));
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    const candidates = found.map(({ id, key, title, roadmap }) => `${key} in "${roadmap ?? ''}": ${title} (${id})`);
    throw found.length === 0
      ? new Refusal(1, problem('not-found', `No archived issue has the key "${wanted}"; see them with: sextant archive list`, wanted))
      : new Refusal(
          1,
          problem(
            'ambiguous',
            `The key "${wanted}" means ${found.length} archived issues; narrow it with --roadmap, or give the id.`,
            wanted,
            candidates,
          ),
        );
  });
}
