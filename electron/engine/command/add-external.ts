import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { ExternalId } from '#shared/plan/identity.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { spellExternal } from './spell-external.ts';

/** Names something outside the plan that an issue waits for, or that waits for the issue. */
export const addExternal: CommandHandler<'add-external'> = ({ issueId, kind, name, expectedOn }, { rows, step, newId }) => {
  const issue = rows.issue(issueId);
  if (issue === null) return notFound('issue', issueId, 'issueId');
  const known = rows.externalNamed(issueId, kind, name);
  if (known !== null) return failure(problem('duplicate', `${issue.key} has the ${kind} "${name}" already.`, 'name', [known]));
  if (kind === 'target' && expectedOn !== null) {
    const message = `"${name}" waits for the issue; a day can only be expected of a blocker, for which the issue waits.`;
    return failure(problem('invalid-argument', message, 'expectedOn'));
  }
  const externalId = ExternalId.parse(newId());
  step.create(issue.roadmapId, 'external', externalId, {
    issueId,
    kind,
    name,
    resolved: false,
    ...(expectedOn === null ? {} : { expectedOn }),
  });
  step.note(issue.roadmapId, {
    issueId,
    field: `external ${kind}`,
    before: null,
    after: spellExternal({ name, resolved: false, expectedOn }),
  });
  return success({ externalId });
};
