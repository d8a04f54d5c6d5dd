import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Deletes a baseline; the moment itself stays where it was. */
export const deleteBaseline: CommandHandler<'delete-baseline'> = ({ baselineId }, { rows, step, now }) => {
  const baseline = rows.baselines().find(({ id }) => id === baselineId);
  if (baseline === undefined) return notFound('baseline', baselineId, 'baselineId');
  step.set(null, 'baseline', baselineId, { deletedAt: now });
  step.note(null, { issueId: null, field: 'baseline', before: baseline.name, after: null, subject: `baseline:${baselineId}` });
  return success({});
};
