import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { ChecklistItemId } from '#shared/plan/identity.ts';
import { rankAt } from '#shared/plan/rank.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { itemOwner } from './item-entry.ts';

/** Adds an item to the checklist of an issue, a milestone or the roadmap itself, behind the others. */
export const addItem: CommandHandler<'add-item'> = (args, { rows, step, newId }) => {
  const { roadmapId, issueId, milestoneId, kind, group, text } = args;
  if (rows.roadmap(roadmapId) === null) return notFound('roadmap', roadmapId, 'roadmapId');
  if (issueId !== null && milestoneId !== null) {
    return failure(problem('invalid-argument', 'An item hangs on an issue or on a milestone, not on both; leave one out.', 'milestoneId'));
  }
  const [what, id, where, owner] =
    issueId === null
      ? (['milestone', milestoneId, 'milestoneId', milestoneId === null ? null : rows.milestone(milestoneId)] as const)
      : (['issue', issueId, 'issueId', rows.issue(issueId)] as const);
  if (id !== null) {
    if (owner === null) return notFound(what, id, where);
    if (owner.roadmapId !== roadmapId) {
      return failure(problem('invalid-argument', `The ${what} ${owner.key} is in another roadmap than the one given.`, where));
    }
  }
  const itemId = ChecklistItemId.parse(newId());
  const rank = rankAt(0, rows.lastItemRank(roadmapId));
  step.create(roadmapId, 'item', itemId, { issueId, milestoneId, parentId: null, kind, group, text, done: false, rank });
  step.note(roadmapId, { ...itemOwner({ roadmapId, issueId, milestoneId }), field: 'checklist', before: null, after: `[ ] ${text}` });
  return success({ itemId });
};
