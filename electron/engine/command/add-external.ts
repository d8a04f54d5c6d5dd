import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { ExternalId } from '#shared/plan/identity.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Names something outside the plan that an issue waits for, or that waits for the issue. */
export const addExternal: CommandHandler<'add-external'> = ({ issueId, kind, name }, { rows, step, newId }) => {
  const issue = rows.issue(issueId);
  if (issue === null) return notFound('issue', issueId, 'issueId');
  const known = rows.externalNamed(issueId, kind, name);
  if (known !== null) return failure(problem('duplicate', `${issue.key} has the ${kind} "${name}" already.`, 'name', [known]));
  const externalId = ExternalId.parse(newId());
  step.create(issue.roadmapId, 'external', externalId, { issueId, kind, name, resolved: false });
  step.note(issue.roadmapId, { issueId, field: `external ${kind}`, before: null, after: name });
  return success({ externalId });
};
