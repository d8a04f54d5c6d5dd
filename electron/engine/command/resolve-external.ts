import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { spellExternal } from './spell-external.ts';

/** Says that an external blocker is out of the way, or that it is back. */
export const resolveExternal: CommandHandler<'resolve-external'> = ({ externalId, resolved }, { rows, step }) => {
  const external = rows.external(externalId);
  if (external === null) return notFound('external blocker', externalId, 'externalId');
  if (external.kind === 'target') {
    const message = `"${external.name}" waits for the issue and does not block it; only a blocker can be resolved.`;
    return failure(problem('invalid-argument', message, 'externalId'));
  }
  if (external.resolved === resolved) return success({});
  const { roadmapId, issueId } = external;
  step.set(roadmapId, 'external', externalId, { resolved });
  const [before, after] = [external, { ...external, resolved }].map(spellExternal);
  step.note(roadmapId, { issueId, field: 'external blocker', before: before ?? null, after: after ?? null });
  return success({});
};
