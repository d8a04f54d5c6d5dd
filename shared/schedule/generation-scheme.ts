// Places works one by one, each at the first time that fits, or from the end, each at the last one. Everything that the scheduler tries
// goes through here.
import { must } from '#shared/base/must.ts';
import { CrewBook, nobody } from './crew-book.ts';
import { free, none, type Place, placed, PlaceFinder, single } from './place-finder.ts';
import { ResourceProfile, type Stretch } from './resource-profile.ts';
import { nowhere, type Placement, type ScheduleProblem, type Work } from './schedule-problem.ts';
import { afterLag, type Bound, earliestBound, entersStart, leavesFinish } from './work-bound.ts';
import type { Minute } from './working-time.ts';

/** Serial schedule generation (Kelley 1963; Kolisch 1996) over working time, with backfill: works fill the room that others left. */
export class GenerationScheme {
  readonly #problem: ScheduleProblem;
  readonly #pools: readonly ResourceProfile[];
  readonly #people: readonly ResourceProfile[];
  /** Whoever does works of placements that this made, by number of their crew. */
  readonly crews: CrewBook;
  /** Works with a fixed start, the earliest first: nothing moves them, so they are placed before everything. */
  readonly #fixed: readonly number[];
  /** By work, the schedule in which it was placed last. */
  readonly #placedIn: Int32Array;
  readonly #finder: PlaceFinder<ResourceProfile>;
  /** How many schedules were made. */
  schedules = 0;

  constructor(problem: ScheduleProblem) {
    this.#problem = problem;
    this.#fixed = [...problem.works.keys()]
      .filter((work) => problem.works[work]?.fixed !== null)
      .sort((one, other) => (problem.works[one]?.fixed ?? 0) - (problem.works[other]?.fixed ?? 0) || one - other);
    this.#placedIn = new Int32Array(problem.works.length);
    this.#pools = problem.pools.map((capacity) => new ResourceProfile(capacity));
    this.#people = problem.people.map(() => new ResourceProfile(single));
    this.crews = new CrewBook(problem.people.length);
    this.#finder = new PlaceFinder(problem, { people: this.#people, pools: this.#pools, crews: this.crews });
  }

  /** The people of a crew of a placement that this made. */
  people(crew: number): readonly number[] {
    return this.crews.people(crew);
  }

  /** Places all works as early as possible, in the order of `list` but each after what it waits for; writes to `to`. */
  forward(list: Int32Array, to: Placement): void {
    this.#begin(to);
    for (const work of list) this.#placeAfterOthers(work, to);
  }

  /**
   * Places all works in the order of `list`, in which each comes before what it waits for, as late as possible before `until`, by the
   * people who did them before; writes to `to`, and answers whether there was room for all. What keeps a work off some days is not looked at:
   * this is for orders, which become schedules forwards.
   */
  backward(list: Int32Array, until: Minute, before: Placement, to: Placement): boolean {
    this.#begin(to);
    for (const work of list) {
      if (this.#placedIn[work] === this.schedules) continue;
      const place = this.#latest(work, this.#limit(to, work, until), before.crew[work] ?? nobody);
      if (place === null) return false;
      this.#put(to, work, place);
    }
    return true;
  }

  #begin(to: Placement): void {
    this.schedules += 1;
    for (const profile of this.#pools) profile.clear();
    for (const profile of this.#people) profile.clear();
    for (const work of this.#fixed) this.#put(to, work, this.#finder.fixed(work));
  }

  /** Lists by start may name what waits before what it waits for, where it may start first: those are placed on the way. */
  #placeAfterOthers(work: number, to: Placement): void {
    if (this.#placedIn[work] === this.schedules) return;
    const { previous } = this.#problem;
    const open = [work];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const depth = open.length;
      for (let at = previous.start[top] ?? 0; at < (previous.start[top + 1] ?? 0); at += 1) {
        const first = previous.node[at] ?? 0;
        if (this.#placedIn[first] !== this.schedules) open.push(first);
      }
      if (open.length > depth) continue;
      open.pop();
      if (this.#placedIn[top] !== this.schedules) this.#put(to, top, this.#finder.earliest(top, earliestBound(this.#problem, to, top)));
    }
  }

  #put(placement: Placement, work: number, place: Place): void {
    const { start, finish, crew } = place;
    this.#placedIn[work] = this.schedules;
    placement.start[work] = start;
    placement.finish[work] = finish;
    placement.crew[work] = crew;
    if (!(finish > start)) return;
    for (const { pool, units } of this.#work(work).pools) this.#pools[pool]?.take(units, place);
    if (crew !== nobody) for (const person of this.people(crew)) this.#people[person]?.take(single, this.#finder.taken(person, place));
  }

  #work(work: number): Work {
    return must(this.#problem.works[work], 'a work');
  }

  /** The latest finish, by what was placed after it, and the latest start. */
  #limit(placement: Placement, work: number, until: Minute): Bound {
    const { next, links } = this.#problem;
    const limit = { start: nowhere, finish: until };
    for (let at = next.start[work] ?? 0; at < (next.start[work + 1] ?? 0); at += 1) {
      const second = next.node[at] ?? 0;
      const { kind, lag } = must(links[next.edge[at] ?? 0], 'a link');
      const to = (entersStart(kind) ? placement.start : placement.finish)[second] ?? 0;
      const end = leavesFinish(kind) ? 'finish' : 'start';
      limit[end] = Math.min(limit[end], afterLag(this.#problem, to, -lag));
    }
    return limit;
  }

  #latest(number: number, limit: Bound, crew: number): Place | null {
    const work = this.#work(number);
    if (work.minutes === 0) {
      const time = Math.min(limit.start, limit.finish);
      return { start: time, finish: time, crew: nobody };
    }
    const people = this.people(crew);
    const time = this.#finder.timeOf(work, people);
    const needs = this.#finder.needs(work, people);
    let until = limit.finish;
    for (;;) {
      let stretch: Stretch | null = null;
      for (const [profile, units] of needs.length === 0 ? [[free, none] as const] : needs) {
        stretch = profile.latest(units, work.minutes, until, time);
        if (stretch === null || stretch.start < work.release) return null;
        until = stretch.finish;
      }
      if (stretch === null) return null;
      const agreed = stretch;
      if (!needs.every(([profile, units]) => profile.hasRoom(units, agreed))) continue;
      if (stretch.start <= limit.start) return placed(stretch, crew);
      until = stretch.finish - 1;
    }
  }
}

/** When everything that can be done is done; the beginning where there is nothing. */
export function endOf({ finish }: Placement, beginning: Minute): Minute {
  return finish.reduce((latest, end) => (end === nowhere ? latest : Math.max(latest, end)), beginning);
}
