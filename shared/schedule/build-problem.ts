// Turns what is asked into what the scheduler reads: ids become numbers, days become minutes, needs become crews and pools. Everybody who
// schedules an input builds it here. What can have no place is found here, with its reason.
import { adjacency } from '#shared/graph/adjacency.ts';
import { must } from '#shared/base/must.ts';
import { dayOf } from './calendar-day.ts';
import { Needs, type Seats } from './issue-need.ts';
import { type NamedLink, untie } from './link-knot.ts';
import { parseMoment } from './local-time.ts';
import { lockedSpans } from './locked-sprint.ts';
import { peopleDays } from './people-days.ts';
import { poolPeople } from './pool-people.ts';
import { listInOrder, urgencyOrder } from './priority-list.ts';
import type { ScheduleInput, ScheduleInputIssue, ScheduleInputPerson } from './schedule-input.ts';
import { nowhere, type ScheduleProblem, type Work } from './schedule-problem.ts';
import type { Impossible, Schedule } from './schedule-result.ts';
import type { DatedSprint } from './sprint-period.ts';
import { commonDays, type Minute, minutesPerDay, type WorkingDays, WorkingTime } from './working-time.ts';

/** A problem, and what its numbers stand for. */
export interface BuiltProblem {
  readonly input: ScheduleInput;
  readonly problem: ScheduleProblem;
  /** The open issues that may have a place, by number of their work; by id. */
  readonly issues: readonly ScheduleInputIssue[];
  /** People with hours of their own; empty while the team is one, which is person 0 then. */
  readonly able: readonly ScheduleInputPerson[];
  /** Number in `able` of each person of the problem; people with units are several. */
  readonly personOf: Int32Array;
  /** Number in `able` of each resource of each pool. */
  readonly pooled: readonly Int32Array[];
  /** Working time of each of `able`; of the team as one, of it alone. */
  readonly times: readonly WorkingTime[];
  /** Works in the order in which they are placed where nobody has found a better one. */
  readonly list: Int32Array;
  /** By work, the end of the day on which it should be finished by its deadline and its milestone's target; {@link nowhere} without one. */
  readonly due: Int32Array;
  readonly sprints: readonly DatedSprint[];
  /** Issues that can have no place, with the reason. */
  readonly unplaced: Schedule['unplaced'];
  readonly setAside: Schedule['setAside'];
  /** The day on which the plan starts: the first one on which anybody works. */
  readonly firstDay: number;
  /** Whether anybody works on Saturdays or Sundays. */
  readonly weekends: boolean;
}

