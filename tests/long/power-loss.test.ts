import { expect, test } from 'vitest';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import type { CrashAction } from '#tests/support/crash/crash-order.ts';
import { acknowledgedTooEarly, losePower } from '#tests/support/power/lose-power.ts';
import { canRecordPower, recordPower } from '#tests/support/power/record-power.ts';

// As tests/law/power-loss.test.ts, many times: other workspaces, more instants.

const seeds = [11, 12, 13, 14, 15, 16];
const some = (count: number): CrashAction[] => Array.from({ length: count }, () => 'command');
const actions: readonly CrashAction[] = [
  'import',
  ...some(40),
  'import',
  'backup',
  ...some(30),
  'close',
  ...some(30),
  'rebuild',
  'import',
  'large-import',
];
const database = ['workspace.sqlite', 'workspace.sqlite-wal', 'workspace.sqlite-journal'];

if (canRecordPower) {
  test.for(seeds)('whatever was acknowledged outlives a loss of power (seed %i)', { timeout: 600_000 }, async (seed) => {
    const folder = temporaryFolder();
    const record = await recordPower(folder, actions, { seed });
    expect(acknowledgedTooEarly(record)).toEqual([]);
    expect(losePower(record, folder, { count: 80, seed })).toEqual([]);
    expect(losePower(record, folder, { count: 30, seed: seed + 100, without: ['journal.bin'] })).toEqual([]);
    expect(losePower(record, folder, { count: 30, seed: seed + 200, without: database })).toEqual([]);
  });
} else {
  test('the tests of power loss did not run: they need Linux and a C compiler', () => {
    expect(canRecordPower).toBe(false);
  });
}
