import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { stayOpen } from '#electron/engine/stay-open.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { sextant } from '#tests/support/command-line.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

const folder = keptFolder();
const planFile = join(folder, 'LOCK.md');
const open: Connection[] = [];
let workspace = '';

const issues = ['Gate sensor', 'Water level [log]', 'Handbook'].map(
  (title, at) => `### Issue #${at + 1}: ${title}\n**Priority:** P1\n\n---\n`,
);

interface Row {
  readonly key: string;
  readonly title: string;
  readonly labels: readonly string[];
}

async function json(args: readonly string[]): Promise<unknown> {
  const { code, output, error } = await sextant([...args, '--json'], { workspace });
  expect({ code, error }).toEqual({ code: 0, error: '' });
  return JSON.parse(output);
}

async function list(args: readonly string[]): Promise<Row[]> {
  return (await json(['list', ...args])) as Row[]; // the rows that it prints
}

beforeAll(() => {
  process.env['SEXTANT_DATA'] = join(folder, 'data');
  writeFileSync(planFile, ['# Lock Issues', '', '**Generated:** 2026-12-01', '', '---', '', ...issues].join('\n'));
});
beforeEach(async () => {
  workspace = join(folder, `workspace-${open.length}`);
  // Calls to a workspace that is open go through its socket and need not load it each time.
  open.push(valueOf(await stayOpen({ folder: workspace }, () => {})));
});
afterAll(async () => {
  for (const connection of open) await connection.close();
  delete process.env['SEXTANT_DATA'];
});

test('an issue is added with its fields, changed and deleted, each as one step', async () => {
  await json(['import', planFile]);
  const titles = async (): Promise<string[]> => (await list(['--sort', 'key'])).map(({ title }) => title);
  const before = await titles();
  const fields = [
    '--priority',
    'P0',
    '--estimate',
    '2d',
    '--label',
    'quay,light',
    '--parent',
    '#1',
    '--kind',
    'task',
    '--status',
    'backlog',
  ];
  expect(await json(['add', 'Paint', 'the', 'gate', ...fields])).toMatchObject({ key: '#4' });
  const added = (await list([])).find(({ key }) => key === '#4');
  expect(added).toMatchObject({ title: 'Paint the gate', priority: 'P0', estimateHours: 16, statusCategory: 'backlog', kind: 'task' });
  expect(added?.labels.toSorted()).toEqual(['light', 'quay']);
  // A new person is a step of its own, because somebody may have work by the time that the issue is taken back.
  await json(['set', '#4', '--label', 'none', '--assignee', 'Noor', '--hold', 'No paint', '--parent', 'none', '--body', 'Grey.']);
  expect((await list([])).find(({ key }) => key === '#4')).toMatchObject({ labels: [], assignee: 'Noor', blocked: true });
  await json(['undo']);
  expect((await list([])).find(({ key }) => key === '#4')).toMatchObject({ assignee: null, blocked: false });
  await json(['undo']);
  expect(await json(['delete', '#4', '#2'])).toMatchObject({ deleted: 2 });
  expect(await titles()).toEqual(before.filter((title) => title !== 'Water level [log]'));
  await json(['undo']);
  expect(await titles()).toEqual([...before, 'Paint the gate']);
});

test('what cannot be added is refused, and nothing is', async () => {
  expect((await sextant(['add', 'Anything'], { workspace })).error).toContain('no roadmap yet');
  await json(['import', planFile]);
  const before = await list([]);
  const wrong: [args: string[], code: number, says: string][] = [
    [['x'.repeat(501)], 2, '500'],
    [['Twice', '--key', '#1'], 1, 'taken'],
    [['Nowhere', '--milestone', 'v9'], 1, 'no milestone'],
    [['Orphan', '--parent', '#99'], 1, 'No issue has the key'],
    [['Odd', '--kind', 'saga'], 2, '--kind takes'],
    [['Long', '--assignee', 'x'.repeat(201)], 2, '--assignee'],
    [['Long', '--component', 'x'.repeat(201)], 2, '--component'],
  ];
  for (const [args, code, says] of wrong) {
    const refused = await sextant(['add', ...args], { workspace });
    expect([refused.code, refused.error], args.join(' ')).toEqual([code, expect.stringContaining(says)]);
  }
  expect((await sextant(['delete', '#1', '#99'], { workspace })).code).toBe(1);
  expect(await list([])).toEqual(before);
});
