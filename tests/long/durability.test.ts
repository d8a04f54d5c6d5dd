import { expect, test } from 'vitest';
import { crashRounds } from '#tests/support/crash/crash-chain.ts';

// Law 7 as tests/law/durability.test.ts has it, twenty times as long; SEXTANT_ROUNDS takes another number.

const rounds = Number(process.env['SEXTANT_ROUNDS'] ?? 1000);

test(`an engine killed at ${rounds} random instants loses nothing that it acknowledged`, { timeout: rounds * 20_000 }, async () => {
  const begun = performance.now();
  const count = await crashRounds(rounds, 100_000);
  const places = [...count.during].map(([place, times]) => `${place} ${times}`).toSorted((one, other) => one.localeCompare(other));
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(
    `${count.rounds} rounds in ${seconds} s, ${count.acknowledged} acknowledged changes, ${count.wrong.length} wrong; killed during: ${places.join(', ')}`,
  );
  expect(count.wrong).toEqual([]);
  expect(count.rounds).toBe(rounds);
});
