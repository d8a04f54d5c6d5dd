// Checklist items as records.
import type { ChecklistItem } from '#shared/plan/checklist.ts';
import type { Bindable, Reader } from './reader.ts';

type Column = Omit<ChecklistItem, 'done'> & { done: number | null };

/** Items in their order. `where` is a condition over the table `checklist_item`. */
export function checklistRows(reader: Reader, where: string, parameters: Readonly<Record<string, Bindable>>): ChecklistItem[] {
  return reader
    .rows<Column>(
      `SELECT id AS id, roadmap_id AS roadmapId, issue_id AS issueId, milestone_id AS milestoneId, parent_id AS parentId,
         kind AS kind, "group" AS "group", text AS text, done AS done, rank AS rank
       FROM checklist_item WHERE ${where} ORDER BY rank, id`,
      parameters,
    )
    .map(({ done, ...same }) => ({ ...same, done: done === null ? null : done === 1 }));
}
