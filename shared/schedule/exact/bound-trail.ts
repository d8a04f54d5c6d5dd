// What is known of start times while a search goes on: bounds that only become tighter, the reason for each, and the way back.
// Serves the exact search. Knows nothing of resources.

/**
 * One side of a start time. Side `2a` is the lower bound of activity `a`; side `2a + 1` its upper bound, with the sign turned, so that
 * every bound reads "at least". A literal is a side with a value: `[side >= value]`; its opposite is `[side ^ 1 >= 1 - value]`.
 */
export type Side = number;

/** Literals one after the other: side, value, side, value … */
export type Literals = Int32Array;

/** The reason of what was decided, and of what holds from the beginning. */
export const noReason = -1;

/** The bounds of all start times, in the order in which they came to be. */
export class BoundTrail {
  /** The current bound of each side. */
  readonly bound: Int32Array;
  /** Bounds that hold whatever is decided. */
  root: Int32Array;
  /** By entry of the trail: side, bound since, bound before, the entry before it of the same side, and where its reason begins. */
  side = new Int32Array(1024);
  value = new Int32Array(1024);
  before = new Int32Array(1024);
  earlier = new Int32Array(1024);
  reason = new Int32Array(1024);
  length = 0;
  /** Each reason is a count of literals and the literals, which together imply the entry. */
  reasons = new Int32Array(16_384);
  /** Literals that hold and cannot all hold, after something was refused. */
  conflict: Literals | null = null;
  /** By side, its newest entry; -1: none. */
  readonly #newest: Int32Array;
  #reasonEnd = 0;
  /** By level of decisions, entries and length of reasons before it. */
  readonly #entries: number[] = [];
  readonly #reasonEnds: number[] = [];

  constructor(activities: number) {
    this.bound = new Int32Array(2 * activities);
    this.root = new Int32Array(2 * activities);
    this.#newest = new Int32Array(2 * activities).fill(-1);
  }

  /** How many decisions stand. */
  get level(): number {
    return this.#entries.length;
  }

  /** Begins a level; what follows is taken back with it. */
  decide(side: Side, value: number): void {
    this.#entries.push(this.length);
    this.#reasonEnds.push(this.#reasonEnd);
    this.raise(side, value, noReason);
  }

  /** Takes back all but the first `level` decisions and what followed from them. */
  backtrack(level: number): void {
    const length = this.#entries[level] ?? this.length;
    for (let entry = this.length - 1; entry >= length; entry -= 1) {
      const side = this.side[entry] ?? 0;
      this.bound[side] = this.before[entry] ?? 0;
      this.#newest[side] = this.earlier[entry] ?? -1;
    }
    this.length = length;
    this.#reasonEnd = this.#reasonEnds[level] ?? this.#reasonEnd;
    this.#entries.length = Math.min(this.#entries.length, level);
    this.#reasonEnds.length = this.#entries.length;
    this.conflict = null;
  }

  /** Makes the bounds as they are now, without decisions, those that hold whatever is decided. */
  settle(): void {
    this.root = this.bound.slice();
    this.length = 0;
    this.#reasonEnd = 0;
    this.#newest.fill(-1);
  }

  /** Begins a reason of `count` literals and gives where it is; write these from one after it. */
  beginReason(count: number): number {
    const at = this.#reasonEnd;
    const end = at + 1 + 2 * count;
    if (end > this.reasons.length) this.reasons = grown(this.reasons, end);
    this.reasons[at] = count;
    this.#reasonEnd = end;
    return at;
  }

  /** A reason of one literal. */
  reasonOf(side: Side, value: number): number {
    const at = this.beginReason(1);
    this.reasons[at + 1] = side;
    this.reasons[at + 2] = value;
    return at;
  }

  /** Makes a bound at least `value`; `false` with a {@link conflict} when nothing is left between both bounds. */
  raise(side: Side, value: number, reason: number): boolean {
    if ((this.bound[side] ?? 0) >= value) return true;
    const entry = this.length;
    if (entry === this.side.length) this.#grow();
    this.length = entry + 1;
    this.side[entry] = side;
    this.value[entry] = value;
    this.before[entry] = this.bound[side] ?? 0;
    this.earlier[entry] = this.#newest[side] ?? -1;
    this.reason[entry] = reason;
    this.#newest[side] = entry;
    this.bound[side] = value;
    if (value <= -(this.bound[side ^ 1] ?? 0)) return true;
    this.conflict = Int32Array.of(side, value, side ^ 1, 1 - value);
    return false;
  }

  /** The entry that first made a literal hold; -1 when it holds from the beginning. */
  entryOf(side: Side, value: number): number {
    if ((this.root[side] ?? 0) >= value) return -1;
    let entry = this.#newest[side] ?? -1;
    while (entry >= 0 && (this.before[entry] ?? 0) >= value) entry = this.earlier[entry] ?? -1;
    return entry;
  }

  /** The entry with which a level began. */
  decisionOf(level: number): number {
    return this.#entries[level - 1] ?? 0;
  }

  /** How many decisions an entry rests on at most. */
  levelOf(entry: number): number {
    let level = this.#entries.length;
    while (level > 0 && (this.#entries[level - 1] ?? 0) > entry) level -= 1;
    return level;
  }

  #grow(): void {
    const size = this.side.length * 2;
    this.side = grown(this.side, size);
    this.value = grown(this.value, size);
    this.before = grown(this.before, size);
    this.earlier = grown(this.earlier, size);
    this.reason = grown(this.reason, size);
  }
}

function grown(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, array.length * 2));
  larger.set(array);
  return larger;
}
