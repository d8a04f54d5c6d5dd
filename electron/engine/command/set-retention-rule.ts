import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { FinishedStatus } from '#shared/plan/retention.ts';
import { RetentionRuleId } from '#shared/plan/identity.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { isSameName } from './same-name.ts';

/** Makes a retention rule or sets one anew. A rule does nothing by itself: archiving carries it out. */
export const setRetentionRule: CommandHandler<'set-retention-rule'> = ({ ruleId: given, ...args }, { rows, step, newId, deviceId }) => {
  const known = given === undefined ? null : rows.retentionRule(given);
  if (given !== undefined && known === null) return notFound('retention rule', given, 'ruleId');
  if (args.roadmapId !== null && rows.roadmap(args.roadmapId) === null) return notFound('roadmap', args.roadmapId, 'roadmapId');
  const namesake = rows.retentionRules().find(({ id, name }) => id !== given && isSameName(name, args.name));
  if (namesake !== undefined) {
    return failure(problem('duplicate', `There is a rule ${namesake.name} already; choose another name.`, 'name', [namesake.id]));
  }
  const fields = {
    name: args.name,
    statuses: FinishedStatus.options.filter((status) => args.statuses.includes(status)),
    days: args.days,
    roadmapId: args.roadmapId,
    deviceId: args.deviceId ?? deviceId,
    enabled: args.enabled,
  };
  const ruleId = given ?? RetentionRuleId.parse(newId());
  const subject = `retention-rule:${ruleId}`;
  if (known === null) {
    step.create(null, 'retentionRule', ruleId, fields);
    step.note(null, { issueId: null, subject, field: 'retention rule', before: null, after: fields.name });
    return success({ ruleId });
  }
  for (const [field, after] of Object.entries(fields)) {
    // The fields that are set are fields of the rule.
    const before = known[field as keyof typeof fields];
    if (String(before) === String(after)) continue;
    step.set(null, 'retentionRule', ruleId, { [field]: after });
    const spell = (value: typeof before): string | null =>
      value === null ? null : Array.isArray(value) ? value.join(', ') : String(value);
    step.note(null, { issueId: null, subject, field: field.replace(/Id$/u, ''), before: spell(before), after: spell(after) });
  }
  return success({ ruleId });
};
