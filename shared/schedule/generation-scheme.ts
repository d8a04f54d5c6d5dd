// Places works one by one, each at the first time that fits, or from the end, each at the last one. Everything that the scheduler tries
// goes through here.
import { must } from '#shared/base/must.ts';
import { ResourceProfile, type Stretch } from './resource-profile.ts';
import { nowhere, type Placement, type ScheduleProblem, type Work } from './schedule-problem.ts';
import type { Minute, WorkingTime } from './working-time.ts';

const one = Int32Array.of(1);
/** A bound that is none. */
const always: Minute = -(2 ** 30);
/** Number of the crew of nobody. */
const nobody = 0;

/** A stretch, and the number of the crew that works in it. */
interface Place extends Stretch {
  readonly crew: number;
}

const noPlace: Place = { start: nowhere, finish: nowhere, crew: nobody };

/** Which way works are placed. */
type Direction = 'earliest' | 'latest';

/** Serial schedule generation (Kelley 1963; Kolisch 1996) over working time, with backfill: works fill the room that others left. */
export class GenerationScheme {
  readonly #problem: ScheduleProblem;
  readonly #pools: readonly ResourceProfile[];
  readonly #people: readonly ResourceProfile[];
  /** Those who work together, by number: nobody, each person, and whoever was put together. */
  readonly #crews: (readonly number[])[];
  readonly #crewOf = new Map<string, number>();
  /** How many schedules were made. */
  schedules = 0;

  constructor(problem: ScheduleProblem) {
    this.#problem = problem;
    this.#pools = problem.pools.map((capacity) => new ResourceProfile(capacity));
    this.#people = problem.people.map(() => new ResourceProfile(one));
    this.#crews = [[], ...problem.people.map((_, person) => [person])];
  }

  /** The people of a crew of a placement that this made. */
  people(crew: number): readonly number[] {
    return must(this.#crews[crew], 'a crew');
  }

  #crew(people: readonly number[]): number {
    const [first] = people;
    if (first === undefined) return nobody;
    if (people.length === 1) return first + 1;
    const name = people.join();
    const known = this.#crewOf.get(name);
    if (known !== undefined) return known;
    this.#crewOf.set(name, this.#crews.length);
    return this.#crews.push(people) - 1;
  }

  /** Places all works in the order of `list`, in which each comes after what it waits for, as early as possible; writes to `to`. */
  forward(list: Int32Array, to: Placement): void {
    this.#clear();
    for (const work of list) this.#put(to, work, this.#earliest(work, this.#bound(to, work)));
  }

  /**
   * Places all works in the order of `list`, in which each comes before what it waits for, as late as possible before `until`, by the
   * people who did them before; writes to `to`, and answers whether there was room for all.
   */
  backward(list: Int32Array, until: Minute, before: Placement, to: Placement): boolean {
    this.#clear();
    for (const work of list) {
      const place = this.#latest(work, this.#limit(to, work, until), before.crew[work] ?? nobody);
      if (place === null) return false;
      this.#put(to, work, place);
    }
    return true;
  }

