import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import type { IssueRow } from '#shared/contract/query.ts';
import { IssueId, type RoadmapId } from '#shared/plan/identity.ts';
import { Refusal, take } from '../refusal.ts';

/**
 * Finds the issue that a person names by key (`#1`, `001`, `Phase 21`, `21`) or by id.
 *
 * @throws {Refusal} with exit code 1 when the key is unknown or means several issues; `details` lists the candidates
 *   with their roadmaps.
 */
export async function findIssue(
  connection: Connection,
  key: string,
  roadmapIds: RoadmapId[],
): Promise<Pick<IssueRow, 'id' | 'key' | 'roadmapId'>> {
  const { summary, rows } = take(await connection.query('find-issue', { text: key, roadmapIds }));
  const exact = rows.slice(0, summary.exact);
  const [only] = exact;
  if (only !== undefined && exact.length === 1) return only;
  if (exact.length > 1) {
    throw new Refusal(
      1,
      problem(
        'ambiguous',
        `The key "${key}" means ${exact.length} issues; narrow it with --roadmap, or give the id.`,
        key,
        exact.map((row) => `${row.key} in "${row.roadmap}": ${row.title} (id ${row.id})`),
      ),
    );
  }
  const id = IssueId.safeParse(key);
  if (id.success) {
    const byId = await connection.query('issue-detail', { issueId: id.data });
    if (byId.ok && byId.value.summary !== null) return byId.value.summary;
  }
  const near = rows.slice(0, 5).map((row) => `${row.key} in "${row.roadmap}": ${row.title}`);
  const hint = near.length > 0 ? ' Did you mean one of these?' : ' List the keys with: sextant list';
  throw new Refusal(
    1,
    problem('not-found', `No issue has the key "${key}"${roadmapIds.length > 0 ? ' in that roadmap' : ''}.${hint}`, key, near),
  );
}
