import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Deletes a dated sprint; its issues keep its name as the sprint that they wish for. */
export const deleteSprint: CommandHandler<'delete-sprint'> = ({ sprintId }, { rows, step, now }) => {
  const sprint = rows.sprint(sprintId);
  if (sprint === null) return notFound('sprint', sprintId, 'sprintId');
  step.set(null, 'sprint', sprintId, { deletedAt: now });
  step.note(null, { issueId: null, subject: `sprint:${sprintId}`, field: 'sprint', before: sprint.name, after: null });
  return success({});
};
