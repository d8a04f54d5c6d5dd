import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Deletes a comment. */
export const deleteComment: CommandHandler<'delete-comment'> = ({ commentId }, { rows, step, now }) => {
  const comment = rows.comment(commentId);
  if (comment === null) return notFound('comment', commentId, 'commentId');
  const { roadmapId, issueId, text } = comment;
  step.set(roadmapId, 'comment', commentId, { deletedAt: now });
  step.note(roadmapId, { issueId, field: 'comment', before: text, after: null });
  return success({});
};
