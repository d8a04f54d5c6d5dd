import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detailLevel } from '#renderer/chart/graph/detail-level.ts';
import { areasMeet, drawnArea, fittingView, seenArea } from '#renderer/chart/graph/view.ts';

const size = { width: 1200, height: 800 };
const anyView = fc.record({
  x: fc.double({ min: -50_000, max: 50_000, noNaN: true }),
  y: fc.double({ min: -50_000, max: 50_000, noNaN: true }),
  scale: fc.double({ min: 0.02, max: 2, noNaN: true }),
});

describe('the view', () => {
  test('draws at least what is seen, and not boundlessly more', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const seen = seenArea(view, size);
        const drawn = drawnArea(view, size);
        expect(drawn.x).toBeLessThanOrEqual(seen.x);
        expect(drawn.y).toBeLessThanOrEqual(seen.y);
        expect(drawn.x + drawn.width).toBeGreaterThanOrEqual(seen.x + seen.width);
        expect(drawn.y + drawn.height).toBeGreaterThanOrEqual(seen.y + seen.height);
        expect(drawn.width).toBeLessThan(seen.width * 5 + 1000);
      }),
    );
  });

  test('fits a drawing into the free room', () => {
    const inset = { top: 50, right: 20, bottom: 20, left: 20 };
    const view = fittingView({ width: 4000, height: 500 }, size, inset, 1);
    expect(view).toEqual({ x: 20, y: 50, scale: 0.29 });
    expect(fittingView({ width: 100, height: 100 }, size, inset, 1).scale).toBe(1);
  });

  test('knows which rectangles meet', () => {
    const a = { x: 0, y: 0, width: 10, height: 10 };
    expect([areasMeet(a, { ...a, x: 10 }), areasMeet(a, { ...a, x: 11 })]).toEqual([true, false]);
  });

  test('draws less the smaller it gets', () => {
    expect([1, 0.8, 0.79, 0.45, 0.44, 0.2, 0.19].map(detailLevel)).toEqual(['card', 'card', 'title', 'title', 'key', 'key', 'bar']);
  });
});
