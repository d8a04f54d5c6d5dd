import { success } from '#shared/base/result.ts';
import { FlagId } from '#shared/plan/identity.ts';
import type { CommandHandler } from './command-handler.ts';
import { addFlag, refuseFlag } from './flag-change.ts';

/** Adds a feature flag. Issues that name it already are linked with it by that. */
export const createFlag: CommandHandler<'create-flag'> = (fields, context) => {
  const refused = refuseFlag(context, null, fields);
  if (refused !== null) return refused;
  const flagId = FlagId.parse(context.newId());
  addFlag(context, flagId, fields);
  return success({ flagId });
};
