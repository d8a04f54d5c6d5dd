import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Removes an external blocker or target. */
export const removeExternal: CommandHandler<'remove-external'> = ({ externalId }, { rows, step, now }) => {
  const external = rows.external(externalId);
  if (external === null) return notFound('external blocker or target', externalId, 'externalId');
  step.set(external.roadmapId, 'external', externalId, { deletedAt: now });
  step.note(external.roadmapId, { issueId: external.issueId, field: `external ${external.kind}`, before: external.name, after: null });
  return success({});
};
