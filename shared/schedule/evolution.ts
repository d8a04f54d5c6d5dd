// Improves a schedule by breeding lists: what stands close together in good schedules stays together. Gives its best so far at any time.
import type { Random } from '#shared/base/random.ts';
import { must } from '#shared/base/must.ts';
import { endOf, GenerationScheme } from './generation-scheme.ts';
import { emptyPlacement, nowhere, type Placement, type ScheduleProblem } from './schedule-problem.ts';

/** What a schedule is worth: less is better, earlier numbers count for more. */
export type Score = readonly number[];

/** Below 0 when the first score is the better one, 0 when both are worth the same. */
export function compareScores(one: Score, other: Score): number {
  for (const [at, value] of one.entries()) {
    const difference = value - (other[at] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}

/** A schedule, the list that it was made of, and what it is worth. */
export interface Candidate {
  readonly list: Int32Array;
  readonly placement: Placement;
  readonly score: Score;
}

/** A candidate whose room is used again when it has died: making room takes longer than making a small schedule. */
interface Individual extends Candidate {
  score: Score;
}

/** Parts of the length of a schedule that a child takes from one parent as they are. */
const window = { least: 0.2, more: 0.4, tries: 3 } as const;
/** How often neighbours in a list change places. */
const mutationRate = 0.05;
/** Generations without anything better before all but the best two are replaced. */
const patience = 25;

/** What an evolution works with. */
export interface EvolutionParts {
  readonly problem: ScheduleProblem;
  readonly random: Random;
  /** What a placement is worth. */
  score(placement: Placement): Score;
  /** By work, smaller for what should come earlier where nothing else decides; also the order of the first list. */
  readonly urgency: ArrayLike<number>;
  /** How many lists are bred at a time; at least 4. */
  readonly population: number;
}

/**
 * A genetic algorithm over lists of works (Hartmann 1998) whose schedules are justified to the right and to the left again (Valls,
 * Ballestín and Quintanilla 2005, "Justification and RCPSP"), with children that keep the busiest stretch of a parent as it is (Valls,
 * Ballestín and Quintanilla 2008, "A hybrid genetic algorithm for the RCPSP").
 */
export class Evolution {
  readonly #parts: EvolutionParts;
  readonly #scheme: GenerationScheme;
  readonly #sorted: Float64Array;
  /** Where lists are made, one at a time. */
  readonly #list: Int32Array;
  /** By work, whether it is in the list that is being made, or in which part. */
  readonly #mark: Uint8Array;
  #population: Individual[] = [];
  #children: Individual[] = [];
  readonly #dead: Individual[] = [];
  readonly #rough: Placement;
  readonly #late: Placement;
  #best: Candidate | null = null;
  #stale = 0;

  constructor(parts: EvolutionParts) {
    this.#parts = parts;
    this.#scheme = new GenerationScheme(parts.problem);
    this.#sorted = new Float64Array(parts.problem.works.length);
    this.#list = new Int32Array(parts.problem.works.length);
    this.#mark = new Uint8Array(parts.problem.works.length);
    this.#rough = emptyPlacement(parts.problem.works.length);
    this.#late = emptyPlacement(parts.problem.works.length);
  }

  /** The best schedule so far; the first one is made when it is asked for. */
  get best(): Candidate {
    if (this.#best === null) this.#population.push(this.#keep(this.#raise(this.#listBy(this.#parts.urgency))));
    return must(this.#best, 'a first schedule');
  }

  /** How many schedules were made. */
  get schedules(): number {
    return this.#scheme.schedules;
  }

  /** Makes a few schedules more; answers whether one of them is better than all before. */
  step(): boolean {
    const before = this.best;
    if (this.#population.length < this.#parts.population) this.#population.push(this.#keep(this.#raise(this.#randomList())));
    else {
      const mother = this.#pick();
      this.#children.push(this.#keep(this.#raise(this.#mutate(this.#cross(mother, this.#pick(mother))))));
      if (this.#children.length === this.#parts.population) this.#select(before);
    }
    return this.#best !== before;
  }

  #keep(candidate: Individual): Individual {
    if (this.#best === null || compareScores(candidate.score, this.#best.score) < 0) {
      const { list, placement, score } = candidate;
      const { start, finish, crew } = placement;
      this.#best = { list: list.slice(), placement: { start: start.slice(), finish: finish.slice(), crew: crew.slice() }, score };
      this.#stale = 0;
    }
    return candidate;
  }

  /** The fittest go on, each but once. */
  #select(before: Candidate): void {
    const seen = new Set<number>();
    const all = [...this.#population, ...this.#children].sort((one, other) => compareScores(one.score, other.score));
    this.#children = [];
    this.#population = [];
    for (const individual of all) {
      const name = fingerprint(individual.placement.start);
      const lives = this.#population.length < this.#parts.population && !seen.has(name);
      (lives ? this.#population : this.#dead).push(individual);
      seen.add(name);
    }
    this.#stale = this.#best === before ? this.#stale + 1 : 0;
    if (this.#stale <= patience * this.#parts.population) return;
    this.#stale = 0;
    this.#dead.push(...this.#population.splice(2));
  }

  #pick(other: Individual | null = null): Individual {
    const any = (): Individual => must(this.#population[Math.floor(this.#parts.random() * this.#population.length)], 'a candidate');
    let best = any();
    for (let tries = 0; tries < 3; tries += 1) {
      const next = any();
      if (best === other || (next !== other && compareScores(next.score, best.score) < 0)) best = next;
    }
    return best;
  }

  /** Makes the schedule of a list, pushes it to the right, and pulls it to the left again. */
  #raise(list: Int32Array): Individual {
    const count = list.length;
    const raised = this.#dead.pop() ?? { list: new Int32Array(count), placement: emptyPlacement(count), score: [] };
    const scheme = this.#scheme;
    const rough = this.#rough;
    const late = this.#late;
    const { placement } = raised;
    scheme.forward(list, rough);
    raised.score = this.#parts.score(rough);
    const canMove = !rough.finish.includes(nowhere);
    if (canMove && scheme.backward(this.#listBy(rough.finish, -1), endOf(rough, 0), rough, late)) {
      scheme.forward(this.#listBy(late.start), placement);
      const score = this.#parts.score(placement);
      if (compareScores(score, raised.score) <= 0) {
        raised.score = score;
        raised.list.set(this.#listBy(placement.start));
        return raised;
      }
    }
    placement.start.set(rough.start);
    placement.finish.set(rough.finish);
    placement.crew.set(rough.crew);
    raised.list.set(this.#listBy(rough.start));
    return raised;
  }

  /** Works by a number each, in an order that all links allow when the numbers do; `sign` -1 from the end. */
  #listBy(key: ArrayLike<number>, sign = 1): Int32Array {
    const { order } = this.#parts.problem;
    const count = order.length;
    const sorted = this.#sorted;
    // One number for both: typed arrays of plain numbers sort several times as fast as by a comparison.
    for (let turn = 0; turn < count; turn += 1) sorted[turn] = sign * ((key[order[turn] ?? 0] ?? 0) * count + turn);
    sorted.sort();
    const list = this.#list;
    for (let at = 0; at < count; at += 1) {
      const value = sign * (sorted[at] ?? 0);
      list[at] = order[value - Math.floor(value / count) * count] ?? 0;
    }
    return list;
  }

  /** A list of works each of which comes after what it waits for, mostly the urgent ones first. */
  #randomList(): Int32Array {
    const { problem, urgency, random } = this.#parts;
    const list = this.#list;
    const waitsFor = Int32Array.from(list, (_, work) => (problem.previous.start[work + 1] ?? 0) - (problem.previous.start[work] ?? 0));
    const ready = [...waitsFor.keys()].filter((work) => waitsFor[work] === 0);
    for (let at = 0; at < list.length; at += 1) {
      const last = ready.reduce((latest, work) => Math.max(latest, urgency[work] ?? 0), Number.NEGATIVE_INFINITY);
      let left = random() * ready.reduce((sum, work) => sum + last - (urgency[work] ?? 0) + 1, 0);
      const chosen = Math.max(
        0,
        ready.findIndex((work) => (left -= last - (urgency[work] ?? 0) + 1) < 0),
      );
      const work = must(ready[chosen], 'something that is ready');
      ready.splice(chosen, 1);
      list[at] = work;
      for (let link = problem.next.start[work] ?? 0; link < (problem.next.start[work + 1] ?? 0); link += 1) {
        const next = problem.next.node[link] ?? 0;
        if ((waitsFor[next] = (waitsFor[next] ?? 0) - 1) === 0) ready.push(next);
      }
    }
    return list;
  }

  #cross(mother: Candidate, father: Candidate): Int32Array {
    return this.#parts.random() < 0.5 ? this.#keepWindow(mother, father) : this.#keepMiddle(mother, father);
  }

  /** What the mother does in a busy stretch stays together; what she does before and after it follows the father's order. */
  #keepWindow({ placement, list }: Candidate, father: Candidate): Int32Array {
    const { random } = this.#parts;
    const start = placement.start.reduce((earliest, time) => Math.min(earliest, time), nowhere);
    const length = endOf(placement, start) - start;
    let busiest = -1;
    let [from, until] = [start, start];
    for (let tries = 0; tries < window.tries; tries += 1) {
      const size = length * (window.least + window.more * random());
      const begin = start + random() * (length - size);
      const work = placement.start.reduce(
        (sum, time, number) =>
          sum + Math.max(0, Math.min(begin + size, placement.finish[number] ?? 0) - Math.max(begin, time)) * this.#weight(number),
        0,
      );
      if (work / size <= busiest) continue;
      busiest = work / size;
      [from, until] = [begin, begin + size];
    }
    const mark = this.#mark;
    for (const [number, time] of placement.start.entries()) mark[number] = time < from ? 0 : time < until ? 1 : 2;
    const child = this.#list;
    let at = 0;
    for (const part of [0, 1, 2]) {
      for (const work of part === 1 ? list : father.list) if (mark[work] === part) child[at++] = work;
    }
    return child;
  }

  /** How much of all resources a work takes while it goes on. */
  #weight(number: number): number {
    const { works, pools } = this.#parts.problem;
    const { pools: demands, crews } = must(works[number], 'a work');
    const people = crews.reduce((sum, { count }) => sum + count, 0);
    return demands.reduce(
      (sum, { pool, units }) => sum + units.reduce((part, unit, at) => part + unit / Math.max(1, pools[pool]?.[at] ?? 1), 0),
      people,
    );
  }

  /** The mother's list with the father's order in the middle (two-point crossover, Hartmann 1998). */
  #keepMiddle(mother: Candidate, father: Candidate): Int32Array {
    const { random } = this.#parts;
    const count = mother.list.length;
    const [one, other] = [Math.floor(random() * count), Math.floor(random() * count)];
    const [from, until] = [Math.min(one, other), Math.max(one, other)];
    const child = this.#list;
    const mark = this.#mark.fill(0);
    let at = 0;
    const add = (work: number): void => {
      if (mark[work] !== 0) return;
      mark[work] = 1;
      child[at++] = work;
    };
    while (at < from) add(mother.list[at] ?? 0);
    for (let next = 0; at < until; next += 1) add(father.list[next] ?? 0);
    for (const work of mother.list) add(work);
    return child;
  }

  #mutate(list: Int32Array): Int32Array {
    for (let at = 0; at + 1 < list.length; at += 1) {
      if (this.#parts.random() >= mutationRate) continue;
      const [one = 0, other = 0] = [list[at], list[at + 1]];
      if (this.#leads(one, other)) continue;
      list[at] = other;
      list[at + 1] = one;
    }
    return list;
  }

  #leads(from: number, to: number): boolean {
    const { next } = this.#parts.problem;
    for (let at = next.start[from] ?? 0; at < (next.start[from + 1] ?? 0); at += 1) if (next.node[at] === to) return true;
    return false;
  }
}

/** The same number for the same times, and hardly ever for others. */
function fingerprint(times: Int32Array): number {
  let one = 0x811c9dc5;
  let other = 0;
  for (const time of times) {
    one = Math.imul(one ^ time, 0x01000193);
    other = (Math.imul(other, 31) + time) & 0x1fffff;
  }
  return (one >>> 0) * 0x200000 + other;
}
