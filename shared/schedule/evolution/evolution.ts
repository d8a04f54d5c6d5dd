// Improves a schedule by breeding lists: what stands close together in good schedules stays together. Gives its best so far at any time.
import type { Random } from '#shared/base/random.ts';
import { must } from '#shared/base/must.ts';
import { endOf } from '../generation-scheme.ts';
import { emptyPlacement, nowhere, type Placement } from '../schedule-problem.ts';
import { Crossover } from './crossover.ts';
import { type ListLinks, ListOrder } from './list-order.ts';
import { compareScores, type Score } from './score.ts';

/** A schedule and what it is worth. */
export interface Candidate {
  /** By its starts, which is what children are made of. */
  readonly list: Int32Array;
  /** What the scheme made it of; of people with calendars the other list may give something else. */
  readonly madeOf: Int32Array;
  readonly placement: Placement;
  readonly score: Score;
}

/** Generations without anything better before all but the best two are replaced. */
const patience = 25;

/** What makes schedules out of lists. */
export interface ListScheme {
  /** How many were made. */
  readonly schedules: number;
  forward(list: Int32Array, to: Placement): void;
  /** As late as possible before `until`, as after `before`; answers whether there was room for all. */
  backward(list: Int32Array, until: number, before: Placement, to: Placement): boolean;
}

/** What an evolution works with. */
export interface EvolutionParts {
  readonly scheme: ListScheme;
  readonly links: ListLinks;
  readonly random: Random;
  /** How many numbers a score has. */
  readonly goals: number;
  /** Writes what a placement is worth. */
  score(placement: Placement, to: Score): void;
  /** By work, smaller for what should come earlier where nothing else decides. */
  readonly urgency: ArrayLike<number>;
  /** By work, how much of all resources it takes while it goes on. */
  readonly weight: Float64Array;
  /** The list to begin with, in which each work comes after what it waits for. */
  readonly first: Int32Array;
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
  readonly #order: ListOrder;
  readonly #crossover: Crossover;
  #population: Candidate[] = [];
  #children: Candidate[] = [];
  /** Candidates whose room is used again: making room takes longer than making a small schedule. */
  readonly #dead: Candidate[] = [];
  readonly #late: Placement;
  readonly #again: Placement;
  readonly #againScore: Score;
  #best: Candidate | null = null;
  #stale = 0;

  constructor(parts: EvolutionParts) {
    this.#parts = parts;
    this.#order = new ListOrder(parts.links);
    this.#crossover = new Crossover(parts.random, parts.weight, parts.links.next);
    this.#late = emptyPlacement(parts.first.length);
    this.#again = emptyPlacement(parts.first.length);
    this.#againScore = new Float64Array(parts.goals);
  }

