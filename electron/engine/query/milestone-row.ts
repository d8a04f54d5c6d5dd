// Milestones as records, in the order of the roadmaps.
import type { Milestone } from '#shared/plan/roadmap.ts';
import { roadmapCondition } from './issue-filter.ts';
import type { Reader } from './reader.ts';
import { type StatusColumn, statusOrNull } from './status-column.ts';

type Column = Omit<Milestone, 'status' | 'implied'> & { [Key in keyof StatusColumn]: StatusColumn[Key] | null } & { implied: number };

/** The milestones of some roadmaps, or of all when none is named. */
export function milestones(reader: Reader, roadmapIds: readonly string[]): Milestone[] {
  const condition = roadmapCondition(roadmapIds, 'milestone.roadmap_id');
  return reader
    .rows<Column>(
      `SELECT milestone.id AS id, milestone.roadmap_id AS roadmapId, milestone.key AS key, milestone.title AS title,
         milestone.goal AS goal, milestone.status_category AS statusCategory, milestone.status_name AS statusName,
         milestone.status_verified AS statusVerified, milestone.implied AS implied, milestone.target AS target,
         milestone.notes AS notes, milestone.rank AS rank
       FROM milestone LEFT JOIN roadmap ON roadmap.id = milestone.roadmap_id
       WHERE ${condition.sql}
       ORDER BY roadmap.rank, milestone.roadmap_id, milestone.rank, milestone.id`,
      condition.parameters,
    )
    .map(({ statusCategory, statusName, statusVerified, implied, ...same }) => ({
      ...same,
      status: statusOrNull({ statusCategory, statusName, statusVerified }),
      implied: implied === 1,
    }));
}
