import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { IntegerHeap } from '#shared/base/integer-heap.ts';

test('gives the smallest of what is in it, whatever was pushed and popped before', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 50 }))), (steps) => {
      const heap = new IntegerHeap();
      let inside: number[] = [];
      for (const step of steps) {
        if (step !== null) {
          heap.push(step);
          inside = [...inside, step].sort((left, right) => left - right);
          continue;
        }
        expect(heap.pop()).toBe(inside[0]);
        inside = inside.slice(1);
      }
      for (const value of inside) expect(heap.pop()).toBe(value);
      expect(heap.pop()).toBeUndefined();
    }),
  );
});
