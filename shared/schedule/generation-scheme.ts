// Places works one by one, each at the first time that fits, or from the end, each at the last one. Everything that the scheduler tries
// goes through here.
import { must } from '#shared/base/must.ts';
import { CrewBook, nobody } from './crew-book.ts';
import { ResourceProfile, type Stretch } from './resource-profile.ts';
import { nowhere, type Placement, type ScheduleProblem, type Work } from './schedule-problem.ts';
import { alikeGroups, seatPeople } from './seat-people.ts';
import {
  afterLag,
  always,
  type Bound,
  closedUntil,
  earliestBound,
  earliestStart,
  entersStart,
  finishFrom,
  leavesFinish,
} from './work-bound.ts';
import type { Minute, WorkingTime } from './working-time.ts';

const single = Int32Array.of(1);
/** A stretch, and the number of the crew that works in it. */
interface Place extends Stretch {
  readonly crew: number;
}

const noPlace: Place = { start: nowhere, finish: nowhere, crew: nobody };

/** Behind everybody who is free: about a century. */
const farther = 2 ** 26;
/** What is always free. */
const free = new ResourceProfile(new Int32Array(0));
const none = new Int32Array(0);

/** Serial schedule generation (Kelley 1963; Kolisch 1996) over working time, with backfill: works fill the room that others left. */
export class GenerationScheme {
  readonly #problem: ScheduleProblem;
  readonly #pools: readonly ResourceProfile[];
  readonly #people: readonly ResourceProfile[];
  readonly #crews: CrewBook;
  /** Works with a fixed start, the earliest first: nothing moves them, so they are placed before everything. */
  readonly #fixed: readonly number[];
  /** By work, the schedule in which it was placed last. */
  readonly #placedIn: Int32Array;
  /** Whether something takes people up at night, too. */
  readonly #hasPassing: boolean;
  /** How many schedules were made. */
  schedules = 0;

  constructor(problem: ScheduleProblem) {
    this.#problem = problem;
    this.#fixed = [...problem.works.keys()]
      .filter((work) => problem.works[work]?.fixed !== null)
      .sort((one, other) => (problem.works[one]?.fixed ?? 0) - (problem.works[other]?.fixed ?? 0) || one - other);
    this.#hasPassing = problem.works.some(({ passes }) => passes);
    this.#placedIn = new Int32Array(problem.works.length);
    this.#pools = problem.pools.map((capacity) => new ResourceProfile(capacity));
    this.#people = problem.people.map(() => new ResourceProfile(single));
    this.#crews = new CrewBook(problem.people.length);
  }

