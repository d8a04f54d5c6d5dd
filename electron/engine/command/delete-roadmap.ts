import { spaceId } from '#electron/engine/document/place.ts';
import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Deletes a roadmap with everything in it. */
export const deleteRoadmap: CommandHandler<'delete-roadmap'> = ({ roadmapId }, { rows, document, step, now }) => {
  const roadmap = rows.roadmap(roadmapId);
  if (roadmap === null) return notFound('roadmap', roadmapId, 'roadmapId');
  // Of a roadmap of another device, the document may be here before its entry in the space document.
  const isEntered = (document(spaceId)?.read('roadmapEntry', roadmapId) ?? null) !== null;
  if (isEntered) step.set(null, 'roadmapEntry', roadmapId, { deletedAt: now });
  step.set(roadmapId, 'roadmap', roadmapId, { deletedAt: now });
  step.note(roadmapId, { issueId: null, subject: `roadmap:${roadmapId}`, field: 'roadmap', before: roadmap.title, after: null });
  return success({});
};
