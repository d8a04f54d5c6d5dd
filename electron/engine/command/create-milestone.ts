import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { MilestoneId } from '#shared/plan/identity.ts';
import { rankAt } from '#shared/plan/rank.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Creates a milestone behind the others of its roadmap. */
export const createMilestone: CommandHandler<'create-milestone'> = ({ roadmapId, key, title, target }, { rows, step, newId }) => {
  if (rows.roadmap(roadmapId) === null) return notFound('roadmap', roadmapId, 'roadmapId');
  if (rows.milestoneByKey(roadmapId, key) !== null) {
    return failure(problem('duplicate', `This roadmap has a milestone ${key} already; choose another key.`, 'key', [key]));
  }
  const milestoneId = MilestoneId.parse(newId());
  const rank = rankAt(0, rows.lastMilestoneRank(roadmapId));
  step.create(roadmapId, 'milestone', milestoneId, { key, title, goal: '', status: null, implied: false, target, notes: '', rank });
  const subject = `milestone:${milestoneId}`;
  step.note(roadmapId, { issueId: null, subject, field: 'milestone', before: null, after: `${key} ${title}` });
  if (target !== null) step.note(roadmapId, { issueId: null, subject, field: 'target', before: null, after: target });
  return success({ milestoneId });
};
