import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import type { IssueRow } from '#shared/contract/query.ts';
import { IssueId, type RoadmapId } from '#shared/plan/identity.ts';
import { Refusal, take } from '../refusal.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { allTrash } from './all-trash.ts';
import { allArchived, isSameKey } from './find-archived.ts';

/**
 * Finds the issue that a person names by key (`#1`, `001`, `Phase 21`, `21`) or by id. A key that was given twice means the
 * issue that has it by now when it is only to be read; what changes something asks which.
 *
 * @throws {Refusal} with exit code 1 when the key is unknown or means several issues; `details` lists the candidates
 *   with their roadmaps.
 */
export async function findIssue(
  connection: Connection,
  key: string,
  roadmapIds: RoadmapId[],
  purpose: 'read' | 'change' = 'change',
): Promise<Pick<IssueRow, 'id' | 'key' | 'roadmapId'>> {
  const { summary, rows } = take(await connection.query('find-issue', { text: key, roadmapIds }));
  const exact = rows.slice(0, summary.exact + (purpose === 'change' ? summary.alsoGiven : 0));
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
  await refuseGone(connection, key, roadmapIds);
  const near = rows.slice(0, 5).map((row) => `${row.key} in "${row.roadmap}": ${row.title}`);
  const hint = near.length > 0 ? ' Did you mean one of these?' : ' List the keys with: sextant list';
  throw new Refusal(
    1,
    problem('not-found', `No issue has the key "${key}"${roadmapIds.length > 0 ? ' in that roadmap' : ''}.${hint}`, key, near),
  );
}

/** Refuses a key of an issue that is archived or deleted: it says where it is, and how it comes back. */
async function refuseGone(connection: Connection, key: string, roadmapIds: readonly RoadmapId[]): Promise<void> {
  const isMeant = (row: { readonly id: string; readonly key: string | null; readonly roadmapId: string | null }): boolean =>
    (row.id === key || isSameKey(row.key ?? '', key)) && (roadmapIds.length === 0 || roadmapIds.some((id) => id === row.roadmapId));
  const archived = (await allArchived(connection, '')).find(isMeant);
  if (archived !== undefined) {
    const { key: own, title, file, at } = archived;
    const message = `${own} "${title}" is in the archive since ${at.slice(0, 10)} (${file}). Bring it back: sextant archive restore ${shellWord(own)}`;
    throw new Refusal(1, problem('not-found', message, key));
  }
  const deleted = (await allTrash(connection, '', Number.POSITIVE_INFINITY)).rows.find(
    (row) => row.kind === 'issue' && isMeant({ id: row.recordId, key: row.key, roadmapId: row.roadmapId }),
  );
  if (deleted === undefined) return;
  const by = deleted.deletedBy === null ? '' : ` by ${deleted.deletedBy}`;
  const message = `${deleted.key ?? key} "${deleted.title}" was deleted on ${deleted.deletedAt.slice(0, 10)}${by} and is in the trash. Bring it back: sextant restore ${shellWord(deleted.key ?? deleted.recordId)}`;
  throw new Refusal(1, problem('not-found', message, key));
}
