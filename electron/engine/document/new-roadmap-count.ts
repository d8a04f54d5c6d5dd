// What derived-row.ts counts with SQL, counted from the records of a new roadmap before any of its rows are there: nothing
// outside it can have a part in it yet. Both must give the same; the law that rows equal rows made anew compares them.
import { type DependencyKind, holdsStart } from '#shared/plan/dependency.ts';
import { isOpen, type StatusCategory } from '#shared/plan/status.ts';
import { type Edge, setAsideOf } from './derived-row.ts';
import type { ReadableDocument } from './plan-document.ts';

/** The counts that an issue's row carries. */
interface IssueCounts {
  waits_for: number;
  waits_for_external: number;
  unblocks: number;
  checklist_done: number;
  checklist_total: number;
}

/** What follows from all records of a roadmap together. */
export interface RoadmapCounts {
  of(issueId: string): IssueCounts;
  isSetAside(dependencyId: string): boolean;
}

/** The counts of an issue that nothing hangs on. */
export const noCounts = (): IssueCounts => ({ waits_for: 0, waits_for_external: 0, unblocks: 0, checklist_done: 0, checklist_total: 0 });

/** Counts a new roadmap, with a pause after each kind of record. */
export function* countNewRoadmap(document: ReadableDocument): Generator<void, RoadmapCounts, void> {
  const counts = new Map<string, IssueCounts>();
  const statuses = new Map<string, StatusCategory>();
  for (const [id, record] of document.records('issue')) {
    if (record.deletedAt !== null) continue;
    counts.set(id, noCounts());
    statuses.set(id, record.status.category);
  }
  yield;
  for (const [, { deletedAt, issueId, milestoneId, done }] of document.records('item')) {
    const count = issueId === null ? undefined : counts.get(issueId);
    if (count === undefined || deletedAt !== null || done === null) continue;
    if (milestoneId !== null && !document.isAlive('milestone', milestoneId)) continue;
    count.checklist_total += 1;
    if (done) count.checklist_done += 1;
  }
  yield;
  for (const [, { deletedAt, issueId, kind, resolved }] of document.records('external')) {
    const count = counts.get(issueId);
    if (count !== undefined && deletedAt === null && kind === 'blocker' && !resolved) count.waits_for_external += 1;
  }
  const edges: (Edge & { readonly kind: DependencyKind })[] = [];
  for (const [id, { deletedAt, issueId, dependsOnId, strength, kind }] of document.records('dependency')) {
    if (deletedAt !== null || !counts.has(issueId) || !counts.has(dependsOnId)) continue;
    edges.push({ id, issueId, dependsOnId, hard: strength === 'hard', setAside: false, kind: kind ?? 'finish-start' });
  }
  yield;
  const aside = setAsideOf(edges);
  yield;
  const seen = new Set<string>();
  for (const { id, issueId, dependsOnId, hard, kind } of edges) {
    const pair = `${issueId} ${dependsOnId}`;
    const [status, awaitedStatus] = [statuses.get(issueId), statuses.get(dependsOnId)];
    if (!hard || aside.has(id) || seen.has(pair) || awaitedStatus === undefined || !holdsStart(kind, awaitedStatus)) continue;
    seen.add(pair);
    const [waiting, awaited] = [counts.get(issueId), counts.get(dependsOnId)];
    if (waiting !== undefined) waiting.waits_for += 1;
    if (awaited !== undefined && status !== undefined && isOpen(status)) awaited.unblocks += 1;
  }
  return { of: (issueId) => counts.get(issueId) ?? noCounts(), isSetAside: (dependencyId) => aside.has(dependencyId) };
}
