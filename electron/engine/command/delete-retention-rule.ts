import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Deletes a retention rule; what it archived stays archived. */
export const deleteRetentionRule: CommandHandler<'delete-retention-rule'> = ({ ruleId }, { rows, step, now }) => {
  const rule = rows.retentionRule(ruleId);
  if (rule === null) return notFound('retention rule', ruleId, 'ruleId');
  step.set(null, 'retentionRule', ruleId, { deletedAt: now });
  step.note(null, { issueId: null, subject: `retention-rule:${ruleId}`, field: 'retention rule', before: rule.name, after: null });
  return success({});
};
