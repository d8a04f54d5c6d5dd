// What `sync-status` may answer, for tests of the words that are made of it.
import type { QueryResult } from '#shared/contract/query.ts';

type Status = QueryResult<'sync-status'>;

/** A device on which sync is on and nothing is the matter. */
export const calmSummary: Status['summary'] = {
  enabled: true,
  relays: 'none',
  discovery: true,
  presence: true,
  port: 0,
  addresses: [],
  trouble: null,
  waitingFor: null,
  refused: null,
  held: 0,
  removed: null,
  sentence: '',
};

/** Ben's laptop, which is away and had everything when it was heard last. */
export const awayRow: Status['rows'][number] = {
  id: 'a'.repeat(64),
  device: 'Laptop',
  personId: 'p1',
  person: 'Ben',
  connected: false,
  path: null,
  program: null,
  heardAt: '2026-11-17T12:00:00.000Z',
  inSync: false,
  documents: null,
  equal: null,
  waiting: 0,
  waitingSince: null,
  coming: null,
  at: null,
};
