import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { type FlagInFile, readFlagFile } from '#shared/plan/flag-file.ts';
import { FlagId } from '#shared/plan/identity.ts';
import type { CommandContext, CommandHandler } from './command-handler.ts';
import { addFlag, changeFlag, type FlagFields } from './flag-change.ts';
import { differingFields } from './differing-field.ts';

/** The milestone that a file means by a key; `undefined` when nobody can tell, so that what is set stays. */
function milestoneOf({ rows }: CommandContext, { name, milestone }: FlagInFile, remarks: string[]): string | null | undefined {
  if (milestone === null) return null;
  const found = rows.milestonesKeyed(milestone);
  if (found.length === 1) return found[0];
  const several = found.length === 0 ? 'no milestone' : `${found.length} milestones`;
  remarks.push(`${name}: there is ${several} with the key ${milestone}; its milestone was left as it is.`);
  return undefined;
}

/** Creates or updates the flags of a file, by name, in one step. What the file does not name stays. */
export const importFlags: CommandHandler<'import-flags'> = ({ text }, context) => {
  const read = readFlagFile(text);
  if (!read.ok) return failure(problem('unreadable-file', `${read.error.message} At ${read.error.place}.`, read.error.place));
  const count = { created: 0, updated: 0, unchanged: 0 };
  const remarks: string[] = [];
  for (const flag of read.value) {
    const { name, description, on, rolloutPercent } = flag;
    const known = context.rows.flagNamed(name);
    const milestoneId = milestoneOf(context, flag, remarks);
    if (known === null) {
      addFlag(context, FlagId.parse(context.newId()), { name, description, on, rolloutPercent, milestoneId: milestoneId ?? null });
      count.created += 1;
      continue;
    }
    const fields = differingFields<FlagFields>(known, { description, on, rolloutPercent, milestoneId });
    changeFlag(context, known.id, known, fields);
    if (Object.keys(fields).length === 0) count.unchanged += 1;
    else count.updated += 1;
  }
  return success({ ...count, remarks });
};
