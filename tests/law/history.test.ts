import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomCommand, settleArguments } from '#tests/support/command-arbitrary.ts';
import { unrecorded } from '#tests/support/history-check.ts';
import { openStore } from '#tests/support/open-store.ts';
import { randomPlanFile } from '#tests/support/plan-file-arbitrary.ts';

// History is complete: whatever a step changed in the rows, an entry says who changed it, when, from what to what.

const step = fc.oneof(
  { weight: 9, arbitrary: randomCommand.map((command) => ({ command, file: null })) },
  { weight: 2, arbitrary: randomPlanFile.map((file) => ({ command: null, file })) },
);

test('every change of every row has its entry, after any commands and imports', () => {
  const seen = { carriedOut: 0, updated: 0 };
  fc.assert(
    fc.property(randomPlanFile, fc.array(step, { minLength: 10, maxLength: 50, size: 'max' }), (first, steps) => {
      const open = openStore();
      for (const { command, file } of [{ command: null, file: first }, ...steps]) {
        const before = { rows: open.rows(), revision: open.store.revision };
        if (file === null) seen.carriedOut += Number(open.command(command.name, settleArguments(command, open)).ok);
        else {
          const result = open.importFiles([file]);
          if (result.ok) seen.updated += result.value.roadmaps.filter(({ outcome }) => outcome === 'updated').length;
        }
        expect(unrecorded(before, open.rows()), command?.name ?? 'import').toEqual([]);
      }
      open.close();
    }),
    { numRuns: 10, seed: 13 },
  );
  // A law that nothing was done under says nothing.
  expect(seen.carriedOut).toBeGreaterThan(100);
  expect(seen.updated).toBeGreaterThan(5);
});
