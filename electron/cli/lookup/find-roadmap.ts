import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import type { RoadmapRow } from '#shared/contract/query.ts';
import { Refusal, take } from '../refusal.ts';

/**
 * Finds the roadmap that a person names by id, title or a unique part of its title, in any case.
 *
 * @throws {Refusal} with exit code 1 when none or several are meant; `details` lists the candidates.
 */
export async function findRoadmap(connection: Connection, named: string): Promise<RoadmapRow> {
  const { rows } = take(await connection.query('workspace', {}));
  const wanted = named.toLowerCase();
  const exact = rows.filter((row) => row.id === named || row.title.toLowerCase() === wanted);
  const found = exact.length > 0 ? exact : rows.filter((row) => row.title.toLowerCase().includes(wanted));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const listed = (found.length > 0 ? found : rows).map((row) => `${row.title} (${row.id})`);
  if (found.length > 1) {
    throw new Refusal(
      1,
      problem('ambiguous', `--roadmap "${named}" fits ${found.length} roadmaps; give more of the title, or the id.`, '--roadmap', listed),
    );
  }
  const known = rows.length === 0 ? 'the workspace has none yet' : `there are ${rows.length}`;
  throw new Refusal(1, problem('not-found', `No roadmap is named like "${named}"; ${known}.`, '--roadmap', listed));
}
