import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { generatePlans } from '#tests/support/plan-generator.ts';
import type { Bench, Figure } from './measure.ts';

const child = fileURLToPath(new URL('./engine-child.ts', import.meta.url));

const Imported = z.object({ taken: z.array(z.number()), peak: z.number(), settled: z.number(), disk: z.number() });
const Beside = z.object({ stall: z.number(), told: z.number(), cancel: z.number(), leftBehind: z.number() });
const Read = z.object({
  first: z.number(),
  lists: z.record(z.string(), z.number()),
  search: z.number(),
  searches: z.record(z.string(), z.number()),
  schedule: z.number(),
  workspace: z.number(),
});
const Edited = z.object({
  first: z.number(),
  reads: z.number(),
  slowestRead: z.number(),
  median: z.number(),
  p95: z.number(),
  bulk: z.number(),
  settled: z.number(),
  rebuild: z.number().nullable(),
});

const LateEdited = z.object({ first: z.number() });

/** Everything measured at one size. */
interface Measured {
  readonly issues: number;
  readonly markdown: number;
  readonly imported: z.infer<typeof Imported>;
  readonly beside: z.infer<typeof Beside> | null;
  readonly read: z.infer<typeof Read>;
  readonly edited: z.infer<typeof Edited>;
  readonly lateEdited: z.infer<typeof LateEdited>;
}

/** Does one task in a process of its own, so that nothing but the engine is in its memory. */
async function inChild<Answer>(schema: z.ZodType<Answer>, ...words: readonly string[]): Promise<Answer> {
  const { stdout } = await promisify(execFile)(process.execPath, [child, ...words], { maxBuffer: 2 ** 26 });
  return schema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

async function measure(root: string, issues: number): Promise<Measured> {
  const folder = join(root, String(issues));
  const data = join(root, 'data');
  const plans = generatePlans({ seed: 1, issues });
  const paths = plans.map(({ text }, at) => {
    const path = join(root, `plan-${issues}-${at}.md`);
    writeFileSync(path, text);
    return path;
  });
  const imported = await inChild(Imported, 'import', folder, data, ...paths);
  const beside = issues === 10_000 ? await inChild(Beside, 'beside', `${folder}-beside`, data, ...paths) : null;
  const read = await inChild(Read, 'read', folder, data);
  const edited = await inChild(Edited, 'edit', folder, data, ...(issues <= 10_000 ? ['rebuild'] : []));
  const lateEdited = await inChild(LateEdited, 'late-edit', folder, data);
  rmSync(`${folder}-beside`, { recursive: true, force: true });
  return {
    issues,
    markdown: plans.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6,
    imported,
    beside,
    read,
    edited,
    lateEdited,
  };
}

/** The bars of a size; what has none is printed for comparison. */
function* figuresOf(measured: Measured, small: Measured): Generator<Figure> {
  const { issues, imported, beside, read, edited } = measured;
  const at = (size: number, limit: number): number | null => (issues === size ? limit : null);
  const compared = (name: string, of: (one: Measured) => number, limit: number | null, unit: Figure['unit'] = 'ms'): Figure => ({
    name: `${name}, ${issues} issues`,
    value: of(measured),
    unit,
    besideName: `${small.issues} issues`,
    besideValue: of(small),
    limit,
  });
  yield compared('open to the first 100 rows', (one) => one.read.first, at(100_000, 150));
  yield compared('one-field command on disk, median', (one) => one.edited.median, null);
  const command = issues === 100_000 ? 2 * small.edited.p95 : at(10_000, 8);
  yield compared('one-field command on disk, 95th percentile', (one) => one.edited.p95, command);
  yield compared('bulk edit of 500 issues', (one) => one.edited.bulk, 300);
  yield compared('import from Markdown, longest file', (one) => Math.max(...one.imported.taken), at(10_000, 5000));
  yield compared('import from Markdown, all files', (one) => one.imported.taken.reduce((sum, taken) => sum + taken, 0), null);
  if (beside !== null) {
    yield alone('longest wait of another command during an import', beside.stall, 100, issues);
    yield alone('cancelled import to its answer', beside.cancel, null, issues);
    if (beside.leftBehind !== 0 || beside.told === 0)
      throw new Error(`Expected progress, and nothing left of a cancelled import: ${JSON.stringify(beside)}.`);
  }
  if (edited.rebuild !== null) yield compared('rebuild of the projection', (one) => one.edited.rebuild ?? 0, at(10_000, 4000));
  yield compared('search, first 20, 95th percentile', (one) => one.read.search, at(100_000, 10));
  const [worst = '', slowest = 0] = Object.entries(read.searches).toSorted(([, one], [, other]) => other - one)[0] ?? [];
  yield {
    name: `slowest search (${worst}), 95th percentile, ${issues} issues`,
    value: slowest,
    besideName: 'all searches',
    besideValue: read.search,
    limit: at(100_000, 10),
  };
  yield compared('first edit after opening', (one) => one.edited.first, at(10_000, 1200));
  yield compared('first edit three seconds after opening', (one) => one.lateEdited.first, null);
  yield compared('slowest read meanwhile', (one) => one.edited.slowestRead, null);
  yield compared('memory settled after editing', (one) => one.edited.settled, at(10_000, 350), 'MB');
  yield compared('memory at the peak of an import', (one) => one.imported.peak, at(10_000, 700), 'MB');
  yield compared('memory settled after an import', (one) => one.imported.settled, null, 'MB');
  yield {
    name: `disk use after import, ${issues} issues`,
    value: imported.disk,
    unit: 'MB',
    besideName: 'the Markdown',
    besideValue: measured.markdown,
    limit: null,
  };
  for (const shape of Object.keys(read.lists)) yield compared(`issue list ${shape}`, (one) => one.read.lists[shape] ?? 0, null);
  yield compared('workspace with its roadmaps', (one) => one.read.workspace, null);
  yield compared('schedule', (one) => one.read.schedule, null);
}

const alone = (name: string, value: number, limit: number | null, issues: number): Figure => ({
  name: `${name}, ${issues} issues`,
  value,
  besideName: 'nothing',
  besideValue: 0,
  limit,
});

/** The engine at 1,000, 10,000 and 100,000 issues (ten roadmaps); `--issues=1000,10000` takes others. Each size is compared with the first. */
export function engineBench(options: readonly string[]): Bench {
  const given = options.find((option) => option.startsWith('--issues='))?.slice('--issues='.length);
  const sizes = (given ?? '1000,10000,100000').split(',').map(Number);
  return {
    async *figures() {
      const root = mkdtempSync(join(tmpdir(), 'sextant-bench-'));
      try {
        let small: Measured | null = null;
        for (const issues of sizes) {
          const measured = await measure(root, issues);
          small ??= measured;
          yield* figuresOf(measured, small);
          rmSync(join(root, String(issues)), { recursive: true, force: true });
        }
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    },
  };
}
