// The frame of every screen: what the workspace holds, its roadmaps, people, sprints and the names in use.
import type { QueryResult } from '#shared/contract/query.ts';
import { readCapacity, readHolidays, readPeople } from './capacity-row.ts';
import { groupHeads, plannedSprintNames } from './grouping.ts';
import { naturalOrder } from './natural-order.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';

type Summary = QueryResult<'workspace'>['summary'];

/** The query `workspace`. Hours are likely hours; of a roadmap all and those done, cancelled ones in neither. */
export const workspace: QueryDefinition<'workspace'> = {
  tables: new Set(['workspace', 'person', 'sprint', 'named_sprint', 'roadmap', 'issue', 'issue_label']),
  answer(reader): QueryResult<'workspace'> {
    return { summary: summary(reader), rows: roadmaps(reader) };
  },
};

function summary(reader: Reader): Summary {
  const [own] = reader.rows<{ name: string }>('SELECT name AS name FROM workspace WHERE id = 1');
  const [counts] = reader.rows<{ issues: number; ready: number; blocked: number }>(
    'SELECT count(*) AS issues, coalesce(sum(ready), 0) AS ready, coalesce(sum(blocked), 0) AS blocked FROM issue INDEXED BY issue_by_sum',
  );
  return {
    name: own?.name ?? '',
    folder: reader.folder,
    capacity: readCapacity(reader),
    holidays: readHolidays(reader),
    issues: counts?.issues ?? 0,
    ready: counts?.ready ?? 0,
    blocked: counts?.blocked ?? 0,
    people: readPeople(reader),
    sprints: reader
      .rows<Omit<Summary['sprints'][number], 'locked'> & { readonly locked: number }>(
        `SELECT sprint.id AS id, sprint.name AS name, sprint.goal AS goal, sprint.start AS start, sprint.finish AS finish,
         sprint.capacity_hours AS capacityHours, sprint.locked AS locked, coalesce(work.issues, 0) AS issues, coalesce(work.hours, 0) AS hours,
         coalesce(work.openHours, 0) AS openHours
       FROM sprint LEFT JOIN (
         SELECT sprint AS name, count(*) AS issues, total(estimate_likely) AS hours, total(estimate_likely * open) AS openHours
         FROM issue GROUP BY sprint
       ) AS work ON work.name = sprint.name
       ORDER BY sprint.start, sprint.finish, sprint.name, sprint.id`,
      )
      .map((sprint) => ({ ...sprint, locked: sprint.locked === 1 })),
    components: distinct(reader, 'SELECT DISTINCT component AS name FROM issue WHERE component IS NOT NULL'),
    labels: distinct(reader, 'SELECT DISTINCT label AS name FROM issue_label'),
    sprintNames: sprintNames(reader),
  };
}

function distinct(reader: Reader, sql: string): string[] {
  return reader
    .rows<{ name: string }>(sql)
    .map(({ name }) => name)
    .toSorted(naturalOrder);
}

function sprintNames(reader: Reader): string[] {
  const headOf = groupHeads(reader, 'sprint');
  const used = distinct(reader, 'SELECT DISTINCT sprint AS name FROM issue WHERE sprint IS NOT NULL UNION SELECT name AS name FROM sprint');
  const names = [...new Set([...used, ...plannedSprintNames(reader)])];
  return names.toSorted((left, right) => headOf(left).position - headOf(right).position || naturalOrder(left, right));
}

function roadmaps(reader: Reader): QueryResult<'workspace'>['rows'] {
  return reader.rows<QueryResult<'workspace'>['rows'][number]>(
    `SELECT roadmap.id AS id, roadmap.title AS title, roadmap.dialect AS dialect, roadmap.source_path AS sourcePath,
       coalesce(work.issues, 0) AS issues, coalesce(work.openIssues, 0) AS openIssues, coalesce(work.hours, 0) AS hours,
       coalesce(work.doneHours, 0) AS doneHours
     FROM roadmap LEFT JOIN (
       SELECT roadmap_id AS roadmapId, count(*) AS issues, sum(open) AS openIssues,
         total(CASE WHEN status_category <> 'cancelled' THEN estimate_likely END) AS hours,
         total(CASE WHEN status_category = 'done' THEN estimate_likely END) AS doneHours
       FROM issue INDEXED BY issue_by_roadmap GROUP BY roadmap_id
     ) AS work ON work.roadmapId = roadmap.id
     ORDER BY roadmap.rank, roadmap.id`,
  );
}
