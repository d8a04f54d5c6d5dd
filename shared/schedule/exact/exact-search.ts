// Finds the shortest schedule of a project, or shows that there is none below a length: the exact half of the scheduler.
import type { Random } from '#shared/base/random.ts';
import { analyseConflict } from './analyse-conflict.ts';
import { BoundTrail, noReason } from './bound-trail.ts';
import { NogoodStore } from './nogood-store.ts';
import { heads, type Project, tails } from './project.ts';
import { Timetable } from './timetable.ts';

/** Conflicts before the first restart. */
const restartAfter = 100;
/** What a part in a conflict counts for grows with each, so that later ones count for more. */
const growth = 1 / 0.95;
const tooLarge = 1e100;
/** Upper bounds, with the sign turned, before any length is asked for. */
const noBound = -(2 ** 30);

/**
 * Looks for a schedule of at most some length, which may be lowered from answer to answer: what was learned stays true.
 *
 * Method: lazy clause generation over start times with time-table propagation (Schutt, Feydy, Stuckey and Wallace 2011, "Solving RCPSP/max
 * by lazy clause generation"), restarts by Luby, Sinclair and Zuckerman 1993, decisions by turns on what conflicts are about (Moskewicz
 * et al. 2001) and on what can start first.
 */
export class ExactSearch {
  readonly #project: Project;
  readonly #trail: BoundTrail;
  readonly #timetable: Timetable;
  readonly #nogoods: NogoodStore;
  readonly #random: Random;
  readonly #tail: Int32Array;
  /** By side, its part in conflicts. */
  readonly #activity: Float64Array;
  #weight = 1;
  /** Next entry of the trail whose consequences are to be drawn. */
  #next = 0;
  #restarts = 0;
  #sinceRestart = 0;
  #answer: Int32Array | 'none' | null = null;

  constructor(project: Project, length: number, random: Random) {
    this.#project = project;
    this.#random = random;
    const count = project.duration.length;
    this.#trail = new BoundTrail(count);
    this.#activity = new Float64Array(2 * count);
    this.#tail = tails(project);
    for (const [activity, head] of heads(project).entries()) {
      this.#trail.bound[2 * activity] = head;
      this.#trail.bound[2 * activity + 1] = noBound;
    }
    this.#trail.settle();
    this.#timetable = new Timetable(project, this.#trail);
    this.#nogoods = new NogoodStore(this.#trail);
    this.lower(length);
  }

