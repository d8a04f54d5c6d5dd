import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { must } from '#shared/base/must.ts';
import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { isoDate, hours } from '#shared/plan/quantity.ts';
import { generatePlans } from '#tests/support/plan-generator.ts';
import { type Bench, durations, type Figure, median, percentile } from './measure.ts';

/** An imported workspace on disk and the figures taken while it was made. */
interface Workspace {
  readonly folder: string;
  readonly engine: Engine;
  readonly importMilliseconds: number;
  readonly issueIds: readonly IssueId[];
}

/** The engine at 10,000 issues, each figure beside the same at 1,000. */
export const engineBench: Bench = {
  async *figures() {
    const root = mkdtempSync(join(tmpdir(), 'sextant-bench-'));
    const open: Workspace[] = [];
    try {
      const small = await imported(root, 1000);
      open.push(small);
      const large = await imported(root, 10_000);
      open.push(large);
      yield besideSmall('import', large.importMilliseconds, small.importMilliseconds, null);
      const smallCommand = await commandDurations(small);
      const largeCommand = await commandDurations(large);
      for (const share of [0.5, 0.95]) {
        const name = `set an estimate, acknowledged on disk, ${share * 100}th percentile`;
        yield besideSmall(name, percentile(largeCommand, share), percentile(smallCommand, share), null);
      }
      yield besideSmall('first 100 rows of the issue list', await windowMedian(large), await windowMedian(small), null);
      yield besideSmall('schedule', await scheduleMedian(large), await scheduleMedian(small), null);
      yield besideSmall('open until the first rows', await openMedian(large), await openMedian(small), 1000);
    } finally {
      await Promise.all(open.map(({ engine }) => engine.close()));
      rmSync(root, { recursive: true, force: true });
    }
  },
};

function besideSmall(name: string, milliseconds: number, besideMilliseconds: number, limit: number | null): Figure {
  return { name: `${name}, 10000 issues`, milliseconds, besideName: '1000 issues', besideMilliseconds, limit };
}

async function imported(root: string, issues: number): Promise<Workspace> {
  const folder = join(root, String(issues));
  const engine = valueOf(await openEngine({ folder, dataFolder: join(root, 'data') }));
  const files = generatePlans({ seed: 1, issues }).map(({ text }, at) => ({ path: join(root, `plan-${issues}-${at}.md`), text }));
  const started = performance.now();
  valueOf(await engine.run('import-plan', { files }));
  const importMilliseconds = performance.now() - started;
  const { rows } = valueOf(await engine.query('issue-list', { limit: 500 }));
  return { folder, engine, importMilliseconds, issueIds: rows.map((row) => row.id) };
}

/** Waits for each acknowledgement before the next command, as one person does. */
async function commandDurations({ engine, issueIds }: Workspace): Promise<number[]> {
  let at = 0;
  return durations(
    async () => {
      const issueId = must(issueIds[at % issueIds.length], 'an issue');
      at += 1;
      const estimate = { likely: hours(1 + (at % 40)), optimistic: null, pessimistic: null };
      valueOf(await engine.command('set-estimate', { issueIds: [issueId], estimate }));
    },
    200,
    20,
  );
}

async function windowMedian({ engine }: Workspace): Promise<number> {
  return median(async () => valueOf(await engine.query('issue-list', { limit: 100 })), 21);
}

/** A day later each time, so that no remembered answer is measured. */
async function scheduleMedian({ engine }: Workspace): Promise<number> {
  let day = 0;
  return median(async () => {
    day += 1;
    const from = isoDate(`2026-01-${String(day).padStart(2, '0')}`);
    valueOf(await engine.query('schedule', { from }));
  }, 9);
}

/** Closes the workspace first; leaves it open. */
async function openMedian(workspace: Workspace): Promise<number> {
  let { engine } = workspace;
  const taken: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    await engine.close();
    const started = performance.now();
    engine = valueOf(await openEngine({ folder: workspace.folder, dataFolder: join(workspace.folder, '..', 'data') }));
    valueOf(await engine.query('issue-list', { limit: 100 }));
    taken.push(performance.now() - started);
  }
  await engine.close();
  return percentile(
    taken.sort((left, right) => left - right),
    0.5,
  );
}

function valueOf<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(`Expected the engine to do it, found: ${result.error.message}`);
  return result.value;
}
