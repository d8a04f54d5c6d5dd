import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { spellExternal } from './spell-external.ts';

/** Sets the day on which an external blocker is expected. */
export const updateExternal: CommandHandler<'update-external'> = ({ externalId, expectedOn }, { rows, step }) => {
  const external = rows.external(externalId);
  if (external === null) return notFound('external blocker', externalId, 'externalId');
  if (external.kind === 'target') {
    const message = `"${external.name}" waits for the issue; a day can only be expected of a blocker, for which the issue waits.`;
    return failure(problem('invalid-argument', message, 'externalId'));
  }
  if (external.expectedOn === expectedOn) return success({});
  const { roadmapId, issueId } = external;
  step.set(roadmapId, 'external', externalId, { expectedOn });
  const [before, after] = [external, { ...external, expectedOn }].map(spellExternal);
  step.note(roadmapId, { issueId, field: 'external blocker', before: before ?? null, after: after ?? null });
  return success({});
};
