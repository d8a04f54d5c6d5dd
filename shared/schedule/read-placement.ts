// Turns numbers back into the words of the plan. Whatever found a placement, a first list or a search, is shown through here.
import { must } from '#shared/base/must.ts';
import { adjacency } from '#shared/graph/adjacency.ts';
import { type CriticalPath, criticalPath } from '#shared/graph/critical-path.ts';
import type { BuiltProblem } from './build-problem.ts';
import { dateOf, lastDay } from './calendar-day.ts';
import { findUnkept } from './find-unkept.ts';
import { startToStart } from './link-knot.ts';
import { formatMoment } from './local-time.ts';
import { periodCapacity, periodHours, periodOf, weeksOf, type WorkStretch } from './period-load.ts';
import { listInOrder } from './priority-list.ts';
import { nowhere, type Placement as Numbers } from './schedule-problem.ts';
import type { Assignment, Impossible, Placement, Schedule } from './schedule-result.ts';
import { settleMilestones } from './settle-milestone.ts';
import { type SprintPeriod, sprintPeriods } from './sprint-period.ts';
import { minutesPerDay, type WorkingTime } from './working-time.ts';

/** Says who does a work, by number of the people of the problem, when it is done by the crew of that number. */
export type PeopleOfCrew = (crew: number) => readonly number[];

/** Reads a placement of the works of a problem: the schedule that {@link Schedule} describes. */
export function readPlacement(built: BuiltProblem, numbers: Numbers, peopleOfCrew: PeopleOfCrew): Schedule {
  return new Reading(built, numbers, peopleOfCrew).schedule();
}

class Reading {
  readonly #built: BuiltProblem;
  readonly #start: Int32Array;
  readonly #finish: Int32Array;
  readonly #peopleOf: (work: number) => readonly number[];
  readonly #lost = new Map<number, Impossible>();
  /** Works that have a place, in the order of their starts. */
  readonly #byStart: readonly number[];
  readonly #by = new Map<number, readonly Assignment[]>();

