import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Journal, type JournalChange, journalPath } from '#electron/engine/store/journal.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

function change(hash: string, size = 20): JournalChange {
  return {
    documentId: 'r1',
    kind: 'roadmap',
    roadmapId: 'r1',
    hash,
    deviceId: 'd',
    signature: Buffer.from([1, 2, 3]),
    receivedAt: '2026-01-05T09:00:00.000Z',
    bytes: Buffer.alloc(size, hash.charCodeAt(0)),
  };
}

const hashes = (journal: Journal): string[][] => [...journal.entries()].map((entry) => entry.map(({ hash }) => hash));

test('gives back what was appended, whole transactions in order', () => {
  const folder = temporaryFolder();
  const first = new Journal(folder);
  first.append([change('a'), change('b', 5000)]);
  first.append([change('c')]);
  first.close();
  const again = new Journal(folder);
  expect([...again.entries()]).toEqual([[change('a'), change('b', 5000)], [change('c')]]);
  expect(again.last()).toEqual([change('c')]);
  again.close();
});

test('an empty journal has no entries', () => {
  const journal = new Journal(temporaryFolder());
  expect(journal.last()).toBeNull();
  expect(hashes(journal)).toEqual([]);
  journal.close();
});

test('an entry that was being written when the machine stopped is left out, and those after it are found again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 250 }), (cut) => {
      const folder = temporaryFolder();
      const first = new Journal(folder);
      first.append([change('a')]);
      const whole = readFileSync(journalPath(folder)).length;
      first.append([change('b')]);
      first.close();
      const size = readFileSync(journalPath(folder)).length;
      truncateSync(journalPath(folder), Math.max(whole + 1, size - cut));
      const torn = new Journal(folder);
      expect(hashes(torn)).toEqual([['a']]);
      torn.cutTail();
      torn.append([change('c')]);
      expect(hashes(torn)).toEqual([['a'], ['c']]);
      expect(torn.last()).toEqual([change('c')]);
      torn.close();
    }),
    { numRuns: 30 },
  );
});

test('a damaged entry is not given out', () => {
  const folder = temporaryFolder();
  const journal = new Journal(folder);
  journal.append([change('a')]);
  journal.append([change('b')]);
  journal.close();
  const bytes = readFileSync(journalPath(folder));
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 10) ^ 0xff, bytes.length - 10);
  writeFileSync(journalPath(folder), bytes);
  const damaged = new Journal(folder);
  expect(hashes(damaged)).toEqual([['a']]);
  expect(damaged.last()).toBeNull();
  damaged.close();
});

test('bytes that are no journal are no entries', () => {
  const folder = temporaryFolder();
  appendFileSync(journalPath(folder), 'this is not a journal at all, and long enough to look like one');
  const journal = new Journal(folder);
  expect(hashes(journal)).toEqual([]);
  expect(journal.last()).toBeNull();
  journal.close();
});
