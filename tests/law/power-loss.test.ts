import { expect, test } from 'vitest';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import type { CrashAction } from '#tests/support/crash/crash-order.ts';
import { acknowledgedBy, acknowledgedTooEarly, losePower } from '#tests/support/power/lose-power.ts';
import { canRecordPower, recordPower } from '#tests/support/power/record-power.ts';

// Law 7: lose everything after the last completed sync to disk; every acknowledged command is there after a restart.

const some = (count: number): CrashAction[] => Array.from({ length: count }, () => 'command');
const actions: readonly CrashAction[] = [
  'import',
  ...some(30),
  'import',
  'large-import',
  'backup',
  ...some(10),
  'close',
  ...some(10),
  'rebuild',
  ...some(5),
];
/** What the database is made of. */
const database = ['workspace.sqlite', 'workspace.sqlite-wal', 'workspace.sqlite-journal'];

if (canRecordPower) {
  test('whatever was acknowledged outlives a loss of power, in the database as in the journal', { timeout: 240_000 }, async () => {
    const folder = temporaryFolder();
    const record = await recordPower(folder, actions, { seed: 3 });
    expect(record.events.filter((event) => acknowledgedBy(event).length > 0).length).toBeGreaterThan(15);
    expect(acknowledgedTooEarly(record)).toEqual([]);
    expect(losePower(record, folder, { count: 24, seed: 1 })).toEqual([]);
    expect(losePower(record, folder, { count: 12, seed: 2, without: ['journal.bin'] })).toEqual([]);
    expect(losePower(record, folder, { count: 12, seed: 3, without: database })).toEqual([]);
  });

  test('the harness finds out a database that syncs nothing', { timeout: 240_000 }, async () => {
    const folder = temporaryFolder();
    const workerUrl = new URL('../support/power/careless-worker.ts', import.meta.url);
    const record = await recordPower(folder, ['import', ...some(30)], { seed: 3, workerUrl });
    expect(acknowledgedTooEarly(record).length).toBeGreaterThan(5);
    expect(losePower(record, folder, { count: 12, seed: 2, without: ['journal.bin'] }).length).toBeGreaterThan(3);
  });
} else {
  test('the tests of power loss did not run: they need Linux and a C compiler', () => {
    expect(canRecordPower).toBe(false);
  });
}
