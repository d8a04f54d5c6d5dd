import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { differingFields } from './differing-field.ts';
import { isSameName } from './same-name.ts';

/** Gives a baseline another name or note; what it stands for never changes. */
export const renameBaseline: CommandHandler<'rename-baseline'> = ({ baselineId, ...patch }, { rows, step }) => {
  const baseline = rows.baselines().find(({ id }) => id === baselineId);
  if (baseline === undefined) return notFound('baseline', baselineId, 'baselineId');
  const { name, note } = baseline;
  const before = { name, note };
  const fields = differingFields(before, patch);
  const namesake = rows.baselines().find((other) => other.id !== baselineId && isSameName(other.name, fields.name ?? name));
  if (namesake !== undefined) {
    return failure(problem('duplicate', `There is a baseline ${namesake.name} already; choose another name.`, 'name', [namesake.id]));
  }
  step.set(null, 'baseline', baselineId, fields);
  for (const [field, after] of Object.entries(fields)) {
    // The fields that differ are fields of the baseline.
    const was = before[field as keyof typeof before];
    step.note(null, { issueId: null, field: `baseline ${field}`, before: was, after, subject: `baseline:${baselineId}` });
  }
  return success({});
};
