import { changeIssues } from './change-issue.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Gives issues to a person, or to nobody. */
export const setAssignee: CommandHandler<'set-assignee'> = ({ issueIds, assigneeId }, context) => {
  if (assigneeId !== null && context.rows.person(assigneeId) === null) return notFound('person', assigneeId, 'assigneeId');
  return changeIssues(context, issueIds, { assigneeId });
};
