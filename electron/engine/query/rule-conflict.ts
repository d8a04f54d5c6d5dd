// Rules that people broke together, each with an edit that was right by itself: derived from the plan as it is read, so that
// each is gone with its cause.
import type { ConflictRow } from '#shared/contract/conflict.ts';
import { DependencyId, IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { findPath } from '#shared/graph/find-path.ts';
import { sprintCapacity } from '#shared/plan/sprint-capacity.ts';
import { readCapacity, readPeople } from './capacity-row.ts';
import type { Reader } from './reader.ts';
import { listText } from './value-conflict.ts';

const nothing = { field: null, fieldName: null, values: [], deletion: null } satisfies Partial<ConflictRow>;

interface Told {
  readonly author: string | null;
  readonly at: string | null;
}

interface Dependency {
  readonly id: string;
  readonly issueId: string;
  readonly dependsOnId: string;
  readonly setAside: number;
}

interface Issue {
  readonly id: string;
  readonly roadmapId: string;
  readonly key: string;
  readonly title: string;
  readonly hours: number | null;
}

function issuesOf(reader: Reader, ids: readonly string[]): Map<string, Issue> {
  const found = reader.rows<Issue>(
    `SELECT id AS id, roadmap_id AS roadmapId, key AS key, title AS title, estimate_likely AS hours FROM issue
     WHERE id IN (SELECT value FROM json_each(@ids))`,
    { ids: JSON.stringify(ids) },
  );
  return new Map(found.map((issue) => [issue.id, issue]));
}

/** Who last did this to an issue, as history tells it; nobody where the roadmap came from a plan file. */
function whoDid(reader: Reader, issueId: string, field: string, after: string): Told {
  const [told] = reader.rows<{ author: string; at: string }>(
    `SELECT author AS author, at AS at FROM activity
     WHERE issue_id = @issueId AND field = @field AND (after = @after OR @field = 'dependency' AND substr(after, 1, length(@after) + 1) IN (@after || ' ', @after || ':'))
     ORDER BY at DESC, id DESC LIMIT 1`,
    { issueId, field, after },
  );
  return told ?? { author: null, at: null };
}

/** Dependencies that close a cycle, each with the way round. */
export function cycleConflicts(reader: Reader, issueId: string | null): ConflictRow[] {
  const aside = reader.rows<Dependency>(
    `SELECT id AS id, issue_id AS issueId, depends_on_id AS dependsOnId, 1 AS setAside
     FROM dependency WHERE set_aside = 1 ORDER BY id`,
  );
  if (aside.length === 0) return [];
  const counted = reader.rows<Dependency>(
    'SELECT id AS id, issue_id AS issueId, depends_on_id AS dependsOnId, 0 AS setAside FROM dependency WHERE set_aside = 0 ORDER BY id',
  );
  const edges = counted.map((one) => ({ from: one.issueId, to: one.dependsOnId }));
  const idOf = new Map(counted.map((one) => [`${one.issueId} ${one.dependsOnId}`, one.id]));
  return aside.flatMap((closing) => {
    const way = findPath(edges, closing.dependsOnId, closing.issueId);
    if (way === null || (issueId !== null && !way.includes(issueId))) return [];
    // From the one that waits, over the one that is set aside, all the way round to it.
    const round = [closing.issueId, ...way.slice(0, -1)];
    return cycleRow(reader, closing, round, (from, to) => idOf.get(`${from} ${to}`) ?? closing.id) ?? [];
  });
}

function cycleRow(
  reader: Reader,
  closing: Dependency,
  round: readonly string[],
  dependencyOf: (from: string, to: string) => string,
): ConflictRow | null {
  const known = issuesOf(reader, round);
  const issues = round.flatMap((id) => known.get(id) ?? []);
  const [first, second] = issues;
  if (first === undefined || second === undefined || issues.length < round.length) return null;
  const dependencies = issues.map((issue, index) => {
    const next = issues[(index + 1) % issues.length] ?? first;
    const told = whoDid(reader, issue.id, 'dependency', next.key);
    const setAside = index === 0;
    const id = setAside ? closing.id : dependencyOf(issue.id, next.id);
    return {
      dependencyId: DependencyId.parse(id),
      issueId: IssueId.parse(issue.id),
      dependsOnId: IssueId.parse(next.id),
      ...told,
      setAside,
    };
  });
  const way = [...issues.map(({ key }) => key), first.key].join(' waits for ');
  return {
    id: `cycle ${closing.id}`,
    kind: 'cycle',
    recordId: closing.id,
    recordKind: 'dependency',
    roadmapId: RoadmapId.parse(first.roadmapId),
    issueId: IssueId.parse(first.id),
    key: first.key,
    title: first.title,
    ...nothing,
    sentence: `${way}: nothing could start. That ${first.key} waits for ${second.key} does not count until one of them is taken out.`,
    issues: issues.map(({ id, key, title, hours }) => ({ id: IssueId.parse(id), key, title, hours, author: null, at: null })),
    dependencies,
    load: null,
  };
}

/** Keys that were given twice: a row for each issue that is read under another key than it was given. */
export function keyConflicts(reader: Reader, issueId: string | null): ConflictRow[] {
  const given = reader.rows<{ issueId: string; roadmapId: string; key: string }>(
    'SELECT issue_id AS issueId, roadmap_id AS roadmapId, key AS key FROM key_alias ORDER BY roadmap_id, key, issue_id',
  );
  return given.flatMap((alias) => {
    const sharing = reader.rows<Issue>(
      `SELECT id AS id, roadmap_id AS roadmapId, key AS key, title AS title, estimate_likely AS hours FROM issue
       WHERE roadmap_id = @roadmapId AND (key = @key OR id IN (SELECT issue_id FROM key_alias WHERE roadmap_id = @roadmapId AND key = @key))
       ORDER BY key, id`,
      { roadmapId: alias.roadmapId, key: alias.key },
    );
    const read = sharing.find(({ id }) => id === alias.issueId);
    if (read === undefined || (issueId !== null && !sharing.some(({ id }) => id === issueId))) return [];
    const issues = sharing.map(({ id, key, title, hours }) => ({ id: IssueId.parse(id), key, title, hours, ...creator(reader, id) }));
    return {
      id: `key ${alias.issueId}`,
      kind: 'key',
      recordId: alias.issueId,
      recordKind: 'issue',
      roadmapId: RoadmapId.parse(alias.roadmapId),
      issueId: IssueId.parse(alias.issueId),
      key: read.key,
      title: read.title,
      ...nothing,
      sentence: `The key ${alias.key} was given to ${listText(sharing.map(({ title }) => `“${title}”`))}. The ${sharing.length > 2 ? 'others are' : 'second is'} read as ${listText(sharing.filter(({ key }) => key !== alias.key).map(({ key }) => key))}.`,
      issues,
      dependencies: [],
      load: null,
    } satisfies ConflictRow;
  });
}

function creator(reader: Reader, issueId: string): Told {
  const [told] = reader.rows<{ author: string; at: string }>(
    `SELECT author AS author, at AS at FROM activity WHERE issue_id = @issueId AND field IN ('key', 'issue') ORDER BY at DESC, id DESC LIMIT 1`,
    { issueId },
  );
  return told ?? { author: null, at: null };
}

interface SprintWork {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly finish: string;
  readonly capacityHours: number | null;
  readonly hours: number;
}

/** Largest issues of a sprint that are named; moving one of them is what helps. */
const most = 50;

/** Sprints that hold more than they can, filled on more than one device: nobody need have seen it coming. */
export function capacityConflicts(reader: Reader): ConflictRow[] {
  const sprints = reader.rows<SprintWork>(
    `SELECT sprint.id AS id, sprint.name AS name, sprint.start AS start, sprint.finish AS finish,
       sprint.capacity_hours AS capacityHours, work.hours AS hours
     FROM sprint JOIN (
       SELECT sprint AS name, total(estimate_likely) AS hours FROM issue WHERE open = 1 AND sprint IS NOT NULL GROUP BY sprint
     ) AS work ON work.name = sprint.name ORDER BY sprint.start, sprint.id`,
  );
  if (sprints.length === 0) return [];
  const people = readPeople(reader);
  const { hoursPerWeek } = readCapacity(reader);
  return sprints.flatMap((sprint) => {
    const dated = { start: IsoDate.parse(sprint.start), finish: IsoDate.parse(sprint.finish), capacityHours: sprint.capacityHours };
    const capacityHours = sprintCapacity(dated, people, hoursPerWeek);
    return sprint.hours > capacityHours ? (capacityRow(reader, sprint, capacityHours) ?? []) : [];
  });
}

function capacityRow(reader: Reader, { id, name, hours }: SprintWork, capacityHours: number): ConflictRow | null {
  const issues = reader.rows<Issue & { author: string | null; at: string | null; deviceId: string | null }>(
    `SELECT issue.id AS id, issue.roadmap_id AS roadmapId, issue.key AS key, issue.title AS title, issue.estimate_likely AS hours,
       put.author AS author, put.at AS at, put.device_id AS deviceId
     FROM issue LEFT JOIN activity AS put ON put.id = (
       SELECT id FROM activity WHERE issue_id = issue.id AND field = 'sprint' AND after = issue.sprint ORDER BY at DESC, id DESC LIMIT 1
     )
     WHERE issue.sprint = @name AND issue.open = 1 AND issue.estimate_likely > 0 ORDER BY issue.estimate_likely DESC, issue.id`,
    { name },
  );
  const devices = new Set(issues.flatMap(({ deviceId }) => deviceId ?? []));
  if (devices.size < 2) return null;
  const sums = new Map<string, number>();
  for (const issue of issues) sums.set(issue.author ?? 'a plan file', (sums.get(issue.author ?? 'a plan file') ?? 0) + (issue.hours ?? 0));
  const round = (value: number): number => Math.round(value * 10) / 10;
  const shares = listText([...sums].map(([author, sum]) => `${round(sum)} h by ${author}`));
  return {
    id: `capacity ${id}`,
    kind: 'capacity',
    recordId: id,
    recordKind: 'sprint',
    roadmapId: null,
    issueId: null,
    key: null,
    title: name,
    ...nothing,
    sentence: `${name} holds ${round(hours)} h of ${round(capacityHours)} h: ${shares}.`,
    issues: issues.slice(0, most).map((issue) => ({
      id: IssueId.parse(issue.id),
      key: issue.key,
      title: issue.title,
      hours: issue.hours,
      author: issue.author,
      at: issue.at,
    })),
    dependencies: [],
    load: { hours: round(hours), capacityHours: round(capacityHours) },
  };
}
