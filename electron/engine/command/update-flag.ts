import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { differingFields } from './differing-field.ts';
import { changeFlag, type FlagFields, refuseFlag } from './flag-change.ts';

/** Sets the fields of a flag that are given. */
export const updateFlag: CommandHandler<'update-flag'> = ({ flagId, ...patch }, context) => {
  const flag = context.rows.flag(flagId);
  if (flag === null) return notFound('flag', flagId, 'flagId');
  const fields = differingFields<FlagFields>(flag, patch);
  const refused = refuseFlag(context, flagId, fields);
  if (refused !== null) return refused;
  changeFlag(context, flagId, flag, fields);
  return success({});
};
