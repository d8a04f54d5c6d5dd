import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, type TreemapGroup, treemapLayout } from '#renderer/chart/treemap-layout.ts';

const group = (name: string, amounts: readonly number[]): TreemapGroup => ({
  name,
  colour: 'var(--c1)',
  amount: amounts.reduce((sum, amount) => sum + amount, 0),
  cells: amounts.map((amount, place) => ({ id: `${name}-${place}`, title: `${place}`, amount, pale: false, href: null })),
});

const overlap = (one: Box, other: Box): boolean =>
  Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x) > 0 &&
  Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y) > 0;

const contains = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const anyGroups = fc
  .array(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 12 }), { maxLength: 8 })
  .map((all) => all.map((amounts, place) => group(`g${place}`, amounts)));

describe('treemapLayout', () => {
  it('keeps every rectangle inside its parent and apart from its siblings', () => {
    let boxes = 0;
    fc.assert(
      fc.property(anyGroups, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 600 }), (groups, width, height) => {
        const placed = treemapLayout(groups, width, height);
        const frame = { x: 0, y: 0, width, height };
        for (const [at, block] of placed.entries()) {
          expect(contains(frame, block.box)).toBe(true);
          expect(placed.slice(at + 1).some((other) => overlap(block.box, other.box))).toBe(false);
          for (const [place, { box }] of block.cells.entries()) {
            expect(contains(block.box, box)).toBe(true);
            expect(block.cells.slice(place + 1).some((other) => overlap(box, other.box))).toBe(false);
            boxes += 1;
          }
        }
      }),
    );
    expect(boxes).toBeGreaterThan(100);
  });

  it('gives areas in proportion to amounts and draws nothing for nothing', () => {
    const placed = treemapLayout([group('large', [300]), group('small', [100]), group('none', [0])], 800, 400);
    expect(placed.map(({ group: { name } }) => name)).toEqual(['large', 'small']);
    const [large, small] = placed.map(({ box }) => box.width * box.height);
    expect((large ?? 0) / (small ?? 1)).toBeCloseTo(3, 1);
    expect(treemapLayout([group('large', [300])], 0, 400)).toEqual([]);
  });

  it('leaves the head out where it does not fit', () => {
    const placed = treemapLayout([group('large', [9_900]), group('tiny', [400])], 600, 200);
    expect(placed.map(({ headed }) => headed)).toEqual([true, false]);
  });
});
