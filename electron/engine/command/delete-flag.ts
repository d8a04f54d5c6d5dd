import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Deletes a flag; issues keep its name, which says what guarded them. */
export const deleteFlag: CommandHandler<'delete-flag'> = ({ flagId }, { rows, step, now }) => {
  const flag = rows.flag(flagId);
  if (flag === null) return notFound('flag', flagId, 'flagId');
  step.set(null, 'flag', flagId, { deletedAt: now });
  step.note(null, { issueId: null, subject: `flag:${flagId}`, field: 'flag', before: flag.name, after: null });
  return success({});
};
