// What issues can be grouped by: the SQL that gives the group of an issue, and the groups' names and order.
import type { Grouping } from '#shared/contract/query.ts';
import type { IsoDate } from '#shared/plan/quantity.ts';
import { StatusCategory, statusName } from '#shared/plan/status.ts';
import { sprintCapacity } from '#shared/plan/sprint-capacity.ts';
import { readCapacity, readPeople } from './capacity-row.ts';
import type { ProjectionTable } from './query-definition.ts';
import type { Reader } from './reader.ts';

/** SQL for the group of a row of `issue`; `NULL` is the group of those that have none. With several labels the alphabetically first one counts, so that sums add up. */
export const groupKey: Readonly<Record<Grouping, string>> = {
  priority: 'issue.priority',
  component: 'issue.component',
  category: 'issue.category',
  milestone: 'issue.milestone_id',
  sprint: 'issue.sprint',
  assignee: 'issue.assignee_id',
  status: 'issue.status_category',
  roadmap: 'issue.roadmap_id',
  label: '(SELECT min(label) FROM issue_label WHERE issue_label.issue_id = issue.id)',
};

/** Tables that {@link groupHeads} and {@link groupKey} read. */
export const groupingTables = [
  'issue',
  'issue_label',
  'milestone',
  'sprint',
  'named_sprint',
  'person',
  'roadmap',
  'workspace',
] as const satisfies readonly ProjectionTable[];

/** What is known of a group beside its issues. */
export interface GroupHead {
  readonly name: string | null;
  /** Id of the record behind the group; for a status its category. */
  readonly recordId: string | null;
  /** Where the group stands; groups of equal position are ordered by the caller. */
  readonly position: number;
  readonly start: IsoDate | null;
  readonly finish: IsoDate | null;
  readonly capacityHours: number | null;
}

/** Order of the categories as a person works through them. */
const statusOrder = ['in-progress', 'planned', 'backlog', 'done', 'cancelled'] as const satisfies readonly StatusCategory[];

const last = Number.MAX_SAFE_INTEGER;
const plain = { recordId: null, position: 0, start: null, finish: null, capacityHours: null };

/**
 * Gives the heads of the groups of `grouping`. Dated sprints stand by start, then the plans' own in the order of the
 * plans; milestones and roadmaps as ranked; priorities and statuses in their order; no value last.
 */
export function groupHeads(reader: Reader, grouping: Grouping): (key: string | null) => GroupHead {
  const heads = knownHeads(reader, grouping);
  return (key) => {
    if (key === null) return { ...plain, name: null, position: last };
    return heads.get(key) ?? { ...plain, name: named[grouping] ? key : null, position: last - 1 };
  };
}

/** Groupings whose key is the name itself. */
const named: Partial<Record<Grouping, true>> = { priority: true, component: true, category: true, sprint: true, label: true };

function knownHeads(reader: Reader, grouping: Grouping): Map<string, GroupHead> {
  switch (grouping) {
    case 'priority':
      return inOrder(['P0', 'P1', 'P2', 'P3'].map((key) => ({ ...plain, key, name: key })));
    case 'status':
      return inOrder(statusOrder.map((key) => ({ ...plain, key, name: statusName[key], recordId: key })));
    case 'milestone':
      return recordHeads(
        reader,
        `SELECT milestone.id AS key, milestone.key AS name FROM milestone LEFT JOIN roadmap ON roadmap.id = milestone.roadmap_id
         ORDER BY roadmap.rank, roadmap.id, milestone.rank, milestone.id`,
      );
    case 'roadmap':
      return recordHeads(reader, 'SELECT id AS key, title AS name FROM roadmap ORDER BY rank, id');
    case 'assignee':
      return recordHeads(reader, 'SELECT id AS key, name AS name FROM person ORDER BY name COLLATE NOCASE, id');
    case 'sprint':
      return sprintHeads(reader);
    case 'component':
    case 'category':
    case 'label':
      return new Map();
  }
}

function inOrder(heads: readonly (Omit<GroupHead, 'position'> & { key: string })[]): Map<string, GroupHead> {
  return new Map(heads.map(({ key, ...head }, position) => [key, { ...head, position }]));
}

function recordHeads(reader: Reader, sql: string): Map<string, GroupHead> {
  return inOrder(reader.rows<{ key: string; name: string }>(sql).map(({ key, name }) => ({ ...plain, key, name, recordId: key })));
}

function sprintHeads(reader: Reader): Map<string, GroupHead> {
  const dated = reader.rows<{ id: string; name: string; start: IsoDate; finish: IsoDate; capacityHours: number | null }>(
    'SELECT id AS id, name AS name, start AS start, finish AS finish, capacity_hours AS capacityHours FROM sprint ORDER BY start, finish, name',
  );
  const people = readPeople(reader);
  const { hoursPerWeek } = readCapacity(reader);
  const names = new Set(dated.map(({ name }) => name));
  const planned = plannedSprintNames(reader).filter((name, index, all) => !names.has(name) && all.indexOf(name) === index);
  return inOrder([
    ...dated.map(({ id, ...sprint }) => ({
      ...sprint,
      key: sprint.name,
      recordId: id,
      capacityHours: sprintCapacity(sprint, people, hoursPerWeek),
    })),
    ...planned.map((name) => ({ ...plain, key: name, name })),
  ]);
}

/** Sprint names that the plans declare, in the order of the plans. */
export function plannedSprintNames(reader: Reader): string[] {
  return reader
    .rows<{ name: string }>(
      `SELECT named_sprint.name AS name FROM named_sprint LEFT JOIN roadmap ON roadmap.id = named_sprint.roadmap_id
       ORDER BY roadmap.rank, roadmap.id, named_sprint.rank, named_sprint.name`,
    )
    .map(({ name }) => name);
}
