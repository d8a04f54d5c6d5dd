import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEngine } from '#electron/engine/open-engine.ts';
import { sextant } from '#tests/support/command-line.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** A workspace with three issues, the last of which is open and waits for the second. */
async function workspace(): Promise<string> {
  const folder = temporaryFolder();
  const opened = await openEngine({ folder, dataFolder: temporaryFolder() });
  if (!opened.ok) throw new Error(opened.error.message);
  const engine = opened.value;
  const made = await engine.command('create-roadmap', { title: 'Harbour' });
  if (!made.ok) throw new Error(made.error.message);
  const ids = [];
  for (const title of ['Radar', 'Chart', 'Alarm']) {
    const issue = await engine.command('create-issue', { roadmapId: made.value.roadmapId, title });
    if (issue.ok) ids.push(issue.value.issueId);
  }
  await engine.command('set-status', { issueIds: ids.slice(0, 2), category: 'done' });
  const [, second, third] = ids;
  if (second !== undefined && third !== undefined) await engine.command('add-dependency', { issueId: third, dependsOnId: second });
  await engine.close();
  return folder;
}

test('issues go into a file by rule, are found there, checked, and come back', async () => {
  const folder = await workspace();
  const cold = join(folder, 'cold');
  mkdirSync(cold);
  const call = async (...args: string[]): Promise<string> => {
    const { code, output, error } = await sextant(['archive', ...args], { workspace: folder });
    expect([code, error]).toEqual([0, error]);
    return output;
  };
  expect(await call()).toBe('Nothing is archived.\n');
  expect(await call('rule', 'Old work', '--days', '0')).toBe('Old work: made.\n');
  expect(await call('rules')).toMatch(/Old work +done or cancelled 0 days ago +on +this device/u);
  expect(await call('run', '--rule', 'old work', '--dry-run')).toMatch(
    /1 issue would move:\n {2}HA-1 Radar\n\n1 issue stays:\n {2}HA-2 Chart: is waited for by HA-3/u,
  );
  expect(readdirSync(cold)).toEqual([]);
  expect(await call('run', '--rule', 'Old work', '--to', cold)).toMatch(/moved to .*jsonl\.gz/u);
  expect(JSON.parse(await call('list', 'radar', '--json'))).toMatchObject({ issues: [{ key: 'HA-1', title: 'Radar' }], files: [{}] });
  const verb = async (...args: string[]): Promise<{ code: number; output: string; error: string }> =>
    sextant(args, { workspace: folder, environment: {} });
  expect(JSON.parse((await verb('search', 'radar', '--archived', '--json')).output)).toMatchObject({
    total: 0,
    archived: [{ key: 'HA-1' }],
  });
  expect((await verb('search', 'radar', '--archived')).output).toMatch(/No issue fits\.[^]*HA-1[^]*sextant archive restore HA-1/u);
  expect(await verb('search', 'is:open', 'radar', '--archived')).toMatchObject({ code: 2, output: '' });
  for (const reading of ['show', 'history']) {
    expect(await verb(reading, 'ha-1')).toMatchObject({
      code: 1,
      error: expect.stringContaining('Bring it back: sextant archive restore HA-1'),
    });
  }
  expect(await verb('delete', 'HA-3')).toMatchObject({ code: 0 });
  expect(await verb('show', 'HA-3')).toMatchObject({
    code: 1,
    error: expect.stringMatching(/was deleted on .* by .*sextant restore HA-3/u),
  });
  expect(await verb('restore', 'HA-3')).toMatchObject({ code: 0 });
  expect((await verb('list', '--in', '1')).error).not.toContain('import');
  const file = join(cold, readdirSync(cold)[0] ?? '');
  expect(await call('verify', file)).toMatch(/^The archive is whole\./u);
  expect(await call('restore', 'HA-1')).toContain('HA-1 Radar is in the plan again.');
  writeFileSync(file, readFileSync(file).subarray(9));
  const damaged = await sextant(['archive', 'verify', file], { workspace: folder });
  expect(damaged.code).toBe(1);
  expect(damaged.error).toContain('is not what was written');
  expect(await call('rule', 'Old work', '--delete')).toBe('Old work: deleted.\n');
});

test.each([
  [['rnu'], 2, 'Did you mean run?'],
  [['run'], 2, 'needs either keys of issues or --rule NAME'],
  [['run', '1'], 2, 'needs --to FOLDER'],
  [['restore'], 2, 'Expected sextant archive restore KEY…'],
  [['restore', '1'], 1, 'No archived issue has the key "1"'],
  [['run', '--rule', 'none', '--dry-run'], 1, 'There is no rule "none"'],
  [['rule', 'New'], 2, 'needs --days N'],
])('sextant archive %j is refused', async (args, code, message) => {
  const result = await sextant(['archive', ...args], { workspace: await workspace() });
  expect(result.code).toBe(code);
  expect(result.error).toContain(message);
});
