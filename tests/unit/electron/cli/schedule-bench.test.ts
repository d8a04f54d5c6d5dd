// `sextant schedule bench`, and that it and `sextant plan` go through the same kernel.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sextant } from '#tests/support/command-line.ts';
import { generateInstance, pattersonText, progenText } from '#tests/support/schedule/instance-generator.ts';

const Row = z.strictObject({
  instance: z.string(),
  makespan: z.int(),
  lowerBound: z.int(),
  optimal: z.boolean(),
  ms: z.number(),
  schedules: z.int(),
});
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sextant-bench-'));
  for (const [at, strength] of [0.1, 0.3, 0.6].entries()) {
    const instance = generateInstance({ seed: 11 + at, activities: 24, complexity: 1.8, factor: 0.6, strength });
    writeFileSync(join(folder, `p${at}.sm`), progenText(instance));
    writeFileSync(join(folder, `p${at}.rcp`), pattersonText(instance));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bench(...args: string[]): Promise<z.infer<typeof Row>[]> {
  const { code, output, error } = await sextant(['schedule', 'bench', ...args, '--json'], { cwd: folder });
  expect([code, error]).toEqual([0, '']);
  return output
    .trimEnd()
    .split('\n')
    .map((line) => Row.parse(JSON.parse(line)));
}

describe('sextant schedule bench', () => {
  test('one object a line; small projects are proven to be the shortest, the same in both formats', async () => {
    const rows = await bench('p0.sm', 'p1.sm', 'p2.sm', '--schedules', '200000');
    expect(rows.map(({ instance, optimal }) => [instance, optimal])).toEqual([
      ['p0', true],
      ['p1', true],
      ['p2', true],
    ]);
    for (const { makespan, lowerBound } of rows) expect(lowerBound).toBe(makespan);
    const patterson = await bench('p0.rcp', 'p1.rcp', 'p2.rcp', '--schedules', '200000');
    expect(patterson.map(({ makespan }) => makespan)).toEqual(rows.map(({ makespan }) => makespan));
  });

  test('the same schedules, seed and threads give the same answer', async () => {
    const args = ['p0.sm', '--schedules', '900', '--seed', '5'];
    const plain = ({ makespan, lowerBound, schedules }: z.infer<typeof Row>): number[] => [makespan, lowerBound, schedules];
    expect((await bench(...args)).map(plain)).toEqual((await bench(...args)).map(plain));
    const threads = [...args, '--threads', '2'];
    const [first] = await bench(...threads);
    expect([first].flatMap((row) => (row === undefined ? [] : [plain(row)]))).toEqual((await bench(...threads)).map(plain));
    expect(first?.lowerBound).toBeLessThanOrEqual(first?.makespan ?? 0);
  });

  test('it says in words how good a plan is', async () => {
    const { output, error } = await sextant(['schedule', 'bench', 'p2.sm', '--schedules', '100000'], { cwd: folder, columns: 100 });
    expect(output).toMatch(/^p2: \d+, optimal, [\d.]+ ms, \d+ schedules\n$/u);
    expect(error).toContain('1 file, 1 proven to be the shortest.');
  });

  test('what is no project is refused with file and line, and what is not there with its name', async () => {
    writeFileSync(join(folder, 'bad.rcp'), '2 1\n4\n0 0 1 9\n');
    const bad = await sextant(['schedule', 'bench', 'bad.rcp'], { cwd: folder });
    expect([bad.code, bad.error]).toEqual([
      1,
      expect.stringContaining('bad.rcp:3: Expected a successor of activity 1, a whole number from 1 to 2, but found "9".'),
    ]);
    expect((await sextant(['schedule', 'bench', 'gone.sm'], { cwd: folder })).error).toContain('gone.sm cannot be read');
    expect((await sextant(['schedule', 'race', 'p0.sm'], { cwd: folder })).code).toBe(2);
  });
});

test('bench and plan build, improve and place through the same functions', () => {
  const text = (path: string): string => readFileSync(fileURLToPath(new URL(`../../../../${path}`, import.meta.url)), 'utf8');
  const verb = text('electron/cli/verb/schedule.ts');
  expect(verb).toContain("from '#shared/schedule/build-problem.ts'");
  expect(verb).toContain("import { scheduleList } from '#shared/schedule/schedule-plan.ts'");
  // What `plan` asks for, and what an improved list is read by, stand in one file.
  expect(text('electron/engine/query/schedule.ts')).toMatch(/schedule-plan\.ts|schedulePlan/u);
  expect(text('electron/engine/improve/improve-here.ts')).toContain('improvePlan(built');
  expect(text('electron/engine/improve-worker.ts')).toContain('improvePlan(buildProblem(input)');
});
