import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Moment } from '#electron/engine/document/moment.ts';
import { projectPast } from '#electron/engine/document/project-past.ts';
import { copyDatabase, openCopy } from '#electron/engine/store/database-copy.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import { must } from '#shared/base/must.ts';
import { randomCommand, settleArguments } from '#tests/support/command-arbitrary.ts';
import { type OpenStore, openStore } from '#tests/support/open-store.ts';
import { randomPlanFile } from '#tests/support/plan-file-arbitrary.ts';
import { projectedRows } from '#tests/support/projected-rows.ts';

// Law: the plan of a moment has, in all tables, the rows that the plan had then; whether the moment is named by a change
// of this device's log or by the heads of its documents.

const step = fc.oneof(
  { weight: 12, arbitrary: randomCommand.map((command) => ({ command, file: null })) },
  { weight: 1, arbitrary: randomPlanFile.map((file) => ({ command: null, file })) },
);

async function rowsAt(open: OpenStore, moment: Moment, steps: Set<string>): Promise<unknown> {
  const path = join(open.folder, 'past.sqlite');
  rmSync(path, { force: true });
  await copyDatabase(databasePath(open.folder), path, { tell: () => {} });
  const copy = openCopy(path);
  projectPast(copy, moment, (name) => steps.add(name));
  const rows = projectedRows(copy);
  copy.close();
  return rows;
}

test('the plan of each moment has the rows that it had then', async () => {
  const ways = new Set<string>();
  let moments = 0;
  await fc.assert(
    fc.asyncProperty(
      randomPlanFile,
      fc.array(step, { minLength: 8, maxLength: 40, size: 'max' }),
      fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
      async (first, steps, picks) => {
        const open = openStore();
        const seen: { seq: number; heads: Extract<Moment, { heads: unknown }>['heads']; rows: unknown }[] = [];
        for (const { command, file } of [{ command: null, file: first }, ...steps]) {
          if (file === null) open.command(command.name, settleArguments(command, open));
          else open.importFiles([file]);
          const now = must(open.store.moment(null), 'the present');
          seen.push({ seq: open.store.revision, heads: now.heads, rows: projectedRows(open.reader) });
        }
        for (const pick of picks) {
          const { seq, heads, rows } = must(seen[pick % seen.length], 'a moment');
          moments += 1;
          expect(await rowsAt(open, { seq }, ways)).toEqual(rows);
          expect(await rowsAt(open, { heads }, ways)).toEqual(rows);
          expect(open.store.moment(seq)?.heads).toEqual(heads);
        }
        open.close();
      },
    ),
    { numRuns: 10, seed: 15 },
  );
  expect(moments).toBeGreaterThan(30);
  expect([...ways]).toContain('Taking changes back');
});

test('before the workspace had its name there is nothing', async () => {
  const open = openStore();
  open.command('create-roadmap', { title: 'Plan' });
  const ways = new Set<string>();
  expect(await rowsAt(open, { seq: 1 }, ways)).toMatchObject({ workspace: [], roadmap: [], activity: [] });
  expect([...ways]).toContain('Making all rows anew');
});
