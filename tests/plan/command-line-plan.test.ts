import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sextant } from '#tests/support/command-line.ts';

// Why an issue is where it is, what does not hold, and what would help, as people ask for it.

const plan = `# Garden backlog

## 001 | Dig
priority: P0
estimate: 12h
---
Deep.

## 002 | Plant
priority: P1
estimate: 8h
depends: 001
---
Beans.
`;

describe('the schedule on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sextant-plan-'));
  const call = (...args: string[]) => sextant(args, { workspace: join(folder, 'workspace'), cwd: folder });
  const from = ['--from', '2026-03-02', '--hours-per-week', '30'];

  beforeAll(async () => {
    writeFileSync(join(folder, 'garden.md'), plan);
    await call('import', 'garden.md');
  });

  test('says why an issue is where it is', async () => {
    const { output } = await call('plan', '--explain', '002', ...from);
    expect(output.trim().split('\n')).toEqual([
      '002 “Plant” starts on Wednesday 4 March at 09:00 and is done on Thursday 5 March at 11:00.',
      'It starts then because it waits for 001 “Dig”, until Tuesday 3 March at 15:00.',
      'The team is busy with 001 “Dig” until Tuesday 3 March at 15:00, too.',
      'It is on the chain that sets the finish, as its last issue: a day more here is a day more in the end.',
      '',
      'What sets the finish: 001 → 002',
    ]);
    const { output: json } = await call('plan', '--explain', '002', '--json', ...from);
    expect(JSON.parse(json)).toMatchObject({ key: '002', unkept: [], chain: [{ key: '001' }, { key: '002' }] });
  });

  test('says what would make everything finish earlier, and changes nothing', async () => {
    const { output, error } = await call('plan', '--levers', ...from);
    expect(output.trim().split('\n').slice(0, 2)).toEqual([
      'Done on 2026-03-05 at 11:00 as planned. What would help:',
      '  Dropping 001 “Dig”: done 2 days earlier, on Tuesday 3 March.',
    ]);
    expect(error).toContain('each by planning again; nothing was changed');
    const { output: after } = await call('plan', '--json', ...from);
    expect(JSON.parse(after)).toMatchObject({ finish: '2026-03-05', issues: [{ key: '001' }, { key: '002' }], unplaced: [], unkept: [] });
  });

  test('plans as if others did it, in sprints of another length', async () => {
    const { output } = await call('plan', '--people', '2', '--sprint-length', '1', '--json', ...from);
    expect(JSON.parse(output)).toMatchObject({
      hoursPerWeek: 60,
      sprints: [{ name: 'Sprint 1', start: '2026-03-02', finish: '2026-03-06' }],
      issues: [{ by: [{ name: 'people', units: 1 }] }, { by: [{ name: 'people', units: 1 }] }],
    });
    const { code, error } = await call('plan', '--people', 'many');
    expect([code, error]).toEqual([2, expect.stringContaining('--people takes a number')]);
  });

  test('looks for a better plan, and says when the finish cannot be earlier', async () => {
    const { output } = await call('plan', '--optimise', '0.3', ...from);
    expect(output.split('\n')[0]).toMatch(
      /^Done as early as before; the finish is the best possible under these rules \([\d\s]+schedules tried\)\.$/,
    );
    const { output: json } = await call('plan', '--optimise', '0.3', '--json', ...from);
    expect(JSON.parse(json)).toMatchObject({
      finish: '2026-03-05',
      improvement: { withinPercent: 0, before: '2026-03-05T11:00', finish: '2026-03-05T11:00' },
    });
  });

  test('has no reason for what is done', async () => {
    await call('set', '001', '--status', 'done');
    const { output } = await call('plan', '--explain', '001', ...from);
    expect(output).toContain('is not open');
  });
});
