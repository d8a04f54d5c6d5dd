import { mkdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newScenarioFolder, scenarioFolder } from '#electron/engine/store/scenario-place.ts';
import { mergeScenario } from '#electron/engine/job/merge-scenario.ts';
import { recordFork } from '#electron/engine/job/record-fork.ts';
import { copyDatabase } from '#electron/engine/store/database-copy.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { RoadmapId } from '#shared/plan/identity.ts';
import { randomCommand, settleArguments } from '#tests/support/command-arbitrary.ts';
import { type OpenStore, openStore } from '#tests/support/open-store.ts';
import { randomPlanFile } from '#tests/support/plan-file-arbitrary.ts';
import { projectedRows } from '#tests/support/projected-rows.ts';

// Law: what is done in a scenario shows nowhere else until it is merged; merged into a plan that did not change since the
// fork, it gives the plan of the scenario, and one undo gives the plan of before.

/** Tables that tell of a plan, not of how it came about: what was made and deleted in a scenario never comes over. */
function planRows({ reader }: OpenStore): Record<string, unknown> {
  const { activity: _a, issue_time: _t, scenario: _s, baseline: _b, trash: _d, ...rows } = projectedRows(reader);
  return rows;
}

function finish<Value>(run: Generator<unknown, Result<Value, Problem>, void>): Value {
  for (;;) {
    const step = run.next();
    if (step.done !== true) continue;
    if (!step.value.ok) throw new Error(step.value.error.message);
    return step.value.value;
  }
}

async function fork(open: OpenStore): Promise<string> {
  const place = newScenarioFolder(open.folder);
  mkdirSync(place, { recursive: true });
  await copyDatabase(databasePath(open.folder), databasePath(place), { tell: () => {} });
  // An id that the plan has.
  const roadmapId = open.reader.prepare('SELECT id FROM roadmap ORDER BY id LIMIT 1').pluck().get() as RoadmapId;
  return finish(recordFork({ roadmapId, name: 'Try' }, open.store)).scenarioId;
}

test('a scenario shows nowhere until it is merged, and then the plan is the one of the scenario', async () => {
  const seen = { done: 0, merged: 0 };
  await fc.assert(
    fc.asyncProperty(
      randomPlanFile,
      fc.array(randomCommand, { maxLength: 12 }),
      fc.array(randomCommand, { minLength: 8, maxLength: 30, size: 'max' }),
      async (file, before, inside) => {
        const main = openStore();
        main.importFiles([file]);
        for (const command of before) main.command(command.name, settleArguments(command, main));
        if (main.reader.prepare('SELECT 1 FROM roadmap').get() === undefined) return;
        const scenarioId = await fork(main);
        const scenario = openStore(scenarioFolder(main.folder, scenarioId));
        const original = planRows(main);
        expect(planRows(scenario)).toEqual(original);
        for (const command of inside) seen.done += Number(scenario.command(command.name, settleArguments(command, scenario)).ok);
        expect(planRows(main)).toEqual(original);
        const merged = finish(mergeScenario({ scenarioId: scenarioId as never, prefer: null, dryRun: false }, main.store)); // its id
        expect(merged).toMatchObject({ merged: true, conflicts: [], remarks: [] });
        seen.merged += merged.created + merged.changed + merged.deleted;
        expect(planRows(main)).toEqual(planRows(scenario));
        const kept = planRows(main);
        main.store.rebuild();
        expect(planRows(main)).toEqual(kept);
        expect(main.command('undo', {}).ok).toBe(true);
        expect(planRows(main)).toEqual(original);
        scenario.close();
        main.close();
      },
    ),
    { numRuns: 10, seed: 15 },
  );
  expect(seen.done).toBeGreaterThan(40);
  expect(seen.merged).toBeGreaterThan(40);
});
