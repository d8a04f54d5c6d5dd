// What keeps an issue from being earlier than it is: looked for in the finished schedule, because whatever was placed later in its list was
// not in the way. Serves the report of what does not hold.
import { must } from '#shared/base/must.ts';
import type { BuiltProblem } from './build-problem.ts';
import { dateOf } from './calendar-day.ts';
import { formatMoment } from './local-time.ts';
import { nowhere } from './schedule-problem.ts';
import type { Hindrance } from './schedule-result.ts';
import { inOrder } from './sprint-period.ts';
import { afterLag, leavesFinish } from './work-bound.ts';
import { type Minute, minutesPerDay, type WorkingTime } from './working-time.ts';

/** Where works are, by number, {@link nowhere} for what has no place, and who does them. */
export interface PlacedWorks {
  readonly start: Int32Array;
  readonly finish: Int32Array;
  /** Numbers of people of the problem. */
  peopleOf(work: number): readonly number[];
}

/** A link that speaks: what it waits for, when that lets go, and the earliest moment of the end that it holds. */
export interface Waiting {
  readonly first: number;
  readonly until: Minute;
  readonly bound: Minute;
  readonly entersStart: boolean;
}

/** Finds reasons in one schedule. */
export class Hindrances {
  readonly #built: BuiltProblem;
  readonly #placed: PlacedWorks;
  #works: Map<number, number[]> | null = null;

  constructor(built: BuiltProblem, placed: PlacedWorks) {
    this.#built = built;
    this.#placed = placed;
  }

  /** Works of a person, or of people in numbers; gathered when it is asked for first, because most schedules keep everything. */
  #worksOf(taken: number): readonly number[] {
    if (this.#works === null) {
      this.#works = new Map<number, number[]>();
      for (const [work, { minutes }] of this.#built.problem.works.entries()) {
        if (minutes === 0 || this.#placed.start[work] === nowhere) continue;
        for (const one of this.#takenBy(work)) {
          const others = this.#works.get(one);
          if (others === undefined) this.#works.set(one, [work]);
          else others.push(work);
        }
      }
    }
    return this.#works.get(taken) ?? [];
  }

