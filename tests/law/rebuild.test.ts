import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomCommand, settleArguments } from '#tests/support/command-arbitrary.ts';
import { openStore } from '#tests/support/open-store.ts';
import { randomPlanFile } from '#tests/support/plan-file-arbitrary.ts';

// Law 1: rows that were kept up to date step by step equal the rows made anew from the documents.

const step = fc.oneof(
  { weight: 9, arbitrary: randomCommand.map((command) => ({ command, file: null })) },
  { weight: 1, arbitrary: randomPlanFile.map((file) => ({ command: null, file })) },
);

test('rows kept up to date equal rows made anew, after any commands and imports', () => {
  const seen = { carriedOut: 0, setAside: 0, updated: 0 };
  fc.assert(
    fc.property(randomPlanFile, fc.array(step, { minLength: 10, maxLength: 50, size: 'max' }), (first, steps) => {
      const open = openStore();
      for (const { command, file } of [{ command: null, file: first }, ...steps]) {
        if (file === null) seen.carriedOut += Number(open.command(command.name, settleArguments(command, open)).ok);
        else {
          const result = open.importFiles([file]);
          if (result.ok) seen.updated += result.value.roadmaps.filter(({ outcome }) => outcome === 'updated').length;
        }
        seen.setAside += Number(open.reader.prepare<[], number>('SELECT count(*) FROM dependency WHERE set_aside = 1').pluck().get());
      }
      const kept = open.rows();
      open.store.rebuild();
      expect(open.rows()).toEqual(kept);
      open.close();
      // Out of snapshots, where they hold all there is, and without any document in memory.
      const again = openStore(open.folder);
      again.store.rebuild();
      expect(again.rows()).toEqual(kept);
      again.close();
    }),
    { numRuns: 24, seed: 11 },
  );
  // A law that nothing was done under says nothing.
  expect(seen.carriedOut).toBeGreaterThan(200);
  expect(seen.setAside).toBeGreaterThan(20);
  expect(seen.updated).toBeGreaterThan(10);
});
