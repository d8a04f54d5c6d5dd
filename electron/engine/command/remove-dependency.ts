import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { homeOf, spellDependency } from './add-dependency.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Makes an issue no longer wait for another. */
export const removeDependency: CommandHandler<'remove-dependency'> = ({ issueId, dependsOnId }, { rows, step, now }) => {
  const issue = rows.issue(issueId);
  if (issue === null) return notFound('issue', issueId, 'issueId');
  const dependsOn = rows.issue(dependsOnId);
  if (dependsOn === null) return notFound('issue', dependsOnId, 'dependsOnId');
  const known = rows.dependencies(issueId, dependsOnId);
  if (known.length === 0) {
    return failure(problem('not-found', `${issue.key} does not wait for ${dependsOn.key}; look up what it waits for.`, 'dependsOnId'));
  }
  const home = homeOf(issue, dependsOn);
  for (const dependency of known) {
    step.set(home, 'dependency', dependency.id, { deletedAt: now });
    step.note(home, { issueId, field: 'dependency', before: spellDependency(dependsOn.key, dependency), after: null });
  }
  return success({});
};
