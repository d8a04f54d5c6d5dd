import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { differingFields } from './differing-field.ts';

/** Sets title, goal and target date of a milestone. */
export const updateMilestone: CommandHandler<'update-milestone'> = ({ milestoneId, ...patch }, { rows, step }) => {
  const milestone = rows.milestone(milestoneId);
  if (milestone === null) return notFound('milestone', milestoneId, 'milestoneId');
  const { title, goal, target, roadmapId } = milestone;
  const before: { title: string; goal: string; target: string | null } = { title, goal, target };
  const fields = differingFields(before, patch);
  step.set(roadmapId, 'milestone', milestoneId, fields);
  for (const [field, after] of Object.entries(fields)) {
    const was = field === 'title' ? title : field === 'goal' ? goal : target;
    step.note(roadmapId, { issueId: null, subject: `milestone:${milestoneId}`, field, before: was, after });
  }
  return success({});
};
