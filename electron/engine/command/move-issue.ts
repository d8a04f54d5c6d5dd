import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { rankBetween } from '#shared/plan/rank.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Moves an issue directly behind another one of its roadmap, or to the front. */
export const moveIssue: CommandHandler<'move-issue'> = ({ issueId, afterId }, { rows, step }) => {
  const issue = rows.issue(issueId);
  if (issue === null) return notFound('issue', issueId, 'issueId');
  const after = afterId === null ? null : rows.issue(afterId);
  if (afterId !== null) {
    if (after === null) return notFound('issue', afterId, 'afterId');
    if (after.roadmapId !== issue.roadmapId) {
      return failure(problem('invalid-argument', `${after.key} is in another roadmap; an issue is ordered within its own.`, 'afterId'));
    }
    if (after.id === issue.id) {
      return failure(problem('invalid-argument', `${issue.key} cannot stand behind itself; name another issue.`, 'afterId'));
    }
  }
  const following = (from: { readonly id: string; readonly rank: string } | null): { id: string; rank: string } | null =>
    from === null ? rows.firstIssue(issue.roadmapId) : rows.issueAfter(issue.roadmapId, from);
  let next = following(after);
  // It stands there already: nothing to change.
  if (next?.id === issue.id) return success({});
  // An issue of the same rank (two devices appended at once) gives no room between; the first later rank does.
  while (next !== null && (next.id === issue.id || next.rank === after?.rank)) next = following(next);
  step.set(issue.roadmapId, 'issue', issueId, { rank: rankBetween(after?.rank ?? null, next?.rank ?? null) });
  const spell = (front: { readonly key: string } | null): string => (front === null ? 'first' : `behind ${front.key}`);
  step.note(issue.roadmapId, { issueId, field: 'order', before: spell(rows.issueBefore(issue.roadmapId, issue)), after: spell(after) });
  return success({});
};
