// What stands in the fields of records, as Automerge keeps and gives it.
import * as Automerge from '@automerge/automerge';
import { type Collection, layoutOf } from './record.ts';
import { compositeIn } from './record-shape.ts';

/** A set's member as a key of a map: prefixed, because `__proto__` is a name that people may use. */
export const member = (name: string): string => `=${name}`;

/** The members of a set by the keys of its map, sorted. */
export function membersIn(keys: readonly string[]): string[] {
  return keys
    .filter((key) => key.startsWith('='))
    .map((key) => key.slice(1))
    .toSorted();
}

/** What is put under a field's key: short texts as values that nobody edits together, composites as JSON, sets as maps. */
export function encode(collection: Collection, field: string, value: unknown): unknown {
  const { sets, composites } = layoutOf(collection);
  if (sets.includes(field)) {
    // Sets are typed as lists of names in record.ts.
    return Object.fromEntries((value as readonly string[]).map((name) => [member(name), true]));
  }
  if (value === null) return null;
  if (composites.includes(field)) return new Automerge.ImmutableString(JSON.stringify(value));
  return typeof value === 'string' ? new Automerge.ImmutableString(value) : value;
}

/** Whether a value that Automerge gives is a map, as far as that shows: one with the key `__proto__` looks like something else. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** What the value of a field is, before it is looked at whether that may stand there; `undefined` for what stands in no field of ours. */
export function plain(collection: Collection, field: string, value: unknown): unknown {
  const { sets, composites } = layoutOf(collection);
  if (sets.includes(field)) return isMap(value) ? membersIn(Object.keys(value)) : undefined;
  if (value instanceof Automerge.ImmutableString) return composites.includes(field) ? compositeIn(value.val) : value.val;
  return numberOrTruth(value);
}

/** A number, a truth value or `null`, of which each is what it is; `undefined` for everything else. */
export function numberOrTruth(value: unknown): unknown {
  // Whole numbers beyond what a double tells apart come as such.
  if (typeof value === 'bigint') return Number(value);
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}
