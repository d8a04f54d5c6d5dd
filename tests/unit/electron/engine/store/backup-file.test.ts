import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupFiles, backupName, type BackupFile, outdatedBackups } from '#electron/engine/store/backup-file.ts';
import { temporaryTree } from '#tests/support/temporary-folder.ts';

const hour = 60 * 60 * 1000;
const start = Date.UTC(2026, 0, 5);

function file(at: number, verified = true): BackupFile {
  const instant = new Date(at).toISOString();
  return { path: `/backup/${backupName(instant)}`, at: instant, bytes: 4096, verified };
}

test('after a year of backups twice a day, the newest of seven days and of four weeks are kept', () => {
  const all = Array.from({ length: 730 }, (_, index) => file(start + index * 12 * hour));
  const gone = new Set(outdatedBackups(all));
  expect(all.filter((one) => !gone.has(one)).map(({ at }) => at.slice(0, 13))).toEqual([
    '2026-12-20T12',
    '2026-12-27T12',
    '2026-12-29T12',
    '2026-12-30T12',
    '2026-12-31T12',
    '2027-01-01T12',
    '2027-01-02T12',
    '2027-01-03T12',
    '2027-01-04T12',
  ]);
});

test('rotation, again after each backup, always keeps the newest whole one and one of each of the last days', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ hours: fc.nat({ max: 60 }), verified: fc.boolean() }), { maxLength: 40 }), (steps) => {
      let there: BackupFile[] = [];
      let now = start;
      for (const { hours, verified } of steps) {
        now += hours * hour + 1;
        there = [...there, file(now, verified)];
        const whole = there.filter((one) => one.verified);
        const gone = new Set(outdatedBackups(there));
        const kept = there.filter((one) => !gone.has(one));
        if (whole.length === 0) expect(kept).toEqual(there);
        else expect(kept).toContain(whole.at(-1));
        const days = new Set(whole.map(({ at }) => at.slice(0, 10)));
        const keptDays = new Set(kept.map(({ at }) => at.slice(0, 10)));
        expect([...days].slice(-7).filter((day) => !keptDays.has(day))).toEqual([]);
        expect(outdatedBackups(kept)).toEqual([]);
        there = kept;
      }
    }),
    { seed: 5 },
  );
});

test('a folder lists its backups only, newest first, and tells those that are not whole', () => {
  const folder = temporaryTree({
    '2026-01-05T09-00-00-000Z.sqlite': 'not a database',
    '2026-01-06T09-00-00-000Z.sqlite': '',
    '2026-01-07T09-00-00-000Z.sqlite.partial': '',
    'notes.txt': '',
  });
  expect(backupFiles(folder).map(({ at, verified }) => ({ at, verified }))).toEqual([
    { at: '2026-01-06T09:00:00.000Z', verified: false },
    { at: '2026-01-05T09:00:00.000Z', verified: false },
  ]);
  expect(backupFiles(`${folder}/none`)).toEqual([]);
});
