import { expect, it } from 'vitest';
import { openEngine } from '#electron/engine/open-engine.ts';
import { importSample, isFirstRun } from '#electron/engine/sample-plan.ts';
import { giveSampleTeam } from '#shared/contract/sample-team.ts';
import { isoDate } from '#shared/plan/quantity.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

it('fills a new workspace with plans, hours and dated sprints, and does so once', async () => {
  const folder = temporaryFolder();
  expect(isFirstRun(folder)).toBe(true);
  const engine = valueOf(await openEngine({ folder, dataFolder: temporaryFolder() }));
  try {
    // A Sunday: its week began on the Monday before.
    const today = isoDate('2026-11-22');
    expect(valueOf(await importSample(engine, today))).toBe(2);
    expect(isFirstRun(folder)).toBe(false);
    const { summary } = valueOf(await engine.query('workspace', {}));
    expect(summary.people.map(({ name, hoursPerWeek }) => [name, hoursPerWeek])).toEqual([
      ['Ines Marten', 30],
      ['Jonas Falk', 30],
      ['Priya Nair', 30],
      ['Tomás Rey', 30],
    ]);
    expect(summary.sprints.map(({ name, start, finish }) => [name, start, finish])).toEqual([
      ['Sprint 1', '2026-11-16', '2026-11-27'],
      ['Sprint 2', '2026-11-30', '2026-12-11'],
      ['Sprint 3', '2026-12-14', '2026-12-25'],
    ]);
    const { revision } = engine;
    valueOf(await giveSampleTeam(engine, today));
    expect(valueOf(await importSample(engine, today))).toBe(0);
    expect(engine.revision).toBe(revision);
  } finally {
    await engine.close();
  }
});
