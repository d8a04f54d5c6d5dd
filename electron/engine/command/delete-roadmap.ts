import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Deletes a roadmap with everything in it. */
export const deleteRoadmap: CommandHandler<'delete-roadmap'> = ({ roadmapId }, { rows, step, now }) => {
  const roadmap = rows.roadmap(roadmapId);
  if (roadmap === null) return notFound('roadmap', roadmapId, 'roadmapId');
  step.set(null, 'roadmapEntry', roadmapId, { deletedAt: now });
  step.set(roadmapId, 'roadmap', roadmapId, { deletedAt: now });
  step.note(roadmapId, { issueId: null, subject: `roadmap:${roadmapId}`, field: 'roadmap', before: roadmap.title, after: null });
  return success({});
};
