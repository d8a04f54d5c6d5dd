// Units of several resources in one number each, so that one subtraction tells whether a work has room beside others. Serves the placing
// of works in periods.
import type { Project } from '../exact/project.ts';

/** Bits of a word. */
const wordBits = 32;

/** Where the units of each resource stand: a field of bits for each, with a bit above it that is never set in what is free. */
export interface PackedResources {
  /** Words for each moment. */
  readonly words: number;
  /** All that there is, a word each. */
  readonly free: Int32Array;
  /** The bits above the fields, a word each. */
  readonly guard: Int32Array;
  /** What activity `a` needs, from `a * words` on. */
  readonly demand: Int32Array;
}

/**
 * Packs the resources of which there is not enough for all activities at once; the others hold nothing up.
 *
 * Method: comparing fields of a word at once (Lamport 1975, "Multiple byte processing with full-word instructions"): with the guards set
 * in what is free, a field that has too little borrows from its guard.
 */
export function packResources({ duration, demand, capacity }: Project): PackedResources {
  const width = capacity.length;
  const fields: { readonly resource: number; readonly word: number; readonly shift: number; readonly bits: number }[] = [];
  let word = 0;
  let shift = 0;
  for (const [resource, units] of capacity.entries()) {
    const total = duration.reduce((sum, length, activity) => sum + (length > 0 ? (demand[activity * width + resource] ?? 0) : 0), 0);
    if (total <= units) continue;
    const bits = wordBits - Math.clz32(units);
    if (shift + bits + 1 > wordBits) {
      word += 1;
      shift = 0;
    }
    fields.push({ resource, word, shift, bits });
    shift += bits + 1;
  }
  const words = word + 1;
  const packed = { words, free: new Int32Array(words), guard: new Int32Array(words), demand: new Int32Array(words * duration.length) };
  const add = (to: Int32Array, at: number, value: number): void => {
    to[at] = (to[at] ?? 0) | value;
  };
  for (const field of fields) {
    add(packed.free, field.word, (capacity[field.resource] ?? 0) << field.shift);
    add(packed.guard, field.word, 1 << (field.shift + field.bits));
    for (const [activity, length] of duration.entries()) {
      const units = length > 0 ? (demand[activity * width + field.resource] ?? 0) : 0;
      add(packed.demand, activity * words + field.word, units << field.shift);
    }
  }
  return packed;
}
