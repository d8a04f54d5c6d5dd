import { success } from '#shared/base/result.ts';
import { changeIssue, findIssues } from './change-issue.ts';
import type { CommandHandler } from './command-handler.ts';
import { refuseMilestone } from './refuse-milestone.ts';

/** Puts issues under a milestone of their roadmap, or under none. */
export const setMilestone: CommandHandler<'set-milestone'> = ({ issueIds, milestoneId }, context) => {
  const found = findIssues(context, issueIds);
  if (!found.ok) return found;
  for (const issue of found.value) {
    const refused = milestoneId === null ? null : refuseMilestone(context.rows, issue.roadmapId, milestoneId, 'milestoneId');
    if (refused !== null) return refused;
    changeIssue(context, issue, { milestoneId });
  }
  return success({});
};
