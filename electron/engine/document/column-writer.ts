// The three ways in which Automerge writes a column of a change. Each must give the very bytes that Automerge itself
// would give: the hash of a change is taken over them.
import { ByteWriter } from './byte-writer.ts';

/** How one value of a column is spelled. */
type Spell<Value> = (out: ByteWriter, value: Value) => void;

/**
 * Runs: a positive signed count and one value that repeats, a negative count and that many values that do not, or 0 and an
 * unsigned count of nulls. A column of nulls alone is empty.
 */
export class RunColumn<Value extends number | string> {
  readonly #out = new ByteWriter();
  readonly #spell: Spell<Value>;
  /** Values that do not repeat, spelled and waiting for the end of their row, behind which their number is known. */
  readonly #lone = new ByteWriter();
  #loneCount = 0;
  #last: Value | null = null;
  /** How often `last` stands there. */
  #count = 0;
  #nulls = 0;

  constructor(spell: Spell<Value>) {
    this.#spell = spell;
  }

  /** Appends `value` `times` times. */
  push(value: Value | null, times = 1): void {
    if (times === 0) return;
    if (value === null) {
      this.#endValues();
      this.#nulls += times;
      return;
    }
    if (this.#nulls > 0) this.#endNulls();
    if (value === this.#last) {
      this.#count += times;
      return;
    }
    this.#endLast();
    this.#last = value;
    this.#count = times;
  }

  /** `last` ends: alone it joins the lone ones, repeated it is a run of its own. */
  #endLast(): void {
    if (this.#last === null) return;
    if (this.#count === 1) {
      this.#spell(this.#lone, this.#last);
      this.#loneCount += 1;
    } else {
      this.#endLone();
      this.#out.signed(this.#count);
      this.#spell(this.#out, this.#last);
    }
    this.#last = null;
    this.#count = 0;
  }

  #endLone(): void {
    if (this.#loneCount === 0) return;
    this.#out.signed(-this.#loneCount);
    this.#out.bytes(this.#lone.view());
    this.#lone.clear();
    this.#loneCount = 0;
  }

  #endValues(): void {
    this.#endLast();
    this.#endLone();
  }

  #endNulls(): void {
    this.#out.byte(0);
    this.#out.unsigned(this.#nulls);
    this.#nulls = 0;
  }

  /** The column. */
  finish(): Uint8Array {
    this.#endValues();
    if (this.#nulls > 0 && this.#out.length > 0) this.#endNulls();
    return this.#out.view();
  }
}

/** Numbers as differences from the one before, in runs. Nulls do not count as one before. */
export class DeltaColumn {
  readonly #runs = new RunColumn<number>((out, value) => void out.signed(value));
  #before = 0;

  /** Appends one value. */
  push(value: number | null): void {
    if (value === null) return this.#runs.push(null);
    this.#runs.push(value - this.#before);
    this.#before = value;
  }

  /** Appends the `times` numbers that follow the last one. */
  pushNext(times: number): void {
    this.#runs.push(1, times);
    this.#before += times;
  }

  /** The column. */
  finish(): Uint8Array {
    return this.#runs.finish();
  }
}

/** Truth values as counts that alternate, of `false` first. */
export class TruthColumn {
  readonly #out = new ByteWriter();
  #last = false;
  #count = 0;

  /** Appends `value` `times` times. */
  push(value: boolean, times = 1): void {
    if (times === 0) return;
    if (value !== this.#last) {
      this.#out.unsigned(this.#count);
      this.#last = value;
      this.#count = 0;
    }
    this.#count += times;
  }

  /** The column. */
  finish(): Uint8Array {
    if (this.#count > 0) this.#out.unsigned(this.#count);
    return this.#out.view();
  }
}