/** Builds the problem of all open issues. The order in which issues, people and sprints are listed does not matter. */
export function buildProblem(input: ScheduleInput): BuiltProblem {
  const open = input.issues.filter((issue) => issue.open).sort((left, right) => (left.id < right.id ? -1 : 1));
  const needs = new Needs(input, open);
  const able = needs.isTeam ? [] : needs.able;
  const sprints = input.sprints.map((sprint) => ({ ...sprint, start: dayOf(sprint.start), finish: dayOf(sprint.finish) }));
  const days = peopleDays(input, able, sprints);
  const calendar = new Calendar(dayOf(input.from));

  const unplaced = new Map<string, Impossible>();
  const seats = new Map<string, readonly Seats[]>();
  for (const issue of open) {
    const found = minutesOf(issue) === 0 ? [] : needs.of(issue);
    if ('kind' in found) unplaced.set(issue.id, found);
    else seats.set(issue.id, found);
  }
  const minutesById = new Map(open.map((issue) => [issue.id, minutesOf(issue)]));
  const untied = untie([...minutesById.keys()], linksOf(open), (id) => minutesById.get(id) ?? 0);
  for (const ids of untied.impossible) for (const id of ids) unplaced.set(id, { kind: 'cycle', ids });
  const aside = new Set(untied.setAside.map(({ from, to }) => `${to} ${from}`));
  spread(unplaced, open, aside);

  const issues = open.filter((issue) => !unplaced.has(issue.id));
  const structure =
    unplaced.size === 0 ? { ...untied.graph, links: untied.links } : structureOf(issues, untied.links, new Set(untied.setAside));
  // What is fixed to before the plan is worked on from its first day on, which takes a calendar.
  const isEarly = issues.some(({ fixedStart }) => fixedStart !== null && fixedStart < input.from);
  const team = isEarly ? calendar.always(days.team) : calendar.time(days.team);
  const pooling = poolPeople(issues, seats, able, (person) => sameDays(must(days.people[person], 'their days'), days.team));
  const locked = lockedSpans(sprints);
  const works = issues.map((issue): Work => {
    const own = input.sprints.find(
      ({ name, locked: isLocked, start, finish }) => isLocked && name === issue.wishedSprint && start <= finish,
    );
    const day = Math.max(dayOf(input.from), dayOf(issue.notBefore ?? input.from), own === undefined ? 0 : dayOf(own.start));
    const need = needs.isTeam ? { pools: [], crews: [{ people: [0], count: 1 }] } : pooling.needOf(issue);
    const isNothing = minutesOf(issue) === 0;
    return {
      minutes: minutesOf(issue),
      pools: isNothing ? [] : need.pools,
      crews: isNothing ? [] : need.crews,
      release: team === null ? day * minutesPerDay : Math.max(day * minutesPerDay, team.startAt(team.positionFrom(day * minutesPerDay))),
      fixed: issue.fixedStart === null ? null : parseMoment(issue.fixedStart),
      passes: issue.fixedDuration,
      whole: !issue.splits,
      barred: locked.barredTo(issue.wishedSprint),
    };
  });
  const people = needs.isTeam
    ? [calendar.always(days.team)]
    : [...pooling.people].map((person) => calendar.always(must(days.people[person], 'their days')));
  const daysOf = (person: number): WorkingDays =>
    needs.isTeam ? days.team : must(days.people[pooling.people[person] ?? -1], 'their days');
  const common = new Map<string, WorkingTime>();
  const problem: ScheduleProblem = {
    works,
    pools: pooling.pools,
    people,
    working: team,
    together(crew) {
      const [first = 0] = crew;
      if (crew.length === 1) return must(people[first], 'a person');
      const name = crew.join();
      const [own = days.team, ...others] = new Set(crew.map(daysOf));
      const time = common.get(name) ?? calendar.always(others.length === 0 ? own : commonDays([own, ...others]));
      common.set(name, time);
      return time;
    },
    next: structure.next,
    previous: structure.previous,
    links: structure.links,
    order: structure.order,
  };
  return {
    input,
    problem,
    issues,
    able,
    personOf: pooling.people,
    pooled: pooling.pooled,
    times: days.people.map((one) => calendar.always(one)),
    list: listInOrder(problem, urgencyOrder({ issues, ...problem }, sprints)),
    due: dueDays(input, issues),
    sprints,
    unplaced: [...unplaced].map(([id, because]) => ({ id, because })),
    setAside: untied.setAside.map(({ from, to }) => ({ id: to, dependsOnId: from })),
    firstDay: days.firstDay,
    weekends: days.team.week.slice(5).some((minutes) => minutes > 0),
  };
}

/** Minutes of work of an issue, of each who does it. */
function minutesOf({ hours }: Pick<ScheduleInputIssue, 'hours'>): number {
  return Math.round((hours ?? 0) * 60);
}

/** Working times, the same one for the same days. */
class Calendar {
  readonly #firstDay: number;
  readonly #known = new Map<string, WorkingTime>();
  readonly #byDays = new Map<WorkingDays, WorkingTime>();

  constructor(firstDay: number) {
    this.#firstDay = firstDay;
  }

  /** `null` for day and night. */
  time(days: WorkingDays): WorkingTime | null {
    const isEndless = days.opens === 0 && days.exceptions.size === 0 && days.week.every((minutes) => minutes === minutesPerDay);
    return isEndless ? null : this.always(days);
  }

