import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stayOpen } from '#electron/engine/stay-open.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { sextant } from '#tests/support/command-line.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

const folder = keptFolder();
const workspace = join(folder, 'workspace');
const plan = [1, 2, 3].map((key) => `### Issue #${key}: Part ${key}\n**Priority:** P1\n**Estimated Effort:** 8 hours\n\n---\n`);
let open: Connection;

beforeAll(async () => {
  process.env['SEXTANT_DATA'] = join(folder, 'data');
  const file = join(folder, 'PLAN.md');
  writeFileSync(file, ['# Lock Issues', '', '**Generated:** 2026-12-01', '', '---', '', ...plan].join('\n'));
  // Calls to a workspace that is open go through its socket and need not load it each time.
  open = valueOf(await stayOpen({ folder: workspace }, () => {}));
  const imported = await sextant(['import', file], { workspace });
  if (imported.code !== 0) throw new Error(imported.error);
});
afterAll(async () => {
  await open.close();
  delete process.env['SEXTANT_DATA'];
});

async function list(): Promise<{ assignee: string | null }[]> {
  return JSON.parse((await sextant(['list', '--sort', 'rank', '--json'], { workspace })).output) as { assignee: string | null }[]; // the rows that it prints
}

test.each([
  ['list'],
  ['show', '#1'],
  ['ready'],
  ['effort'],
  ['plan'],
  ['graph'],
  ['set', '#1', '--status', 'done'],
  ['add', 'Anything'],
  ['delete', '#1'],
  ['check', '#1', '1'],
  ['depend', '#1', '--on', '#2'],
])('%s in a folder without a workspace is refused and makes none', async (...args) => {
  const missing = join(folder, 'mistyped');
  const { code, output, error } = await sextant(args, { workspace: missing });
  expect([code, output]).toEqual([1, '']);
  expect(error).toContain(`There is no workspace in ${missing}`);
  expect(existsSync(missing)).toBe(false);
  expect(JSON.parse((await sextant([...args, '--json'], { workspace: folder })).error)).toMatchObject({ error: { code: 'not-found' } });
  expect(existsSync(join(folder, 'lock.sqlite'))).toBe(false);
});

test('set with one wrong value among good ones changes nothing and adds nobody', async () => {
  const before = await list();
  const good = ['--title', 'Changed', '--priority', 'P3', '--estimate', '1h', '--assignee', 'Newcomer', '--status', 'done'];
  const long = 'x'.repeat(201);
  const wrong = [
    ['--component', long],
    ['--sprint', 'two\nlines'],
    ['--milestone', 'v9'],
    ['--title', 'x'.repeat(501)],
    ['--assignee', long],
  ];
  for (const flags of wrong) {
    const { code, error } = await sextant(['set', '#1', ...good, ...flags], { workspace });
    expect(code, error).toBe(flags[0] === '--milestone' ? 1 : 2);
  }
  expect(await list()).toEqual(before);
  expect((await sextant(['list', '--assignee', 'Newcomer'], { workspace })).code).toBe(1);
});

test('set finds a person however the accents of the name are encoded', async () => {
  for (const [key, name] of [
    ['#1', 'Zo\u00EB'],
    ['#2', 'ZOE\u0308'],
  ] as const) {
    expect((await sextant(['set', key, '--assignee', name], { workspace })).error).not.toContain('already');
  }
  expect((await list()).map(({ assignee }) => assignee)).toEqual(['Zo\u00EB', 'Zo\u00EB', null]);
});
