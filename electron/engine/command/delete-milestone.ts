import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Deletes a milestone; its issues are then under none, until it is restored. */
export const deleteMilestone: CommandHandler<'delete-milestone'> = ({ milestoneId }, { rows, step, now }) => {
  const milestone = rows.milestone(milestoneId);
  if (milestone === null) return notFound('milestone', milestoneId, 'milestoneId');
  const { roadmapId, key, title } = milestone;
  step.set(roadmapId, 'milestone', milestoneId, { deletedAt: now });
  step.note(roadmapId, { issueId: null, subject: `milestone:${milestoneId}`, field: 'milestone', before: `${key} ${title}`, after: null });
  return success({});
};