  constructor(built: BuiltProblem, { start, finish, crew }: Numbers, peopleOfCrew: PeopleOfCrew) {
    this.#built = built;
    this.#start = start.slice();
    this.#finish = finish.slice();
    this.#peopleOf = (work) => peopleOfCrew(crew[work] ?? 0);
    this.#findLost();
    settleMilestones(built, { start: this.#start, finish: this.#finish }, this.#peopleOf);
    const turn = new Int32Array(start.length);
    for (const [at, work] of built.list.entries()) turn[work] = at;
    const at = (times: Int32Array, work: number): number => times[work] ?? 0;
    this.#byStart = [...start.keys()]
      .filter((work) => !this.#lost.has(work))
      .sort(
        (one, other) =>
          at(this.#start, one) - at(this.#start, other) ||
          at(this.#finish, one) - at(this.#finish, other) ||
          at(turn, one) - at(turn, other),
      );
    for (const work of this.#byStart) this.#by.set(work, this.#assignments(work));
  }

  schedule(): Schedule {
    const { input, issues, able, firstDay, weekends, sprints, times } = this.#built;
    const placed = this.#byStart;
    const hasWork = placed.some((work) => this.#minutes(work) > 0);
    const finish = placed.reduce((latest, work) => Math.max(latest, this.#lastDay(work)), firstDay);
    const end = Math.min(finish, lastDay);
    // What is fixed may have been done before the plan starts.
    const start = placed.reduce((earliest, work) => Math.min(earliest, this.#lastDay(work)), firstDay);
    const periods = placed.length === 0 ? [] : sprintPeriods({ start, finish: end, weekends }, input.sprintWeeks, sprints);
    const chain = this.#chain();
    const length = chain.length;
    const idOf = (work: number): string => must(issues[work], 'an issue').id;
    const placements = placed.map((work): [string, Placement] => {
      const slack = chain.totalSlack[work] ?? 0;
      return [
        idOf(work),
        {
          start: formatMoment(this.#start[work] ?? 0),
          finish: formatMoment(this.#finish[work] ?? 0),
          sprint: periods[periodOf(periods, this.#lastDay(work))]?.name ?? null,
          critical: length > 0 && slack === 0,
          slackHours: slack / 60,
          by: this.#by.get(work) ?? [],
        },
      ];
    });
    const everybody = times.map((time, at) => ({ time, units: able[at]?.units ?? 1 }));
    const stretches = placed.map((work) => this.#stretch(work));
    const weeks = hasWork ? weeksOf(firstDay, end) : [];
    const weekHours = periodHours(weeks, stretches);
    const weekCapacity = periodCapacity(weeks, everybody);
    const read = {
      built: this.#built,
      placed: { start: this.#start, finish: this.#finish, peopleOf: this.#peopleOf },
      placements: new Map(placements),
      sprints: this.#sprints(periods, periodHours(periods, stretches), periodCapacity(periods, everybody), idOf),
    };
    return {
      placements: read.placements,
      unplaced: [...this.#built.unplaced, ...[...this.#lost].map(([work, because]) => ({ id: idOf(work), because }))].sort((one, other) =>
        one.id < other.id ? -1 : 1,
      ),
      unkept: findUnkept(read),
      start: dateOf(firstDay),
      finish: dateOf(finish),
      totalHours: placed.reduce((sum, work) => sum + (issues[work]?.hours ?? 0) * this.#heads(work), 0),
      weeks: hasWork ? Math.ceil((finish - firstDay + 1) / 7) : 0,
      hoursPerWeek:
        able.length === 0
          ? input.hoursPerWeek
          : able.reduce((sum, { hoursPerWeek, share, units }) => sum + (hoursPerWeek ?? 0) * share * units, 0),
      unestimated: placed.filter((work) => issues[work]?.hours === null).map(idOf),
      sprints: read.sprints,
      load: weeks.map((week, at) => ({ start: dateOf(week.start), hours: weekHours[at] ?? 0, capacityHours: weekCapacity[at] ?? 0 })),
      criticalPath: length > 0 ? chain.path.map(idOf) : [],
      setAside: this.#built.setAside,
    };
  }

  #minutes(work: number): number {
    return this.#built.problem.works[work]?.minutes ?? 0;
  }

  #lastDay(work: number): number {
    return Math.floor((this.#finish[work] ?? 0) / minutesPerDay);
  }

  #heads(work: number): number {
    return Math.max(
      1,
      (this.#by.get(work) ?? []).reduce((sum, { units }) => sum + units, 0),
    );
  }

  /** What has no place, and what waits for that. */
  #findLost(): void {
    const { problem, issues, able, personOf, pooled } = this.#built;
    for (const work of problem.order) {
      const { previous } = problem;
      let waitsFor = nowhere;
      for (let at = previous.start[work] ?? 0; at < (previous.start[work + 1] ?? 0); at += 1) {
        const first = previous.node[at] ?? 0;
        if (this.#lost.has(first)) waitsFor = Math.min(waitsFor, first);
      }
      if (waitsFor < nowhere) this.#lost.set(work, { kind: 'waits', forId: must(issues[waitsFor], 'an issue').id });
      if (!this.#lost.has(work) && this.#start[work] === nowhere) {
        const { crews, pools } = must(problem.works[work], 'a work');
        const people = [
          ...crews.flatMap((crew) => crew.people.map((person) => able[personOf[person] ?? -1])),
          ...pools.flatMap(({ pool, units }) => [...units].flatMap((unit, at) => (unit > 0 ? [able[pooled[pool]?.[at] ?? -1]] : []))),
        ];
        this.#lost.set(work, { kind: 'no-time', personIds: [...new Set(people.flatMap((person) => person?.id ?? []))] });
      }
      if (this.#lost.has(work)) this.#start[work] = this.#finish[work] = nowhere;
    }
  }

  #assignments(work: number): Assignment[] {
    const { problem, able, personOf, pooled } = this.#built;
    if (able.length === 0 || this.#minutes(work) === 0) return [];
    const units = new Map<number, number>();
    const add = (person: number, count: number): void => {
      if (count > 0) units.set(person, (units.get(person) ?? 0) + count);
    };
    for (const person of this.#peopleOf(work)) add(personOf[person] ?? 0, 1);
    for (const demand of problem.works[work]?.pools ?? [])
      for (const [at, count] of demand.units.entries()) add(pooled[demand.pool]?.[at] ?? 0, count);
    return [...units]
      .sort(([one], [other]) => one - other)
      .map(([person, count]) => ({ personId: must(able[person], 'somebody').id, units: count }));
  }

  #stretch(work: number): WorkStretch {
    const { problem } = this.#built;
    const people = this.#peopleOf(work);
    const time: WorkingTime | null =
      people.length === 0 || must(problem.works[work], 'a work').passes ? problem.working : problem.together(people);
    return { time, start: this.#start[work] ?? 0, minutes: this.#minutes(work), heads: this.#heads(work) };
  }

  /** By hours and lags of what has a place. */
  #chain(): CriticalPath {
    const { problem, issues } = this.#built;
    const minutes = Float64Array.from(issues.keys(), (work) => (this.#lost.has(work) ? 0 : this.#minutes(work)));
    const [from, to] = endsOf(problem.next, problem.links.length);
    const gap = Float64Array.from(problem.links, (link, at) => startToStart(link, minutes[from[at] ?? 0] ?? 0, minutes[to[at] ?? 0] ?? 0));
    if (this.#lost.size === 0) return criticalPath(problem, minutes, gap);
    const kept = problem.next.edge.toSorted().filter((at) => !this.#lost.has(from[at] ?? 0) && !this.#lost.has(to[at] ?? 0));
    const next = adjacency(issues.length, from, to, kept);
    const previous = adjacency(issues.length, to, from, kept);
    const chain = criticalPath({ next, previous, order: listInOrder({ next, previous }, problem.order) }, minutes, gap);
    return { ...chain, path: chain.path.filter((work) => !this.#lost.has(work)) };
  }

  #sprints(
    periods: readonly SprintPeriod[],
    hours: Float64Array,
    capacity: Float64Array,
    idOf: (work: number) => string,
  ): Schedule['sprints'] {
    const inPeriod = Map.groupBy(this.#byStart, (work) => periodOf(periods, this.#lastDay(work)));
    return periods.map((period, at) => ({
      name: period.name,
      start: dateOf(period.start),
      finish: dateOf(period.finish),
      capacityHours: period.capacityHours ?? capacity[at] ?? 0,
      plannedHours: hours[at] ?? 0,
      issueIds: (inPeriod.get(at) ?? []).map(idOf),
    }));
  }
}

/** Both ends of each link, by its number. */
function endsOf(
  next: {
    readonly start: Int32Array;
    readonly node: Int32Array;
    readonly edge: Int32Array;
  },
  links: number,
): [from: Int32Array, to: Int32Array] {
  const [from, to] = [new Int32Array(links), new Int32Array(links)];
  for (let work = 0; work + 1 < next.start.length; work += 1) {
    for (let at = next.start[work] ?? 0; at < (next.start[work + 1] ?? 0); at += 1) {
      const link = next.edge[at] ?? 0;
      from[link] = work;
      to[link] = next.node[at] ?? 0;
    }
  }
  return [from, to];
}
