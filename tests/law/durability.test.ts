import { expect, test } from 'vitest';
import { crashRounds } from '#tests/support/crash/crash-chain.ts';

// Law 7, the part of it that a killed process shows: whatever was acknowledged is there after a restart.

test('an engine killed at 50 random instants loses nothing that it acknowledged', { timeout: 300_000 }, async () => {
  const { rounds, aimed, during, acknowledged, wrong } = await crashRounds(50, 1);
  expect(wrong).toEqual([]);
  expect(rounds).toBe(50);
  // A law that nothing was done under says nothing.
  expect(acknowledged).toBeGreaterThan(100);
  expect([...aimed.keys()].toSorted()).toEqual(['backup', 'close', 'command', 'import', 'migration', 'open', 'rebuild']);
  // Where the kill met the engine depends on the machine; that it met it at work does not.
  expect(rounds - (during.get('between two actions') ?? 0)).toBeGreaterThan(10);
});
