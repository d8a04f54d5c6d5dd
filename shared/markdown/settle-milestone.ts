// Settles what a plan says and implies of its milestones, and its title.
import { limit } from '#shared/plan/limit.ts';
import { mentionedLevel, type OpenIssue, type OpenMilestone, type PlanBook } from './reading-book.ts';

/** Gives the current milestone what the top of the file says of it, and phases before the first milestone an implied one. */
export function settleMilestones(book: PlanBook): void {
  settleCurrent(book);
  settleImplied(book);
  book.milestones.sort((a, b) => a.draft.line - b.draft.line);
}

function settleCurrent(book: PlanBook): void {
  const { currentMilestone, currentTitle, currentStatus } = book;
  if (currentMilestone === null) return;
  const known = book.findMilestone(currentMilestone);
  if (known === null && currentTitle === null && currentStatus === null) return;
  const milestone = book.milestone(currentMilestone, currentTitle ?? currentMilestone, book.currentLine, mentionedLevel);
  book.currentMilestone = milestone.draft.key;
  milestone.draft.status ??= currentStatus;
}

/**
 * Phases that stand before the first milestone belong to one that the file never declares, if their titles speak of a
 * version that has no heading: "v1.3 Verification Audit", "Milestone 1.3 Gap Closure".
 */
function settleImplied(book: PlanBook): void {
  const declared = book.milestones.filter((milestone) => milestone.level !== mentionedLevel && /^v\d/i.test(milestone.draft.key));
  const first = Math.min(...declared.map((milestone) => milestone.draft.line));
  const homeless = book.issues.filter(({ draft }) => draft.kind === 'phase' && draft.milestoneKey === null && draft.line < first);
  const mentions = new Map<string, OpenIssue[]>();
  for (const issue of homeless) {
    const match = /\b(?:v|milestone\s+v?)(\d+(?:\.\d+)+)/i.exec(issue.draft.title);
    const key = `v${match?.[1] ?? ''}`;
    if (match !== null && book.findMilestone(key) === null) mentions.set(key, [...(mentions.get(key) ?? []), issue]);
  }
  const [most] = [...mentions].toSorted(([, a], [, b]) => b.length - a.length);
  const [mention] = most?.[1] ?? [];
  if (most === undefined || mention === undefined) return;
  const milestone: OpenMilestone = book.milestone(most[0], `Milestone ${most[0]}`, mention.draft.line, mentionedLevel);
  milestone.draft.implied = true;
  for (const issue of homeless) issue.draft.milestoneKey = milestone.draft.key;
  book.remark(
    mention.draft.line,
    `${homeless.length} phases stand before the first milestone; ${most[1].length} of them speak of ${most[0]}, so that all are read as part of it.`,
  );
}

/** The title of the plan: its heading, unless that is only the name of the file. */
export function titleOf(book: PlanBook): string {
  const current = book.currentMilestone === null ? null : book.findMilestone(book.currentMilestone);
  const currentTitle = current?.draft.title ?? null;
  const isFileName = book.title === null || /^(?:[\w.-]+\.(?:md|markdown|txt)|roadmap|issues|backlog|to-?do|plan)$/i.test(book.title);
  return (isFileName ? (currentTitle ?? book.title) : book.title)?.slice(0, limit.title) ?? 'Untitled plan';
}
