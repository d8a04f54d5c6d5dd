// What the roadmap page says about milestones and stated totals, computed from the answers of the engine.
import type { QueryResult } from '#shared/contract/query.ts';
import type { ChecklistItem, ChecklistKind } from '#shared/plan/checklist.ts';

/** Milestone with what leads to it. */
export type Milestone = QueryResult<'roadmap-outline'>['rows'][number];
/** Issue as the outline lists it. */
export type OutlineIssue = Milestone['issues'][number];
/** The roadmap itself. */
export type RoadmapSummary = NonNullable<QueryResult<'roadmap-outline'>['summary']>;

/** How far a milestone has come, in the best unit that its plan has. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly unit: 'hours' | 'issues' | 'items';
}

/** Progress by effort where there are hours, else by issues, else by items ticked. Cancelled issues do not count. */
export function progressOf({ hours, doneHours, issues, checklist }: Milestone): Progress {
  if (hours > 0) return { done: doneHours, total: hours, unit: 'hours' };
  const counted = issues.filter(({ status }) => status.category !== 'cancelled');
  if (counted.length > 0) {
    return { done: counted.filter(({ status }) => status.category === 'done').length, total: counted.length, unit: 'issues' };
  }
  const boxes = checklist.filter(({ done }) => done !== null);
  return { done: boxes.filter(({ done }) => done).length, total: boxes.length, unit: 'items' };
}

/** True when the plan says so, or when nothing that leads to the milestone is open. */
export function isReached(milestone: Milestone): boolean {
  if (milestone.status?.category === 'done') return true;
  const { issues, checklist } = milestone;
  if (issues.length > 0) return issues.every(({ status }) => status.category === 'done' || status.category === 'cancelled');
  const boxes = checklist.filter(({ done }) => done !== null);
  return boxes.length > 0 && boxes.every(({ done }) => done);
}

/**
 * What a file contradicts itself in: a milestone that is reached while boxes of its finished issues, or its own, are
 * not ticked. `null` when there is nothing to remark.
 */
export function untickedRemark(milestone: Milestone, kinds: readonly ChecklistKind[]): string | null {
  if (!isReached(milestone)) return null;
  const ofIssues = milestone.issues.reduce(
    (sum, { status, checklistDone, checklistTotal }) => sum + (status.category === 'done' ? checklistTotal - checklistDone : 0),
    0,
  );
  const own = milestone.checklist.filter(({ done }) => done === false).length;
  const unticked = ofIssues + own;
  if (unticked === 0) return null;
  // The outline counts boxes without their kind; the word is only narrowed where the plan leaves no other.
  const deliverables = own === 0 && kinds.includes('deliverable') && !kinds.includes('acceptance');
  const word = deliverables ? 'deliverable' : 'item';
  return `complete, ${unticked} ${word}${unticked === 1 ? '' : 's'} unticked`;
}

/** A milestone that lies behind: reached, and without issues of its own. */
export function isPast(milestone: Milestone): boolean {
  return milestone.issues.length === 0 && isReached(milestone);
}

/** What is to come in the order of the plan, then what is reached, the latest first. */
export function inReadingOrder(milestones: readonly Milestone[]): Milestone[] {
  return [...milestones.filter((milestone) => !isReached(milestone)), ...milestones.filter(isReached).toReversed()];
}

/** Items under one heading of the plan, in the order of the plan. */
export interface ItemGroup {
  readonly group: string;
  readonly items: readonly ChecklistItem[];
}

/** The items of some kinds, by the plan's own headings. */
export function itemGroups(checklist: readonly ChecklistItem[], kinds: readonly ChecklistKind[]): ItemGroup[] {
  const wanted = checklist.filter(({ kind }) => kinds.includes(kind));
  return [...Map.groupBy(wanted, ({ group }) => group)].map(([group, items]) => ({ group, items }));
}

/** A total that the file states beside what the plan adds up to. */
export interface TotalLine {
  readonly name: string;
  readonly statedIssues: number | null;
  readonly statedHours: number | null;
  /** `null`: the plan has no group of that name. */
  readonly issues: number | null;
  readonly hours: number | null;
  /** `unknown`: there is nothing to compare with. */
  readonly agreement: 'equal' | 'differs' | 'unknown';
}

/** Half an hour: less is rounding. */
const tolerance = 0.5;

/** Compares each stated total with the groups of the breakdown of its kind. */
export function totalLines(
  stated: RoadmapSummary['statedTotals'],
  byPriority: QueryResult<'effort-breakdown'>,
  byCategory: QueryResult<'effort-breakdown'>,
): TotalLine[] {
  return stated.map(({ by, name, issues: statedIssues, hours: statedHours }) => {
    const found =
      by === 'all'
        ? { hours: byPriority.summary.total, issues: byPriority.summary.issues }
        : (by === 'priority' ? byPriority : byCategory).rows.find((row) => row.name?.toLowerCase() === name.toLowerCase());
    const issues = found?.issues ?? null;
    const hours = found?.hours ?? null;
    const equal =
      (statedIssues === null || statedIssues === issues) && (statedHours === null || Math.abs(statedHours - (hours ?? 0)) < tolerance);
    return { name, statedIssues, statedHours, issues, hours, agreement: found === undefined ? 'unknown' : equal ? 'equal' : 'differs' };
  });
}

/** Key of a dependency as the row says it: without the word that all keys share (`Phase 13` → `13`). */
export function shortKey(key: string): string {
  return /^(?:phase|issue)\s+(\S+)$/i.exec(key)?.[1] ?? key;
}
