// What a search has learned: clauses, of each of which one literal must hold. Two literals of each are watched, so that a clause is looked
// at only when one of them has become impossible.
import { must } from '#shared/base/must.ts';
import type { BoundTrail, Literals, Side } from './bound-trail.ts';

/** Clauses from which the least used half is dropped when there are more. */
const mostAtFirst = 4000;
/** What a use counts for grows with each conflict, so that later ones count for more. */
const decay = 1.001;
const tooLarge = 1e50;

interface Clause {
  /** The first two are watched. */
  readonly literals: Literals;
  use: number;
}

/** Clauses that watch a literal of a side, and by each the bound of the opposite side from which on that literal fails. */
interface Watching {
  clauses: Clause[];
  fails: number[];
}

/** Learned clauses, with two watched literals each (Moskewicz et al. 2001, "Chaff"). */
export class NogoodStore {
  readonly #trail: BoundTrail;
  #clauses: Clause[] = [];
  /** By side, the clauses that watch a literal of it. */
  #watching: Watching[];
  #weight = 1;
  #learned = 0;

  constructor(trail: BoundTrail) {
    this.#trail = trail;
    this.#watching = Array.from(trail.bound, () => ({ clauses: [], fails: [] }));
  }

  /**
   * Adds a clause whose first literal is implied by the others, which do not hold, and draws that conclusion; `false` with a conflict in
   * the trail when nothing is left between the bounds then.
   */
  learn(literals: Literals): boolean {
    this.#learned += 1;
    this.#weight *= decay;
    const clause = { literals, use: this.#weight };
    if (literals.length > 2) {
      this.#clauses.push(clause);
      this.#watch(clause);
    }
    if (this.#weight > tooLarge) this.#rescale();
    if (this.#clauses.length > mostAtFirst + this.#learned / 10) this.#forget();
    return this.#conclude(clause);
  }

  /** Looks at the clauses that watch what has become impossible since a side was raised. */
  propagate(raised: Side): boolean {
    const { clauses, fails } = must(this.#watching[raised ^ 1], 'a list for each side');
    const bound = this.#trail.bound[raised] ?? 0;
    const count = clauses.length;
    let kept = 0;
    for (let at = 0; at < count; at += 1) {
      const least = fails[at] ?? 0;
      const clause = must(clauses[at], 'a clause');
      const concerned = bound >= least && this.#failsOn(clause.literals, raised ^ 1) && !this.#holds(clause.literals, 0);
      if (concerned && this.#rewatch(clause)) continue;
      clauses[kept] = clause;
      fails[kept++] = least;
      if (!concerned) continue;
      clause.use += this.#weight;
      if (this.#conclude(clause)) continue;
      for (at += 1; at < clauses.length; at += 1) {
        clauses[kept] = must(clauses[at], 'a clause');
        fails[kept++] = fails[at] ?? 0;
      }
      clauses.length = kept;
      fails.length = kept;
      return false;
    }
    // What was watched anew on this side on the way stands at the end.
    for (let at = count; at < clauses.length; at += 1) {
      clauses[kept] = must(clauses[at], 'a clause');
      fails[kept++] = fails[at] ?? 0;
    }
    clauses.length = kept;
    fails.length = kept;
    return true;
  }

  /** Whether what is watched on `side` has failed; puts it into the second place. */
  #failsOn(literals: Literals, side: Side): boolean {
    if (literals[0] === side && this.#fails(literals, 0)) swap(literals, 0, 2);
    return literals[2] === side && this.#fails(literals, 2);
  }

  /** Watches another literal instead of the second one, if any is left that has not failed. */
  #rewatch(clause: Clause): boolean {
    const { literals } = clause;
    for (let at = 4; at < literals.length; at += 2) {
      if (this.#fails(literals, at)) continue;
      swap(literals, 2, at);
      this.#watchAt(clause, 2);
      return true;
    }
    return false;
  }

  #holds(literals: Literals, at: number): boolean {
    return (this.#trail.bound[literals[at] ?? 0] ?? 0) >= (literals[at + 1] ?? 0);
  }

  #fails(literals: Literals, at: number): boolean {
    return (this.#trail.bound[(literals[at] ?? 0) ^ 1] ?? 0) >= 1 - (literals[at + 1] ?? 0);
  }

  #watch(clause: Clause): void {
    this.#watchAt(clause, 0);
    this.#watchAt(clause, 2);
  }

  #watchAt(clause: Clause, at: number): void {
    const watching = this.#watching[clause.literals[at] ?? 0];
    watching?.clauses.push(clause);
    watching?.fails.push(1 - (clause.literals[at + 1] ?? 0));
  }

  /** Makes the first literal hold, because all others fail. */
  #conclude({ literals }: Clause): boolean {
    const others = literals.length / 2 - 1;
    const reason = this.#trail.beginReason(others);
    const { reasons } = this.#trail;
    for (let at = 2; at < literals.length; at += 2) {
      reasons[reason + at - 1] = (literals[at] ?? 0) ^ 1;
      reasons[reason + at] = 1 - (literals[at + 1] ?? 0);
    }
    return this.#trail.raise(literals[0] ?? 0, literals[1] ?? 0, reason);
  }

  #rescale(): void {
    for (const clause of this.#clauses) clause.use /= tooLarge;
    this.#weight /= tooLarge;
  }

  /** Reasons hold copies of what they were drawn from, so any clause may go; those of two literals are worth keeping. */
  #forget(): void {
    const short = this.#clauses.filter(({ literals }) => literals.length <= 4);
    const long = this.#clauses.filter(({ literals }) => literals.length > 4).sort((one, other) => other.use - one.use);
    this.#clauses = [...short, ...long.slice(0, long.length >> 1)];
    this.#watching = Array.from(this.#watching, () => ({ clauses: [], fails: [] }));
    for (const clause of this.#clauses) this.#watch(clause);
  }
}

function swap(literals: Literals, one: number, other: number): void {
  const side = literals[one] ?? 0;
  const value = literals[one + 1] ?? 0;
  literals[one] = literals[other] ?? 0;
  literals[one + 1] = literals[other + 1] ?? 0;
  literals[other] = side;
  literals[other + 1] = value;
}