  #clear(): void {
    this.schedules += 1;
    for (const profile of this.#pools) profile.clear();
    for (const profile of this.#people) profile.clear();
  }

  #put(placement: Placement, work: number, place: Place): void {
    const { start, finish, crew } = place;
    placement.start[work] = start;
    placement.finish[work] = finish;
    placement.crew[work] = crew;
    if (!(finish > start)) return;
    for (const { pool, units } of this.#work(work).pools) this.#pools[pool]?.take(units, place);
    if (crew !== nobody) for (const person of this.people(crew)) this.#people[person]?.take(one, place);
  }

  #work(work: number): Work {
    return must(this.#problem.works[work], 'a work');
  }

  /** The earliest start, by what was placed before and by the work itself; and the earliest finish. */
  #bound(placement: Placement, work: number): Bound {
    const { previous, links } = this.#problem;
    const bound = { start: this.#work(work).release, finish: always };
    for (let at = previous.start[work] ?? 0; at < (previous.start[work + 1] ?? 0); at += 1) {
      const first = previous.node[at] ?? 0;
      const { kind, lag } = must(links[previous.edge[at] ?? 0], 'a link');
      const from = (kind === 'finish-start' || kind === 'finish-finish' ? placement.finish : placement.start)[first] ?? 0;
      const end = kind === 'finish-start' || kind === 'start-start' ? 'start' : 'finish';
      bound[end] = Math.max(bound[end], this.#after(from, lag));
    }
    return bound;
  }

  /** `lag` minutes of the plan's time after a moment, or before it. */
  #after(minute: Minute, lag: number): Minute {
    const { working } = this.#problem;
    if (lag === 0 || minute === nowhere) return minute;
    if (working === null) return minute + lag;
    const position = working.positionFrom(minute) + lag;
    return lag > 0 ? working.finishAt(Math.min(position, working.capacity)) : working.startAt(Math.max(0, position));
  }

  #earliest(number: number, { start, finish }: Bound): Place {
    const work = this.#work(number);
    if (start === nowhere || finish === nowhere) return noPlace;
    const release = work.fixed ?? Math.max(start, finish === always ? start : this.#startFor(work, finish));
    if (work.minutes === 0) return { start: Math.max(release, finish), finish: Math.max(release, finish), crew: nobody };
    const [pool] = work.pools;
    if (work.crews.length === 0 && work.pools.length === 1 && pool !== undefined) {
      const stretch = must(this.#pools[pool.pool], 'a pool').earliest(pool.units, work.minutes, release, this.#problem.working);
      return placed(stretch, nobody);
    }
    const [crew] = work.crews;
    if (work.pools.length === 0 && work.crews.length === 1 && crew?.count === 1)
      return this.#bySomebody(crew.people, work.minutes, release);
    return this.#byMany(work, release);
  }

  /** Whoever is done with it first. */
  #bySomebody(people: readonly number[], minutes: number, release: Minute): Place {
    let best: Stretch | null = null;
    let who = -1;
    for (const person of people) {
      const stretch = must(this.#people[person], 'a person').earliest(
        one,
        minutes,
        release,
        must(this.#problem.people[person], 'their time'),
      );
      if (stretch === null || (best !== null && stretch.finish >= best.finish)) continue;
      best = stretch;
      who = person;
    }
    return placed(best, who + 1);
  }

  /** Several people, or people and other resources: of each crew those who could be done first, all at the first time that suits them. */
  #byMany(work: Work, release: Minute): Place {
    const chosen = new Set<number>();
    for (const { people, count } of work.crews) {
      const able = people.flatMap((person) => {
        if (chosen.has(person)) return [];
        const time = must(this.#problem.people[person], 'their time');
        const stretch = must(this.#people[person], 'a person').earliest(one, work.minutes, release, time);
        return stretch === null ? [] : [{ person, finish: stretch.finish }];
      });
      if (able.length < count) return noPlace;
      for (const { person } of able.sort((left, right) => left.finish - right.finish || left.person - right.person).slice(0, count))
        chosen.add(person);
    }
    const people = [...chosen].sort((left, right) => left - right);
    const stretch = this.#agree(work, people, release, 'earliest');
    return placed(stretch, this.#crew(people));
  }

  /** The first or last stretch in which all that a work needs is free at once. */
  #agree(work: Work, people: readonly number[], bound: Minute, direction: Direction): Stretch | null {
    const working = people.length === 0 ? this.#problem.working : this.#problem.together(people);
    const [pool] = work.pools;
    if (people.length === 0 && work.pools.length === 1 && pool !== undefined)
      return must(this.#pools[pool.pool], 'a pool')[direction](pool.units, work.minutes, bound, working);
    const needs: (readonly [ResourceProfile, Int32Array])[] = [
      ...work.pools.map(({ pool, units }) => [must(this.#pools[pool], 'a pool'), units] as const),
      ...people.map((person) => [must(this.#people[person], 'a person'), one] as const),
    ];
    let from = bound;
    for (;;) {
      let stretch: Stretch | null = null;
      for (const [profile, units] of needs) {
        stretch = profile[direction](units, work.minutes, from, working);
        if (stretch === null) return null;
        from = direction === 'earliest' ? stretch.start : stretch.finish;
      }
      if (stretch === null || needs.every(([profile, units]) => profile.hasRoom(units, stretch))) return stretch;
    }
  }

  /** The start from which a work is not done before `finish`, if it starts then. */
  #startFor(work: Work, finish: Minute): Minute {
    const working = this.#timeOf(work);
    if (working === null) return finish - work.minutes;
    return working.startAt(Math.max(0, working.positionFrom(finish) - work.minutes));
  }

  #timeOf({ crews }: Work): WorkingTime | null {
    const people = crews.flatMap((crew) => crew.people.slice(0, crew.count));
    return people.length === 0 ? this.#problem.working : this.#problem.together(people.toSorted((left, right) => left - right));
  }

  /** The latest finish, by what was placed after it, and the latest start. */
  #limit(placement: Placement, work: number, until: Minute): Bound {
    const { next, links } = this.#problem;
    const limit = { start: nowhere, finish: until };
    for (let at = next.start[work] ?? 0; at < (next.start[work + 1] ?? 0); at += 1) {
      const second = next.node[at] ?? 0;
      const { kind, lag } = must(links[next.edge[at] ?? 0], 'a link');
      const to = (kind === 'finish-start' || kind === 'start-start' ? placement.start : placement.finish)[second] ?? 0;
      const end = kind === 'finish-start' || kind === 'finish-finish' ? 'finish' : 'start';
      limit[end] = Math.min(limit[end], this.#after(to, -lag));
    }
    return limit;
  }

  #latest(number: number, limit: Bound, crew: number): Place | null {
    const work = this.#work(number);
    if (work.minutes === 0) {
      const time = Math.min(limit.start, limit.finish);
      return { start: time, finish: time, crew: nobody };
    }
    let until = limit.finish;
    for (;;) {
      const stretch = this.#agree(work, this.people(crew), until, 'latest');
      if (stretch === null || stretch.start < work.release) return null;
      if (stretch.start <= limit.start) return placed(stretch, crew);
      until = stretch.finish - 1;
    }
  }
}

function placed(stretch: Stretch | null, crew: number): Place {
  return stretch === null ? noPlace : { start: stretch.start, finish: stretch.finish, crew };
}

/** An earliest start and finish, or the latest ones. */
interface Bound {
  readonly start: Minute;
  readonly finish: Minute;
}

/** When everything that can be done is done; the beginning where there is nothing. */
export function endOf({ finish }: Placement, beginning: Minute): Minute {
  return finish.reduce((latest, end) => (end === nowhere ? latest : Math.max(latest, end)), beginning);
}
