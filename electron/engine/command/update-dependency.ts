import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { homeOf, spellDependency } from './add-dependency.ts';
import { differingFields } from './differing-field.ts';

/** Sets which ends a dependency ties together, how far apart, and why. Of one that two devices gave, both. */
export const updateDependency: CommandHandler<'update-dependency'> = ({ issueId, dependsOnId, ...patch }, { rows, step }) => {
  const issue = rows.issue(issueId);
  if (issue === null) return notFound('issue', issueId, 'issueId');
  const dependsOn = rows.issue(dependsOnId);
  if (dependsOn === null) return notFound('issue', dependsOnId, 'dependsOnId');
  const known = rows.dependencies(issueId, dependsOnId);
  if (known.length === 0) return notFound('dependency', `${issue.key} → ${dependsOn.key}`, 'dependsOnId');
  const home = homeOf(issue, dependsOn);
  for (const { id, ...before } of known) {
    const fields = differingFields(before, patch);
    if (Object.keys(fields).length === 0) continue;
    step.set(home, 'dependency', id, fields);
    const after = { ...before, ...fields };
    step.note(home, {
      issueId,
      field: 'dependency',
      before: spellDependency(dependsOn.key, before),
      after: spellDependency(dependsOn.key, after),
    });
  }
  return success({});
};