  /** The people of a crew of a placement that this made. */
  people(crew: number): readonly number[] {
    return this.#crews.people(crew);
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
    for (const work of this.#fixed) this.#put(to, work, this.#fixedPlace(this.#work(work)));
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
      if (this.#placedIn[top] !== this.schedules) this.#put(to, top, this.#earliest(top, earliestBound(this.#problem, to, top)));
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
    if (crew !== nobody) for (const person of this.people(crew)) this.#people[person]?.take(single, this.#taken(person, place));
  }

  /** What somebody can do nothing else in: with the free time after it, so that what follows is one stretch with it. */
  #taken(person: number, place: Place): Stretch {
    if (this.#hasPassing) return place;
    const time = must(this.#problem.people[person], 'their time');
    return { start: place.start, finish: Math.max(place.finish, time.startAt(time.positionFrom(place.finish))) };
  }

  #work(work: number): Work {
    return must(this.#problem.works[work], 'a work');
  }

  #earliest(number: number, bound: Bound): Place {
    const work = this.#work(number);
    if (bound.start === nowhere || bound.finish === nowhere) return noPlace;
    if (work.minutes === 0) {
      const time = Math.max(bound.start, bound.finish);
      return { start: time, finish: time, crew: nobody };
    }
    const [crew] = work.crews;
    if (work.pools.length === 0 && work.crews.length === 1 && crew?.count === 1) return this.#bySomebody(crew.people, work, bound);
    return this.#byMany(work, bound);
  }

  /** Whoever is done with it first. */
  #bySomebody(people: readonly number[], work: Work, bound: Bound): Place {
    let best: Stretch | null = null;
    let who = -1;
    for (const person of people) {
      const stretch = this.#room(work, must(this.#people[person], 'a person'), single, bound, this.#timeOf(work, person), best?.finish);
      if (stretch === null) continue;
      best = stretch;
      who = person;
    }
    return placed(best, who + 1);
  }

  /**
   * Several people, or people and other resources: of each crew those who could be done first, all at the first time that suits them; where these
   * never work at once, others who do.
   */
  #byMany(work: Work, bound: Bound): Place {
    const known = new Map<number, Minute | null>();
    const done = (person: number): Minute | null => {
      const before = known.get(person);
      if (before !== undefined) return before;
      const profile = must(this.#people[person], 'a person');
      const finish = this.#room(work, profile, single, bound, this.#timeOf(work, person))?.finish ?? null;
      known.set(person, finish);
      return finish;
    };
    const place = this.#together(work, bound, done);
    if (place !== noPlace || work.crews.length === 0) return place;
    let best = noPlace;
    for (const those of alikeGroups(work.crews, (person) => this.#timeOf(work, person))) {
      const other = this.#together(work, bound, (person) => (those.has(person) ? done(person) : null));
      if (other.finish < best.finish) best = other;
    }
    return best;
  }

  #together(work: Work, bound: Bound, done: (person: number) => Minute | null): Place {
    const people = seatPeople(work.crews, done);
    return people === null ? noPlace : placed(this.#agree(work, people, bound), this.#crews.crewOf(people));
  }

  /** The first stretch in which one of those that a work needs is free, on days that are open to it. */
  #room(work: Work, profile: ResourceProfile, units: Int32Array, bound: Bound, time: WorkingTime | null, before?: Minute): Stretch | null {
    let from = earliestStart(bound, work.minutes, time);
    for (;;) {
      const stretch = profile.earliest(units, work.minutes, from, time, before);
      if (stretch === null) return null;
      const later = closedUntil(work, stretch, time);
      if (later === null) return stretch;
      from = later;
    }
  }

  /** The first stretch in which all that a work needs is free at once. */
  #agree(work: Work, people: readonly number[], bound: Bound): Stretch | null {
    const time = this.#timeOfAll(work, people);
    const needs = this.#needs(work, people);
    let from = earliestStart(bound, work.minutes, time);
    if (needs.length === 0) return this.#unhindered(work, from, time);
    for (;;) {
      let stretch: Stretch | null = null;
      for (const [profile, units] of needs) {
        stretch = this.#room(work, profile, units, { start: from, finish: always }, time);
        if (stretch === null) return null;
        from = stretch.start;
      }
      if (stretch === null || needs.every(([profile, units]) => profile.hasRoom(units, stretch))) return stretch;
    }
  }

  #needs(work: Work, people: readonly number[]): (readonly [ResourceProfile, Int32Array])[] {
    return [
      ...work.pools.map(({ pool, units }) => [must(this.#pools[pool], 'a pool'), units] as const),
      ...people.map((person) => [must(this.#people[person], 'a person'), single] as const),
    ];
  }

  /** Of what needs nobody. */
  #unhindered(work: Work, from: Minute, time: WorkingTime | null): Stretch | null {
    return this.#room(work, free, none, { start: from, finish: always }, time);
  }

  #timeOf(work: Work, person: number): WorkingTime | null {
    return work.passes ? this.#problem.working : must(this.#problem.people[person], 'their time');
  }

  #timeOfAll(work: Work, people: readonly number[]): WorkingTime | null {
    return work.passes || people.length === 0 ? this.#problem.working : this.#problem.together(people);
  }

  /** Where a work with a fixed start is, whoever is at other work then: of those who could do it, first those who are free. */
  #fixedPlace(work: Work): Place {
    const start = must(work.fixed, 'a fixed start');
    if (work.minutes === 0) return { start, finish: start, crew: nobody };
    const people = seatPeople(work.crews, (person) => {
      const finish = finishFrom(start, work.minutes, this.#timeOf(work, person));
      if (finish === null) return null;
      const isFree = must(this.#people[person], 'a person').hasRoom(single, { start, finish });
      return isFree ? finish : Math.min(nowhere - 1, finish + farther);
    });
    const finish = people === null ? null : finishFrom(start, work.minutes, this.#timeOfAll(work, people));
    return people === null || finish === null ? noPlace : placed({ start, finish }, this.#crews.crewOf(people));
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
    const time = this.#timeOfAll(work, people);
    const needs = this.#needs(work, people);
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

function placed(stretch: Stretch | null, crew: number): Place {
  return stretch === null || stretch.finish >= nowhere ? noPlace : { start: stretch.start, finish: stretch.finish, crew };
}

/** When everything that can be done is done; the beginning where there is nothing. */
export function endOf({ finish }: Placement, beginning: Minute): Minute {
  return finish.reduce((latest, end) => (end === nowhere ? latest : Math.max(latest, end)), beginning);
}
