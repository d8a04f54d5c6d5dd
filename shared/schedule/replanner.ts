// Plans again after an edit, in the time of what moves. Serves previews and drags. Must give what planning from scratch with the same list
// would give.
import { must } from '#shared/base/must.ts';
import type { CrewBook } from './crew-book.ts';
import { type Place, PlaceFinder } from './place-finder.ts';
import type { Stretch } from './resource-profile.ts';
import { nowhere, type Placement, type ScheduleProblem, type Work } from './schedule-problem.ts';
import { TurnRoom, type Turns } from './turn-room.ts';
import { earliestBound } from './work-bound.ts';
import type { Minute } from './working-time.ts';

/** A schedule, as the generation scheme made it. */
interface Replanned {
  readonly problem: ScheduleProblem;
  readonly list: Int32Array;
  readonly placement: Placement;
  readonly crews: CrewBook;
}

/** From the first to the last minute in which something differs of somebody. */
interface Difference {
  from: Minute;
  until: Minute;
}

/** Keeps a schedule, and changes works of it. */
export class Replanner {
  readonly #works: Work[];
  readonly #problem: ScheduleProblem;
  readonly #list: Int32Array;
  readonly #crews: CrewBook;
  readonly #turns: Turns;
  readonly #rooms: readonly TurnRoom[];
  readonly #finder: PlaceFinder<TurnRoom>;
  /** Where everything is now. */
  readonly placement: Placement;

  private constructor({ problem, list, placement: { start, finish, crew }, crews }: Replanned) {
    this.#works = [...problem.works];
    this.#problem = { ...problem, works: this.#works };
    this.#list = list;
    this.#crews = crews;
    this.placement = { start: start.slice(), finish: finish.slice(), crew: crew.slice() };
    this.#turns = { of: new Int32Array(list.length), now: 0 };
    for (const [turn, work] of list.entries()) this.#turns.of[work] = turn;
    this.#rooms = problem.people.map(() => new TurnRoom(this.#turns));
    this.#finder = new PlaceFinder(this.#problem, { people: this.#rooms, pools: [], crews });
    // By start, so that each goes to the end.
    for (const work of list.toSorted((one, other) => (start[one] ?? 0) - (start[other] ?? 0)))
      this.#each(work, (room, stretch) => room.add(work, stretch));
  }

  /** A schedule to be changed; `null` for one with pools, fixed starts, or time that passes, which is planned from scratch. */
  static of(schedule: Replanned): Replanner | null {
    const { works, pools } = schedule.problem;
    return pools.length > 0 || works.some(({ fixed, passes }) => fixed !== null || passes) ? null : new Replanner(schedule);
  }

  /**
   * Changes works, whose links and place in the list stay, and gives the numbers of all that are elsewhere now, in the order of the list. `null`, and
   * nothing is changed, where that takes planning from scratch.
   *
   * Method: the list is gone through again; a work is looked at when it was changed, when something moved that it waits for, or when something
   * differs of somebody who could do it between its earliest start and its finish.
   */
  change(changes: ReadonlyMap<number, Work>): readonly number[] | null {
    for (const { fixed, passes, pools } of changes.values()) if (fixed !== null || passes || pools.length > 0) return null;
    for (const [number, work] of changes) this.#works[number] = work;
    const differences: (Difference | undefined)[] = Array.from({ length: this.#rooms.length });
    const first = [...changes.keys()].reduce((turn, work) => Math.min(turn, this.#turns.of[work] ?? 0), this.#list.length);
    const pushed = new Set<number>();
    const moved: number[] = [];
    for (let turn = first; turn < this.#list.length; turn += 1) {
      const work = this.#list[turn] ?? 0;
      if (!changes.has(work) && !pushed.has(work) && !this.#differs(work, differences)) continue;
      this.#turns.now = turn;
      const place = this.#finder.earliest(work, earliestBound(this.#problem, this.placement, work));
      if (!this.#move(work, place, differences)) continue;
      moved.push(work);
      const { next } = this.#problem;
      for (let link = next.start[work] ?? 0; link < (next.start[work + 1] ?? 0); link += 1) pushed.add(next.node[link] ?? 0);
    }
    return moved;
  }

  #move(work: number, { start, finish, crew }: Place, differences: (Difference | undefined)[]): boolean {
    const { placement } = this;
    if (placement.start[work] === start && placement.finish[work] === finish && placement.crew[work] === crew) return false;
    const note = (person: number, stretch: Stretch): void => {
      const before = differences[person];
      if (before === undefined) differences[person] = { from: stretch.start, until: stretch.finish };
      else {
        before.from = Math.min(before.from, stretch.start);
        before.until = Math.max(before.until, stretch.finish);
      }
    };
    this.#each(work, (room, stretch, person) => {
      room.remove(work, stretch.start);
      note(person, stretch);
    });
    placement.start[work] = start;
    placement.finish[work] = finish;
    placement.crew[work] = crew;
    this.#each(work, (room, stretch, person) => {
      room.add(work, stretch);
      note(person, stretch);
    });
    return true;
  }

  /** Everybody who does a work, with what it takes of them. */
  #each(work: number, visit: (room: TurnRoom, stretch: Stretch, person: number) => void): void {
    const { start, finish, crew } = this.placement;
    const place = { start: start[work] ?? 0, finish: finish[work] ?? 0, crew: crew[work] ?? 0 };
    if (place.start === nowhere || !(place.finish > place.start)) return;
    for (const person of this.#crews.people(place.crew))
      visit(must(this.#rooms[person], 'a person'), this.#finder.taken(person, place), person);
  }

  /** Whether something is different of somebody who could do a work, before it is done. */
  #differs(work: number, differences: readonly (Difference | undefined)[]): boolean {
    const { minutes, crews } = must(this.#works[work], 'a work');
    if (minutes === 0) return false;
    const finish = this.placement.finish[work] ?? 0;
    const { start } = earliestBound(this.#problem, this.placement, work);
    for (const { people } of crews) {
      for (const person of people) {
        const difference = differences[person];
        if (difference !== undefined && difference.from < finish && difference.until > start) return true;
      }
    }
    return false;
  }
}