  /** Asks for a schedule of at most `length`, which is less than was asked for so far. */
  lower(length: number): void {
    this.#answer = null;
    this.#backtrack(0);
    const isPossible = this.#tail.every((tail, activity) => this.#trail.raise(2 * activity + 1, tail - length, noReason));
    if (!isPossible || !this.#settle()) this.#answer = 'none';
  }

  /** Start times by activity, `'none'` when it is proven that there are none; `null` while neither is known. */
  get answer(): Int32Array | 'none' | null {
    return this.#answer;
  }

  /** Searches until the answer is known or so much more has been done: activities and times looked at. */
  run(effort: number): void {
    const until = this.#timetable.effort + effort;
    while (this.#answer === null && this.#timetable.effort < until) {
      // A step that looks at nothing counts, too: it may not go on for ever.
      this.#timetable.effort += 1;
      this.#step();
    }
  }

  #step(): void {
    if (!this.#propagate()) {
      if (!this.#learn()) this.#answer = 'none';
    } else if (this.#sinceRestart >= restartAfter * luby(this.#restarts + 1)) {
      this.#restarts += 1;
      this.#sinceRestart = 0;
      this.#backtrack(0);
    } else {
      const activity = this.#restarts % 2 === 0 ? this.#firstToStart() : this.#mostBlamed();
      const { bound } = this.#trail;
      if (activity === null) this.#answer = Int32Array.from(this.#project.duration, (_, each) => bound[2 * each] ?? 0);
      else this.#trail.decide(2 * activity + 1, -(bound[2 * activity] ?? 0));
    }
  }

  /** Takes the decisions back that led to a conflict, and concludes what it teaches; `false` when it rests on none. */
  #learn(): boolean {
    this.#sinceRestart += 1;
    const lesson = analyseConflict(this.#trail, (side) => this.#blame(side));
    if (lesson === null) return false;
    this.#weight *= growth;
    this.#backtrack(lesson.level);
    return this.#nogoods.learn(lesson.literals) && (lesson.level > 0 || this.#settle());
  }

  #blame(side: number): void {
    const blame = (this.#activity[side] ?? 0) + this.#weight;
    this.#activity[side] = blame;
    if (blame < tooLarge) return;
    for (const [each, value] of this.#activity.entries()) this.#activity[each] = value / tooLarge;
    this.#weight /= tooLarge;
  }

  #backtrack(level: number): void {
    this.#trail.backtrack(level);
    this.#timetable.settle();
    this.#next = Math.min(this.#next, this.#trail.length);
  }

  /** Draws all consequences of what holds without any decision. */
  #settle(): boolean {
    if (!this.#propagate()) return false;
    this.#trail.settle();
    this.#next = 0;
    return true;
  }

  #propagate(): boolean {
    const trail = this.#trail;
    do {
      while (this.#next < trail.length) {
        const side = trail.side[this.#next++] ?? 0;
        this.#timetable.touch(side >> 1);
        if (!this.#propagateArcs(side) || !this.#nogoods.propagate(side)) return false;
      }
      if (!this.#timetable.propagate()) return false;
    } while (this.#next < trail.length);
    return true;
  }

  /** A later start pushes what follows; an earlier end pulls what comes before. */
  #propagateArcs(side: number): boolean {
    const { next, previous, lag } = this.#project;
    const trail = this.#trail;
    const arcs = side % 2 === 0 ? next : previous;
    const activity = side >> 1;
    const value = trail.bound[side] ?? 0;
    for (let at = arcs.start[activity] ?? 0; at < (arcs.start[activity + 1] ?? 0); at += 1) {
      const other = 2 * (arcs.node[at] ?? 0) + (side % 2);
      const least = value + (lag[arcs.edge[at] ?? 0] ?? 0);
      if (least > (trail.bound[other] ?? 0) && !trail.raise(other, least, trail.reasonOf(side, value))) return false;
    }
    return true;
  }

  #isOpen(activity: number): boolean {
    const { bound } = this.#trail;
    return (bound[2 * activity] ?? 0) < -(bound[2 * activity + 1] ?? 0);
  }

  #mostBlamed(): number | null {
    let best: number | null = null;
    let most = -1;
    for (let activity = 0; activity < this.#project.duration.length; activity += 1) {
      const blame = Math.max(this.#activity[2 * activity] ?? 0, this.#activity[2 * activity + 1] ?? 0);
      if (blame <= most || !this.#isOpen(activity)) continue;
      best = activity;
      most = blame;
    }
    return best;
  }

  /** What can start first, of these what has to, of these any. */
  #firstToStart(): number | null {
    const { bound } = this.#trail;
    let best: number | null = null;
    let same = 0;
    for (let activity = 0; activity < this.#project.duration.length; activity += 1) {
      if (!this.#isOpen(activity)) continue;
      const difference =
        best === null
          ? -1
          : (bound[2 * activity] ?? 0) - (bound[2 * best] ?? 0) || (bound[2 * best + 1] ?? 0) - (bound[2 * activity + 1] ?? 0);
      if (difference > 0) continue;
      same = difference < 0 ? 1 : same + 1;
      if (difference < 0 || this.#random() * same < 1) best = activity;
    }
    return best;
  }
}

/** The sequence 1, 1, 2, 1, 1, 2, 4, … from number 1 on. */
function luby(number: number): number {
  let size = 1;
  let left = number;
  while (size < left + 1) size *= 2;
  while (size - 1 !== left) {
    size /= 2;
    if (left >= size) left -= size - 1;
  }
  return size / 2;
}

/** What an exact search found so far. */
export interface ExactResult {
  /** No schedule is shorter than this. */
  readonly lowerBound: number;
  /** Start times of the shortest schedule known, by activity. */
  readonly start: Int32Array;
  readonly length: number;
}

/**
 * Shortens a schedule until it is proven to be the shortest one. Yields what is known after each slice of the search; whoever asks no more
 * ends it. The last result that it yields has `length` equal to `lowerBound`.
 */
export function* shorten(project: Project, known: ExactResult, random: Random, slice = 100_000): Generator<ExactResult, ExactResult> {
  let result = known;
  if (result.lowerBound >= result.length) return result;
  const search = new ExactSearch(project, result.length - 1, random);
  while (result.lowerBound < result.length) {
    search.run(slice);
    const { answer } = search;
    if (answer === 'none') result = { ...result, lowerBound: result.length };
    else if (answer !== null) {
      result = { ...result, start: answer, length: lengthOf(project, answer) };
      search.lower(result.length - 1);
    }
    yield result;
  }
  return result;
}

/** When everything has ended. */
export function lengthOf({ duration }: Project, start: Int32Array): number {
  return duration.reduce((latest, length, activity) => Math.max(latest, (start[activity] ?? 0) + length), 0);
}
