// Where a work could go beside others: whoever of those who could do it is done first. Serves whoever places works; what is taken is theirs to
// know.
import { must } from '#shared/base/must.ts';
import { type CrewBook, nobody } from './crew-book.ts';
import { ResourceProfile, type Stretch } from './resource-profile.ts';
import { nowhere, type ScheduleProblem, type Work } from './schedule-problem.ts';
import { alikeGroups, seatPeople } from './seat-people.ts';
import { always, type Bound, closedUntil, earliestStart, finishFrom } from './work-bound.ts';
import type { Minute, WorkingTime } from './working-time.ts';

/** One person. */
export const single = Int32Array.of(1);
/** What needs nothing. */
export const none = new Int32Array(0);
/** What is always free. */
export const free = new ResourceProfile(none);
/** Behind everybody who is free: about a century. */
const farther = 2 ** 26;

/** A stretch, and the number of the crew that works in it. */
export interface Place extends Stretch {
  readonly crew: number;
}

/** Of what cannot be done. */
const noPlace: Place = { start: nowhere, finish: nowhere, crew: nobody };

/** Knows what is free of somebody, or of resources; see {@link ResourceProfile}. */
export type Room = Pick<ResourceProfile, 'earliest' | 'hasRoom'>;

/** All that works could take, by number. */
interface Rooms<Shape> {
  readonly people: readonly Shape[];
  readonly pools: readonly Shape[];
  readonly crews: CrewBook;
}

/** Finds places. */
export class PlaceFinder<Shape extends Room> {
  readonly #problem: ScheduleProblem;
  readonly #people: readonly Shape[];
  readonly #pools: readonly Shape[];
  readonly #crews: CrewBook;
  /** Whether something takes people up at night, too. */
  readonly #hasPassing: boolean;

  constructor(problem: ScheduleProblem, { people, pools, crews }: Rooms<Shape>) {
    this.#problem = problem;
    this.#people = people;
    this.#pools = pools;
    this.#crews = crews;
    this.#hasPassing = problem.works.some(({ passes }) => passes);
  }

  /** The first place of a work, by its earliest start and finish. */
  earliest(number: number, bound: Bound): Place {
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
      const stretch = this.#room(work, must(this.#people[person], 'a person'), single, bound, this.#ownTime(work, person), best?.finish);
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
      const finish = this.#room(work, profile, single, bound, this.#ownTime(work, person))?.finish ?? null;
      known.set(person, finish);
      return finish;
    };
    const place = this.#together(work, bound, done);
    if (place !== noPlace || work.crews.length === 0) return place;
    let best = noPlace;
    for (const those of alikeGroups(work.crews, (person) => this.#ownTime(work, person))) {
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
  #room(work: Work, profile: Room, units: Int32Array, bound: Bound, time: WorkingTime | null, before?: Minute): Stretch | null {
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
    const time = this.timeOf(work, people);
    const needs = this.needs(work, people);
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

  /** All that has to be free for a work of these people, and how much of it. */
  needs(work: Work, people: readonly number[]): (readonly [Shape, Int32Array])[] {
    return [
      ...work.pools.map(({ pool, units }) => [must(this.#pools[pool], 'a pool'), units] as const),
      ...people.map((person) => [must(this.#people[person], 'a person'), single] as const),
    ];
  }

  /** Of what needs nobody. */
  #unhindered(work: Work, from: Minute, time: WorkingTime | null): Stretch | null {
    return this.#room(work, free, none, { start: from, finish: always }, time);
  }

  #ownTime(work: Work, person: number): WorkingTime | null {
    return work.passes ? this.#problem.working : must(this.#problem.people[person], 'their time');
  }

  /** When a work of these people goes on. */
  timeOf(work: Work, people: readonly number[]): WorkingTime | null {
    return work.passes || people.length === 0 ? this.#problem.working : this.#problem.together(people);
  }

  /** Where a work with a fixed start is, whoever is at other work then: of those who could do it, first those who are free. */
  fixed(number: number): Place {
    const work = this.#work(number);
    const start = must(work.fixed, 'a fixed start');
    if (work.minutes === 0) return { start, finish: start, crew: nobody };
    const people = seatPeople(work.crews, (person) => {
      const finish = finishFrom(start, work.minutes, this.#ownTime(work, person));
      if (finish === null) return null;
      const isFree = must(this.#people[person], 'a person').hasRoom(single, { start, finish });
      return isFree ? finish : Math.min(nowhere - 1, finish + farther);
    });
    const finish = people === null ? null : finishFrom(start, work.minutes, this.timeOf(work, people));
    return people === null || finish === null ? noPlace : placed({ start, finish }, this.#crews.crewOf(people));
  }

  /** What somebody can do nothing else in: with the free time after it, so that what follows is one stretch with it. */
  taken(person: number, place: Place): Stretch {
    if (this.#hasPassing) return place;
    const time = must(this.#problem.people[person], 'their time');
    return { start: place.start, finish: Math.max(place.finish, time.startAt(time.positionFrom(place.finish))) };
  }

  #work(work: number): Work {
    return must(this.#problem.works[work], 'a work');
  }
}

/** Somebody's place in a stretch; {@link noPlace} without one, or beyond all time. */
export function placed(stretch: Stretch | null, crew: number): Place {
  return stretch === null || stretch.finish >= nowhere ? noPlace : { start: stretch.start, finish: stretch.finish, crew };
}