  always(days: WorkingDays): WorkingTime {
    const before = this.#byDays.get(days);
    if (before !== undefined) return before;
    const name = nameOf(days);
    const time = this.#known.get(name) ?? new WorkingTime(this.#firstDay, days);
    this.#known.set(name, time);
    this.#byDays.set(days, time);
    return time;
  }
}

function nameOf({ week, exceptions, opens, rests, openings }: WorkingDays): string {
  const inOrder = [...exceptions].sort(([one], [other]) => one - other);
  const opened = openings && [openings.week, ...openings.exceptions];
  return JSON.stringify([opens, week, inOrder, [...(rests ?? [])].sort((one, other) => one - other), opened]);
}

function sameDays(one: WorkingDays, other: WorkingDays): boolean {
  return nameOf({ ...one, rests: new Set() }) === nameOf({ ...other, rests: new Set() });
}

/** In an order that does not depend on how they are listed. */
function linksOf(open: readonly ScheduleInputIssue[]): NamedLink[] {
  return open.flatMap((issue) =>
    issue.dependsOn
      .map(({ id, kind, lagMinutes }) => ({ from: id, to: issue.id, kind, lag: lagMinutes }))
      .sort((one, other) => compare(one.from, other.from) || compare(one.kind, other.kind) || one.lag - other.lag),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What waits for something without a place has none. */
function spread(unplaced: Map<string, Impossible>, open: readonly ScheduleInputIssue[], aside: ReadonlySet<string>): void {
  if (unplaced.size === 0) return;
  const waiting = new Map<string, string[]>();
  for (const { id, dependsOn } of open) {
    for (const link of dependsOn) {
      if (aside.has(`${id} ${link.id}`)) continue;
      const others = waiting.get(link.id);
      if (others === undefined) waiting.set(link.id, [id]);
      else others.push(id);
    }
  }
  // A map goes on to what is added to it on the way.
  const before = new Set(unplaced.keys());
  for (const forId of unplaced.keys())
    for (const id of waiting.get(forId) ?? []) if (!unplaced.has(id)) unplaced.set(id, { kind: 'waits', forId });
  for (const { id, dependsOn } of open) {
    const lost = dependsOn.filter((link) => unplaced.has(link.id) && !aside.has(`${id} ${link.id}`)).map((link) => link.id);
    if (unplaced.has(id) && !before.has(id)) unplaced.set(id, { kind: 'waits', forId: lost.sort(compare)[0] ?? '' });
  }
}

function structureOf(issues: readonly ScheduleInputIssue[], all: readonly NamedLink[], setAside: ReadonlySet<NamedLink>) {
  const numberOf = new Map(issues.map((issue, number) => [issue.id, number]));
  const links = all.filter((link) => !setAside.has(link) && numberOf.has(link.from) && numberOf.has(link.to));
  const from = Int32Array.from(links, (link) => numberOf.get(link.from) ?? 0);
  const to = Int32Array.from(links, (link) => numberOf.get(link.to) ?? 0);
  const every = Int32Array.from(links.keys());
  const next = adjacency(issues.length, from, to, every);
  const previous = adjacency(issues.length, to, from, every);
  const order = listInOrder({ next, previous }, Int32Array.from(issues.keys()));
  return { next, previous, links, order };
}

function dueDays({ milestones }: ScheduleInput, issues: readonly ScheduleInputIssue[]): Int32Array {
  const targets = new Map(milestones.map(({ id, target }) => [id, target]));
  return Int32Array.from(issues, ({ deadline, milestoneId }): Minute => {
    const days = [deadline, milestoneId === null ? null : (targets.get(milestoneId) ?? null)];
    return days.reduce((earliest, day) => (day === null ? earliest : Math.min(earliest, (dayOf(day) + 1) * minutesPerDay)), nowhere);
  });
}
