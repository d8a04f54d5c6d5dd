import { success } from '#shared/base/result.ts';
import { CommentId } from '#shared/plan/identity.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Adds a comment to an issue, in the name of whoever uses this device. */
export const addComment: CommandHandler<'add-comment'> = ({ issueId, text }, { rows, step, now, author, newId }) => {
  const issue = rows.issue(issueId);
  if (issue === null) return notFound('issue', issueId, 'issueId');
  const commentId = CommentId.parse(newId());
  step.create(issue.roadmapId, 'comment', commentId, { issueId, author, at: now, text });
  step.note(issue.roadmapId, { issueId, field: 'comment', before: null, after: text });
  return success({ commentId });
};