  /** The best schedule so far; the first one is made when it is asked for. */
  get best(): Candidate {
    if (this.#best === null) this.#population.push(this.#keep(this.#raise(this.#parts.first)));
    return must(this.#best, 'a first schedule');
  }

  /** Makes a few schedules more; answers whether one of them is better than all before. */
  step(): boolean {
    const before = this.best;
    if (this.#population.length < this.#parts.population) this.#population.push(this.#keep(this.#raise(this.#randomList())));
    else {
      const mother = this.#pick();
      this.#children.push(this.#keep(this.#raise(this.#child(mother, this.#pick(mother)))));
      if (this.#children.length === this.#parts.population) this.#select(before);
    }
    return this.#best !== before;
  }

  /** Takes in a list from elsewhere, as if it had been bred here. */
  add(list: Int32Array): void {
    const candidate = this.#keep(this.#raise(list));
    const worst = this.#population.length < this.#parts.population ? undefined : this.#population.pop();
    if (worst !== undefined) this.#dead.push(worst);
    this.#population.push(candidate);
  }

  #child(mother: Candidate, father: Candidate): Int32Array {
    const child = this.#crossover.cross(mother, father);
    return this.#parts.links.overlaps ? this.#order.mend(child, this.#parts.links.previous) : child;
  }

  #keep(candidate: Candidate): Candidate {
    if (this.#best === null || compareScores(candidate.score, this.#best.score) < 0) {
      const { list, madeOf, placement, score } = candidate;
      const { start, finish, crew } = placement;
      this.#best = {
        list: list.slice(),
        madeOf: madeOf.slice(),
        placement: { start: start.slice(), finish: finish.slice(), crew: crew.slice() },
        score: score.slice(),
      };
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
    if (this.#stale <= patience) return;
    this.#stale = 0;
    this.#dead.push(...this.#population.splice(2));
  }

  #pick(other: Candidate | null = null): Candidate {
    let best = this.#any();
    for (let tries = 0; tries < 3; tries += 1) {
      const next = this.#any();
      if (best === other || (next !== other && compareScores(next.score, best.score) < 0)) best = next;
    }
    return best;
  }

  #any(): Candidate {
    return must(this.#population[Math.floor(this.#parts.random() * this.#population.length)], 'a candidate');
  }

  /** Makes the schedule of a list, pushes it to the right, and pulls it to the left again; the better of both. */
  #raise(list: Int32Array): Candidate {
    const { scheme, score: judge, goals } = this.#parts;
    const count = list.length;
    const raised = this.#dead.pop() ?? {
      list: new Int32Array(count),
      madeOf: new Int32Array(count),
      placement: emptyPlacement(count),
      score: new Float64Array(goals),
    };
    const { placement, score } = raised;
    raised.madeOf.set(list);
    scheme.forward(list, placement);
    judge(placement, score);
    if (this.#pushes(placement)) {
      const again = this.#order.upwards(this.#late.start);
      scheme.forward(again, this.#again);
      judge(this.#again, this.#againScore);
      if (compareScores(this.#againScore, score) <= 0) {
        raised.madeOf.set(again);
        score.set(this.#againScore);
        copyPlacement(this.#again, placement);
      }
    }
    raised.list.set(this.#order.upwards(placement.start));
    return raised;
  }

  /** Makes the same schedule as late as possible; `false` when it has parts that cannot be moved. */
  #pushes(placement: Placement): boolean {
    const { finish } = placement;
    const end = endOf(placement, 0);
    return !finish.includes(nowhere) && this.#parts.scheme.backward(this.#order.downwards(finish), end, placement, this.#late);
  }

  /** A list of works each of which comes after what it waits for, mostly the urgent ones first. */
  #randomList(): Int32Array {
    const { links, urgency, random, first } = this.#parts;
    const { next, previous } = links;
    const waitsFor = Int32Array.from(first, (_, work) => (previous.start[work + 1] ?? 0) - (previous.start[work] ?? 0));
    const ready = [...waitsFor.keys()].filter((work) => waitsFor[work] === 0);
    return Int32Array.from(first, () => {
      let last = Number.NEGATIVE_INFINITY;
      for (const work of ready) last = Math.max(last, urgency[work] ?? 0);
      let left = 0;
      for (const work of ready) left += last - (urgency[work] ?? 0) + 1;
      left *= random();
      const chosen = ready.findIndex((work) => (left -= last - (urgency[work] ?? 0) + 1) < 0);
      const work = must(ready.splice(Math.max(0, chosen), 1)[0], 'something that is ready');
      for (let link = next.start[work] ?? 0; link < (next.start[work + 1] ?? 0); link += 1) {
        const after = next.node[link] ?? 0;
        if ((waitsFor[after] = (waitsFor[after] ?? 0) - 1) === 0) ready.push(after);
      }
      return work;
    });
  }
}

function copyPlacement(from: Placement, to: Placement): void {
  to.start.set(from.start);
  to.finish.set(from.finish);
  to.crew.set(from.crew);
}

/** The same number for the same times, and hardly ever for others. */
function fingerprint(times: Int32Array): number {
  let one = 0x811c9dc5;
  let other = 0;
  for (let at = 0; at < times.length; at += 1) {
    one = Math.imul(one ^ (times[at] ?? 0), 0x01000193);
    other = (Math.imul(other, 31) + (times[at] ?? 0)) & 0x1fffff;
  }
  return (one >>> 0) * 0x200000 + other;
}
