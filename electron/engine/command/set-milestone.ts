import { failure } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { changeIssues, findIssues } from './change-issue.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Puts issues under a milestone of their roadmap, or under none. */
export const setMilestone: CommandHandler<'set-milestone'> = ({ issueIds, milestoneId }, context) => {
  if (milestoneId !== null) {
    const milestone = context.rows.milestone(milestoneId);
    if (milestone === null) return notFound('milestone', milestoneId, 'milestoneId');
    const found = findIssues(context, issueIds);
    if (!found.ok) return found;
    const foreign = found.value.find((issue) => issue.roadmapId !== milestone.roadmapId);
    if (foreign !== undefined) {
      const message = `The milestone ${milestone.key} and the issue ${foreign.key} are in different roadmaps; choose a milestone of the same.`;
      return failure(problem('invalid-argument', message, 'milestoneId', [foreign.id]));
    }
  }
  return changeIssues(context, issueIds, { milestoneId });
};
