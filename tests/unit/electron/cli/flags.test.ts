import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEngine } from '#electron/engine/open-engine.ts';
import { sextant } from '#tests/support/command-line.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

async function workspace(): Promise<string> {
  const folder = temporaryFolder();
  const opened = await openEngine({ folder, dataFolder: temporaryFolder() });
  if (!opened.ok) throw new Error(opened.error.message);
  await opened.value.close();
  return folder;
}

test('flags are made, switched, renamed, exported, removed and imported again', async () => {
  const folder = await workspace();
  const call = async (...args: string[]): Promise<string> => {
    const { code, output, error } = await sextant(['flags', ...args], { workspace: folder });
    expect([code, error]).toEqual([code === 0 ? 0 : error, error]);
    return output;
  };
  expect(await call()).toBe('There are no flags.\n');
  expect(await call('create', 'table', '--description', 'The new table', '--rollout', '25')).toBe('table: created, off.\n');
  expect(await call('on', 'table')).toBe('table: on for 25 %.\n');
  expect(await call('set', 'table', '--name', 'new-table')).toBe('new-table: name set.\n');
  expect(await call()).toMatch(/new-table +on +25 % +0\/0 +no issue names it +The new table/u);
  const changes: unknown = JSON.parse(await call('history', 'new-table', '--json'));
  expect(changes).toMatchObject([
    { field: 'name', before: 'table', after: 'new-table' },
    { field: 'on', before: 'off', after: 'on' },
    { field: 'flag', before: null, after: 'table' },
  ]);
  const file = join(folder, 'flags.json');
  expect(await call('export', '--to', file)).toBe(`1 flag written to ${file}.\n`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    version: 2,
    flags: [{ name: 'new-table', on: true, rolloutPercent: 25 }],
  });
  expect(await call('export', '--format', 'typescript')).toContain('export function isFlagOn(name: FlagName, unit: string): boolean');
  expect(await call('delete', 'new-table')).toBe('new-table: deleted.\n');
  expect(await call('import', file)).toBe('1 flag created, 0 updated, 0 unchanged.\n');
  expect(JSON.parse(await call('list', '--json'))).toMatchObject([
    { name: 'new-table', on: true, rolloutPercent: 25, warnings: ['unused'] },
  ]);
});

test.each([
  [['crate', 'a'], 2, 'Did you mean create?'],
  [['create'], 2, 'NAME is missing'],
  [['set', 'a'], 2, 'needs at least one field'],
  [['set', 'a', '--rollout', '2.5'], 2, 'whole per cent'],
  [['on', 'absent'], 1, 'There is no flag "absent"'],
  [['create', 'a', '--milestone', 'M9'], 1, 'There is no milestone "M9"'],
])('sextant flags %j is refused', async (args, code, message) => {
  const result = await sextant(['flags', ...args], { workspace: await workspace() });
  expect(result.code).toBe(code);
  expect(result.error).toContain(message);
});
