import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { must } from '#shared/base/must.ts';
import { sextant } from '#tests/support/command-line.ts';

// Time travel, comparison, baselines and scenarios as people type them.

const plan = `# Garden backlog

## 001 | Dig
priority: P0
estimate: 12h
---
Deep.

## 002 | Plant
priority: P1
estimate: 7h
depends: 001
---
Beans.
`;

describe('views on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sextant-view-'));
  const workspace = join(folder, 'workspace');
  const call = (...args: string[]) => sextant(args, { workspace, cwd: folder });
  const json = async (...args: string[]): Promise<unknown> => {
    const { code, output, error } = await call(...args, '--json');
    if (code !== 0) throw new Error(error);
    return JSON.parse(output);
  };
  let imported = 0;

  beforeAll(async () => {
    writeFileSync(join(folder, 'garden.md'), plan);
    await call('import', 'garden.md');
    const log = (await json('log')) as { entries: { seq: number }[] }; // what the command line promises
    imported = must(log.entries[0], 'an entry').seq;
    await call('baseline', 'create', 'Kick-off', '--note', 'As imported');
    await call('set', '001', '--estimate', '40h');
    await call('set', '002', '--status', 'done');
  });

  test('at asks any reading verb in the plan as it was, and says what that means', async () => {
    for (const when of [String(imported), 'kick-off', `moment:${imported}`]) {
      const { code, output, error } = await call('at', when, 'list');
      expect(code).toBe(0);
      expect(output).toContain('12 h');
      expect(output).not.toContain('40 h');
      expect(error).toMatch(/As this device had received it by \d{4}-\d{2}-\d{2} \d{2}:\d{2} \((change \d+|baseline Kick-off)\)\./);
    }
    expect(await json('list', '--in', 'Kick-off')).toMatchObject([
      { key: '001', estimateHours: 12 },
      { key: '002', status: 'Planned' },
    ]);
    expect((await call('at', '2999-01-01', 'list')).output).toContain('40 h');
  });

  test('nothing is changed in the past', async () => {
    const { code, error } = await call('at', 'kick-off', 'set', '001', '--priority', 'P3', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(error)).toMatchObject({ error: { code: 'read-only' } });
  });

  test('what cannot be meant is refused with what is known', async () => {
    expect(await call('at', 'Kickoff', 'list')).toMatchObject({ code: 1, error: expect.stringContaining('Did you mean Kick-off?') });
    expect(await call('at', '1999-01-01', 'list')).toMatchObject({
      code: 1,
      error: expect.stringContaining('had received nothing by 1999-01-01'),
    });
    expect(await call('at', '2026-13-45', 'list')).toMatchObject({ code: 2 });
    expect(await call('at', '999999', 'list')).toMatchObject({ code: 1, error: expect.stringContaining('no change 999999') });
    expect(await call('at', 'kick-off')).toMatchObject({ code: 2 });
    expect(await call('baseline', 'creat', 'X')).toMatchObject({ code: 2, error: expect.stringContaining('Did you mean create?') });
  });

  test('diff tells field by field, and sums up', async () => {
    const { code, output } = await call('diff', 'Kick-off');
    expect(code).toBe(0);
    expect(output).toMatch(/changed\s+001\s+Dig .*estimate: 12 h → 40 h/);
    expect(output).toContain('Kick-off → now: 0 added, 0 removed, 2 changed, 0 moved');
    expect(await json('diff', 'now', 'Kick-off')).toMatchObject({
      changed: 2,
      hours: { before: 47, after: 19 },
      issues: [{ key: '001', fields: [{ field: 'estimate', before: '40 h', after: '12 h' }] }, { key: '002' }],
    });
    expect((await call('diff', 'now', 'now')).output).toContain('No issue differs.');
  });

  test('baselines are listed, renamed and deleted', async () => {
    expect(await json('baseline')).toMatchObject([{ name: 'Kick-off', note: 'As imported' }]);
    expect((await call('baseline', 'create', 'Import', '--at', String(imported))).code).toBe(0);
    expect((await call('baseline', 'rename', 'Import', 'First import')).code).toBe(0);
    expect((await call('diff', 'First import', 'Kick-off')).output).toContain('No issue differs.');
    expect((await call('baseline', 'delete', 'First import')).code).toBe(0);
    expect((await call('baseline')).output).not.toContain('First import');
  });

  test('a scenario is made, changed, compared and merged', async () => {
    expect((await call('scenario', 'create', 'Garden', 'Help')).output).toContain('Help: forked.');
    expect((await call('set', '001', '--estimate', '4h', '--in', 'Help')).code).toBe(0);
    expect(await json('list')).toMatchObject([{ key: '001', estimateHours: 40 }, { key: '002' }]);
    expect((await call('scenario', 'diff', 'Help')).output).toMatch(/estimate: 40 h → 4 h/);
    await call('set', '001', '--estimate', '20h');
    const refused = await call('scenario', 'merge', 'Help');
    expect(refused.code).toBe(1);
    expect(refused.error).toContain('issue 001, estimate: 40 h → scenario 4 h, plan 20 h');
    expect((await call('scenario', 'merge', 'Help', '--prefer', 'scenario', '--dry-run')).output).toContain('would be merged');
    expect((await call('scenario', 'merge', 'Help', '--prefer', 'scenario')).output).toContain(
      'Help: merged; 0 created, 1 changed, 0 deleted.',
    );
    expect(await json('list')).toMatchObject([{ key: '001', estimateHours: 4 }, { key: '002' }]);
    expect(await json('scenario')).toMatchObject([{ name: 'Help', state: 'merged' }]);
    expect((await call('scenario', 'discard', 'Help')).code).toBe(0);
  });
});
