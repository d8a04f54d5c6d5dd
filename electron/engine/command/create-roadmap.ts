import { success } from '#shared/base/result.ts';
import { RoadmapId } from '#shared/plan/identity.ts';
import { rankAt } from '#shared/plan/rank.ts';
import type { CommandHandler } from './command-handler.ts';

/** Starts an empty roadmap, behind the others. */
export const createRoadmap: CommandHandler<'create-roadmap'> = ({ title, goal }, { rows, step, now, newId }) => {
  const roadmapId = RoadmapId.parse(newId());
  step.create(null, 'roadmapEntry', roadmapId, { addedAt: now });
  step.create(roadmapId, 'roadmap', roadmapId, {
    title,
    goal,
    status: null,
    currentMilestone: null,
    generatedOn: null,
    notes: '',
    sourcePath: null,
    dialect: null,
    rank: rankAt(0, rows.lastRoadmapRank()),
  });
  step.note(roadmapId, { issueId: null, subject: `roadmap:${roadmapId}`, field: 'roadmap', before: null, after: title });
  if (goal !== '') step.note(roadmapId, { issueId: null, subject: `roadmap:${roadmapId}`, field: 'goal', before: null, after: goal });
  return success({ roadmapId });
};
