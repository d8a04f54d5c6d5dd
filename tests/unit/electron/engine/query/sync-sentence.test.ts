import { expect, test } from 'vitest';
import { syncSentence } from '#electron/engine/query/sync-sentence.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { awayRow, calmSummary } from '#tests/support/sync/status.ts';

const summary = calmSummary;
const away = awayRow;

const behind = { ...away, waiting: 3, waitingSince: '2026-11-17T12:00:00.000Z' };
const synced = (person: string): QueryResult<'sync-status'>['rows'][number] => ({
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

test('says which device is to be brought up to date, and what that gives', () => {
  const connected = { ...synced('Ben'), inSync: false, documents: 4, equal: 3 };
  const newer = { ...connected, program: 'newer' as const };
  expect(syncSentence({ ...summary, held: 3 }, [newer], null)).toBe('Ben has a newer Sextant; update this one to get 3 changes.');
  expect(syncSentence(summary, [newer], null)).toBe('Ben has a newer Sextant; update this one.');
  expect(syncSentence({ ...summary, held: 1 }, [], null)).toBe('Nobody else has been taken in yet.');
  expect(syncSentence({ ...summary, held: 1 }, [behind], null)).toBe(
    '3 changes waiting for Ben since 17 November 2026. 1 change of a newer Sextant waits here; update this one to get it.',
  );
  const older = { ...connected, program: 'older' as const, waiting: 2, waitingSince: '2026-11-17T12:00:00.000Z' };
  expect(syncSentence(summary, [synced('Ana'), older], null)).toBe(
    'Synced with Ana. Ben has an older Sextant; update that device, which 2 changes wait for.',
  );
});

test('who was invited is told why it takes longer', () => {
  const joining = { ...summary, waitingFor: 'Ana' };
  expect(syncSentence(joining, [], null)).toBe('Waiting for Ana.');
  expect(syncSentence({ ...joining, refused: 'unanswered' }, [], null)).toBe(
    'Waiting for Ana, whose device was reached and did not answer the invitation; it is tried again.',
  );
  expect(syncSentence({ ...joining, refused: 'outdated' }, [], null)).toBe(
    'Ana has a newer Sextant; update this one, and the invitation is redeemed.',
  );
});
