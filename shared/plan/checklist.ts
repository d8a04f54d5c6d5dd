// Checklists: what must be delivered, accepted, closed, measured or done next. An item hangs on an issue, a milestone
// or the roadmap itself.
import { z } from 'zod';
import { ChecklistItemId, IssueId, MilestoneId, RoadmapId } from './identity.ts';
import { limit } from './limit.ts';

/** What an item is for. */
export const ChecklistKind = z.enum(['task', 'deliverable', 'acceptance', 'gap', 'metric', 'action', 'must-have']);
export type ChecklistKind = z.infer<typeof ChecklistKind>;

/** One line of a checklist. Exactly one of `issueId`, `milestoneId` names its owner; with neither it hangs on the roadmap. */
export const ChecklistItem = z.object({
  id: ChecklistItemId,
  roadmapId: RoadmapId,
  issueId: IssueId.nullable(),
  milestoneId: MilestoneId.nullable(),
  /** The item it is nested under. */
  parentId: ChecklistItemId.nullable(),
  kind: ChecklistKind,
  /** The plan's own heading of the list: "Required Test Files", "This Week". */
  group: z.string().max(limit.name),
  text: z.string().min(1).max(limit.note),
  /** `null` is a plain bullet without a box; it does not count as an item to tick. */
  done: z.boolean().nullable(),
  rank: z.string().min(1).max(200),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;
