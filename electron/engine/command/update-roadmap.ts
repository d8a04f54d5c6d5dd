import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { differingFields } from './differing-field.ts';

/** Sets title and goal of a roadmap. */
export const updateRoadmap: CommandHandler<'update-roadmap'> = ({ roadmapId, title, goal }, { rows, step }) => {
  const roadmap = rows.roadmap(roadmapId);
  if (roadmap === null) return notFound('roadmap', roadmapId, 'roadmapId');
  const fields = differingFields({ title: roadmap.title, goal: roadmap.goal }, { title, goal });
  step.set(roadmapId, 'roadmap', roadmapId, fields);
  for (const [field, after] of Object.entries(fields)) {
    step.note(roadmapId, {
      issueId: null,
      subject: `roadmap:${roadmapId}`,
      field,
      before: field === 'title' ? roadmap.title : roadmap.goal,
      after,
    });
  }
  return success({});
};
