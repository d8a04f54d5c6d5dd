import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextRestart } from '#electron/main/restart-policy.ts';

const policy = { firstDelay: 200, longestDelay: 10_000, most: 5, window: 120_000 };

test('waits double with each restart in the window, and after the last one it gives up', () => {
  const restarts = [0, 1000, 2000, 3000];
  expect(restarts.map((_, count) => nextRestart(policy, restarts.slice(0, count), 4000))).toEqual([200, 400, 800, 1600]);
  expect(nextRestart(policy, [...restarts, 3500], 4000)).toBeNull();
});

test('never more than the allowed number of restarts in any window, however the process ends', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 60 }), (lives) => {
      const restarts: number[] = [];
      let now = 0;
      for (const life of lives) {
        now += life;
        const delay = nextRestart(policy, restarts, now);
        if (delay === null) continue;
        expect(delay).toBeLessThanOrEqual(policy.longestDelay);
        restarts.push(now);
      }
      for (const at of restarts) {
        expect(restarts.filter((other) => other <= at && at - other < policy.window).length).toBeLessThanOrEqual(policy.most);
      }
    }),
  );
});