  /** What holds a work up: `null` where it starts as soon as the plan. */
  of(work: number): Hindrance | null {
    const { issues, problem } = this.#built;
    const issue = must(issues[work], 'an issue');
    if (issue.fixedStart !== null) return { kind: 'fixed' };
    const start = this.#start(work);
    const time = this.timeOf(work);
    const release = must(problem.works[work], 'a work').release;
    const waiting = this.latestWaiting(work);
    const from = Math.max(release, waiting === null ? release : this.#startBound(waiting, work, time));
    if (start > firstWork(time, from)) {
      const busy = this.#busyBefore(work, from);
      if (busy !== null) return busy;
      const closed = this.#closedBefore(work, from);
      if (closed !== null) return closed;
    }
    if (waiting !== null && this.#startBound(waiting, work, time) >= release) return this.waits(waiting);
    const rest = time?.restWithin(from, Math.max(start, from + 1)) ?? null;
    if (rest !== null && rest * minutesPerDay < start) return this.#away(work, rest);
    if (issue.notBefore !== null && issue.notBefore > this.#built.input.from) return { kind: 'not-before', date: issue.notBefore };
    return null;
  }

  /** Of the links that `counts`, the one that holds a work up longest; of several the first one by number. */
  latestWaiting(work: number, counts: (waiting: Waiting) => boolean = () => true): Waiting | null {
    const { problem } = this.#built;
    const { previous, links } = problem;
    let latest: Waiting | null = null;
    for (let at = previous.start[work] ?? 0; at < (previous.start[work + 1] ?? 0); at += 1) {
      const first = previous.node[at] ?? 0;
      const { kind, lag } = must(links[previous.edge[at] ?? 0], 'a link');
      const until = (leavesFinish(kind) ? this.#placed.finish : this.#placed.start)[first] ?? 0;
      const bound = afterLag(problem, until, lag);
      const entersStart = kind === 'finish-start' || kind === 'start-start';
      const waiting = { first, until, bound, entersStart };
      if (counts(waiting) && (latest === null || bound > latest.bound)) latest = waiting;
    }
    return latest;
  }

  /** A link in words. */
  waits({ first, until }: Waiting): Hindrance {
    return { kind: 'waits', forId: must(this.#built.issues[first], 'an issue').id, until: formatMoment(until) };
  }

  /** Working time of whoever does a work. */
  timeOf(work: number): WorkingTime | null {
    const { problem } = this.#built;
    const people = this.#placed.peopleOf(work);
    return people.length === 0 || must(problem.works[work], 'a work').passes ? problem.working : problem.together(people);
  }

  /** Other work that somebody who does this one is at while it goes on, or that there are not enough of them for besides. */
  beside(work: number): number | null {
    const [start, finish] = [this.#start(work), this.#placed.finish[work] ?? 0];
    for (const taken of this.#takenBy(work)) {
      const others = this.#worksOf(taken).filter(
        (other) => other !== work && this.#start(other) < finish && start < (this.#placed.finish[other] ?? 0),
      );
      const most = taken >= 0 ? 1 : (this.#built.able[-1 - taken]?.units ?? 0);
      for (const moment of [start, ...others.map((other) => Math.max(start, this.#start(other)))]) {
        const running = others.filter((other) => this.#start(other) <= moment && moment < (this.#placed.finish[other] ?? 0));
        const units = [work, ...running].reduce((sum, other) => sum + this.#unitsOf(other, taken), 0);
        if (units > most) return running.at(0) ?? null;
      }
    }
    return null;
  }

  #unitsOf(work: number, taken: number): number {
    if (taken >= 0) return 1;
    const { problem, pooled } = this.#built;
    const demands = must(problem.works[work], 'a work').pools;
    return demands.reduce((sum, { pool, units }) => sum + (units[pooled[pool]?.indexOf(-1 - taken) ?? -1] ?? 0), 0);
  }

  /** Ids of those who do both. */
  shared(work: number, other: number): string[] {
    const { able, personOf } = this.#built;
    const others = new Set(this.#takenBy(other));
    const both = this.#takenBy(work).filter((taken) => others.has(taken));
    return [...new Set(both.flatMap((taken) => able[taken >= 0 ? (personOf[taken] ?? -1) : -1 - taken]?.id ?? []))];
  }

  /** That those who do a work are away on a day and the days of rest that follow it. */
  away(work: number, day: number): Hindrance {
    return this.#away(work, day);
  }

  #start(work: number): Minute {
    return this.#placed.start[work] ?? 0;
  }

  /** People by number, and people in numbers, who are less than 0: -1 - number in `able`. */
  #takenBy(work: number): readonly number[] {
    const { problem, pooled } = this.#built;
    const { pools } = must(problem.works[work], 'a work');
    const counted = pools.flatMap(({ pool, units }) =>
      [...units.entries()].filter(([, unit]) => unit > 0).map(([at]) => -1 - (pooled[pool]?.[at] ?? 0)),
    );
    return [...this.#placed.peopleOf(work), ...counted];
  }

  #startBound({ bound, entersStart }: Waiting, work: number, time: WorkingTime | null): Minute {
    if (entersStart) return bound;
    const minutes = this.#built.problem.works[work]?.minutes ?? 0;
    if (time === null) return bound - minutes;
    const position = time.positionFrom(bound) - minutes;
    return position <= 0 ? 0 : time.startAt(position);
  }

  /** The last work of those who do this one that ends before it, and after what else held it up. */
  #busyBefore(work: number, from: Minute): Hindrance | null {
    const start = this.#start(work);
    let last = -1;
    for (const taken of this.#takenBy(work)) {
      for (const other of this.#worksOf(taken)) {
        const finish = this.#placed.finish[other] ?? 0;
        if (other === work || finish > start || finish <= from) continue;
        if (last === -1 || finish > (this.#placed.finish[last] ?? 0)) last = other;
      }
    }
    if (last === -1) return null;
    const until = formatMoment(this.#placed.finish[last] ?? 0);
    return { kind: 'busy', personIds: this.shared(work, last), withId: must(this.#built.issues[last], 'an issue').id, until };
  }

  /** A locked sprint that the work had to let pass. */
  #closedBefore(work: number, from: Minute): Hindrance | null {
    const { problem } = this.#built;
    const start = this.#start(work);
    const span = must(problem.works[work], 'a work').barred.findLast((one) => one.finish <= start && one.finish > from);
    if (span === undefined) return null;
    const day = Math.floor(span.start / minutesPerDay);
    const name = lockedSprintOn(this.#built, day);
    const last = Math.floor(span.finish / minutesPerDay) - 1;
    return { kind: 'locked-out', sprint: name, span: { first: dateOf(day), last: dateOf(last) } };
  }

  #away(work: number, day: number): Hindrance {
    const { able, personOf } = this.#built;
    const time = this.timeOf(work);
    const isFree = (one: number): boolean => time !== null && time.beforeDay(one + 1) === time.beforeDay(one);
    let last = day;
    while (last < day + farthest && isFree(last + 1)) last += 1;
    const ids = this.#placed.peopleOf(work).flatMap((person) => able[personOf[person] ?? -1]?.id ?? []);
    return { kind: 'away', personIds: [...new Set(ids)], span: { first: dateOf(day), last: dateOf(last) } };
  }
}

/** Days of absence that are told at most. */
const farthest = 366;

function firstWork(time: WorkingTime | null, from: Minute): Minute {
  return time === null ? from : time.startAt(time.positionFrom(from));
}

/** Name of the locked sprint that a day belongs to. */
export function lockedSprintOn({ input, sprints }: BuiltProblem, day: number): string {
  const locked = new Set(input.sprints.filter((sprint) => sprint.locked).map(({ name }) => name));
  return inOrder(sprints).find(({ name, start, finish }) => locked.has(name) && start <= day && day <= finish)?.name ?? '';
}
