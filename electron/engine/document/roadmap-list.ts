// The short lists of a roadmap that are put as a whole whenever one of them was touched.
import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import type { AliveRecords } from './alive-record.ts';
import type { DormantRecords } from './dormant-record.ts';

/** The names that the plan's file has for sprints. */
export function putNamedSprints(rows: RowWriter, roadmapId: string, alive: AliveRecords): void {
  rows.remove('named_sprint', 'roadmap_id', roadmapId);
  for (const [, { name, title, note, rank }] of alive.all('namedSprint')) {
    rows.put('named_sprint', { roadmap_id: roadmapId, name, title, note, rank });
  }
}

/** The totals that the plan's file states, in its order. */
export function putStatedTotals(rows: RowWriter, roadmapId: string, alive: AliveRecords): void {
  rows.remove('stated_total', 'roadmap_id', roadmapId);
  const totals = alive.all('statedTotal').toSorted(([, one], [, other]) => one.position - other.position);
  for (const [position, [, { by, name, issues, hours }]] of totals.entries()) {
    rows.put('stated_total', { roadmap_id: roadmapId, position, by, name, issues, hours });
  }
}

/** What the plan's file says twice and differently, by issue. */
export function putContradictions(rows: RowWriter, dormant: DormantRecords, roadmapId: string, alive: AliveRecords): void {
  const sql = 'DELETE FROM contradiction WHERE issue_id IN (SELECT id FROM issue WHERE roadmap_id = ?)';
  rows.run('contradiction', sql, roadmapId);
  dormant.clear(roadmapId);
  const next = new Map<string, number>();
  for (const [, { issueId, text }] of alive.all('contradiction').toSorted(([, one], [, other]) => one.position - other.position)) {
    if (!alive.has('issue', issueId)) {
      dormant.put({ collection: 'contradiction', id: roadmapId, documentId: roadmapId }, [issueId]);
      continue;
    }
    const position = next.get(issueId) ?? 0;
    next.set(issueId, position + 1);
    rows.put('contradiction', { issue_id: issueId, position, text });
  }
}
