import { expect, test } from 'vitest';
import { syncSentence } from '#electron/engine/query/sync-sentence.ts';
import type { QueryResult } from '#shared/contract/query.ts';

type Status = QueryResult<'sync-status'>;

const summary: Omit<Status['summary'], 'sentence'> = {
  enabled: true,
  relays: 'none',
  discovery: true,
  presence: true,
  port: 0,
  addresses: [],
  trouble: null,
  waitingFor: null,
  refused: null,
  removed: null,
};

const away: Status['rows'][number] = {
  id: 'a'.repeat(64),
  device: 'Laptop',
  personId: 'p1',
  person: 'Ben',
  connected: false,
  path: null,
  heardAt: '2026-11-17T12:00:00.000Z',
  inSync: false,
  documents: null,
  equal: null,
  waiting: 0,
  waitingSince: null,
  coming: null,
  at: null,
};
const behind = { ...away, waiting: 3, waitingSince: '2026-11-17T12:00:00.000Z' };
const synced = (person: string): Status['rows'][number] => ({
  ...away,
  personId: person,
  person,
  connected: true,
  path: 'local',
  inSync: true,
});

test('says who has the same and for whom something waits, with days as people name them', () => {
  const rows = [synced('Ana'), synced('the office box'), behind];
  expect(syncSentence(summary, rows, '2026-11-20')).toBe('Synced with Ana and the office box, 3 changes waiting for Ben since Tuesday.');
  expect(syncSentence(summary, [behind], '2026-12-24')).toBe('3 changes waiting for Ben since 17 November.');
});

test('who was shut out is told by whom and when, as far as that is known', () => {
  const at = '2026-03-03T12:00:00.000Z';
  const stays = 'What you have stays with you; what you change from now on is not shared.';
  const told = (by: string | null, toldBy: string | null, left = false): string =>
    syncSentence({ ...summary, removed: { by, toldBy, at, left } }, [behind], '2026-11-20');
  expect(told('Ana', null)).toBe(`Ana removed this device on 3 March. ${stays}`);
  expect(told(null, 'Ben')).toBe(`This device was removed on 3 March, as Ben tells it. ${stays}`);
  expect(told('Ben', null, true)).toBe('You left the team on 3 March. What you have stays with you; nothing is shared any more.');
});

test('says what comes while it comes, and of those who are away what is known', () => {
  const coming = { ...synced('Ana'), inSync: false, documents: 24, equal: 3, coming: 0.427 };
  expect(syncSentence(summary, [coming, away], '2026-11-20')).toBe(
    'Receiving the plan from Ana (3 of 24 documents the same and 42 % of the next). Ben is away and had everything when last heard.',
  );
  expect(syncSentence(summary, [{ ...away, heardAt: null }], null)).toBe('Ben was never reached from here.');
});
