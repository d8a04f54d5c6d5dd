import { failure, type Failure } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { Flag } from '#shared/plan/flag.ts';
import { changeIssue } from './change-issue.ts';
import { type CommandContext, notFound } from './command-handler.ts';

/** What can be set of a flag. */
export type FlagFields = Pick<Flag, 'name' | 'description' | 'on' | 'rolloutPercent'> & { readonly milestoneId: string | null };

/** Refuses a name that another flag has and a milestone that is not there. */
export function refuseFlag(
  { rows }: CommandContext,
  flagId: string | null,
  { name, milestoneId }: Partial<FlagFields>,
): Failure<Problem> | null {
  const namesake = name === undefined ? null : rows.flagNamed(name);
  if (namesake !== null && namesake.id !== flagId) {
    return failure(problem('duplicate', `There is a flag ${namesake.name} already; choose another name.`, 'name', [namesake.id]));
  }
  if (milestoneId !== undefined && milestoneId !== null && rows.milestone(milestoneId) === null) {
    return notFound('milestone', milestoneId, 'milestoneId');
  }
  return null;
}

/** How history spells a field. */
function spell({ rows }: CommandContext, field: keyof FlagFields, value: FlagFields[keyof FlagFields]): string | null {
  if (value === null || value === '') return null;
  if (field === 'on') return value === true ? 'on' : 'off';
  if (field === 'rolloutPercent') return `${value} %`;
  return field === 'milestoneId' ? (rows.milestone(String(value))?.key ?? String(value)) : String(value);
}

/** What history calls the fields that are not called as they are stored. */
const fieldName: Partial<Record<keyof FlagFields, string>> = { rolloutPercent: 'rollout', milestoneId: 'milestone' };

/** Adds a flag; its first values are the first lines of its history. */
export function addFlag(context: CommandContext, flagId: string, fields: FlagFields): void {
  const { step, now } = context;
  step.create(null, 'flag', flagId, { ...fields, createdAt: now });
  const subject = `flag:${flagId}`;
  step.note(null, { issueId: null, subject, field: 'flag', before: null, after: fields.name });
  if (fields.on) step.note(null, { issueId: null, subject, field: 'on', before: 'off', after: 'on' });
}

/** Sets those fields of a flag that differ, each with its entry in the flag's history. A new name goes to its issues too. */
export function changeFlag(context: CommandContext, flagId: string, before: FlagFields, patch: Partial<FlagFields>): void {
  const { rows, step } = context;
  // The fields of a patch are fields of a flag.
  const fields = (Object.keys(patch) as (keyof FlagFields)[]).filter(
    (field) => patch[field] !== undefined && patch[field] !== before[field],
  );
  step.set(null, 'flag', flagId, Object.fromEntries(fields.map((field) => [field, patch[field]])));
  for (const field of fields) {
    step.note(null, {
      issueId: null,
      subject: `flag:${flagId}`,
      field: fieldName[field] ?? field,
      before: spell(context, field, before[field]),
      after: spell(context, field, patch[field] ?? null),
    });
  }
  const { name } = patch;
  if (name === undefined || name === before.name) return;
  for (const issue of rows.issuesWithFlag(before.name)) changeIssue(context, issue, { flag: name });
}
