import { failure, success } from '#shared/base/result.ts';
import { addDependency } from './add-dependency.ts';
import { findIssues } from './change-issue.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/**
 * Makes several issues wait for one, or one for several; links that are there already are left alone. All new links end
 * at the same issue, so no two of them can close a cycle that neither closes by itself.
 */
export const linkIssues: CommandHandler<'link-issues'> = ({ issueIds, otherId, direction }, context) => {
  const found = findIssues(context, issueIds);
  if (!found.ok) return found;
  if (context.rows.issue(otherId) === null) return notFound('issue', otherId, 'otherId');
  let linked = 0;
  for (const id of new Set(issueIds)) {
    const [issueId, dependsOnId] = direction === 'waits-for' ? [id, otherId] : [otherId, id];
    const answer = addDependency({ issueId, dependsOnId, strength: 'hard', note: '', kind: 'finish-start', lagMinutes: 0 }, context);
    if (answer.ok) linked += 1;
    else if (answer.error.code !== 'duplicate') return failure({ ...answer.error, where: 'otherId' });
  }
  return success({ linked });
};
