import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareStructure } from '#shared/base/share-structure.ts';

describe('shared structure', () => {
  test('of a copy is the original', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(shareStructure(value, structuredClone(value))).toBe(value);
      }),
    );
  });

  test('equals the new value and leaves both inputs alone', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (previous, next) => {
        const before = structuredClone({ previous, next });
        expect(shareStructure(previous, next)).toEqual(next);
        expect({ previous, next }).toEqual(before);
      }),
    );
  });

  test('keeps the parts that did not change', () => {
    const previous = { a: { b: [1, { c: 2 }] }, d: { e: 3 } };
    const shared = shareStructure<unknown>(previous, { a: { b: [1, { c: 2 }] }, d: { e: 4 } });
    expect(shared).toEqual({ a: { b: [1, { c: 2 }] }, d: { e: 4 } });
    expect(shared).toHaveProperty('a', previous.a);
    expect((shared as typeof previous).a).toBe(previous.a); // the shape was just checked
  });

  test('tells a key that is undefined from one that is missing', () => {
    expect(Object.keys(shareStructure<object>({ a: 1 }, { a: 1, b: undefined }))).toEqual(['a', 'b']);
  });
});
