// Which changes of the log do not count. They stay in it, because they may count again, and are in no document.
import type { WriteConnection } from './connection.ts';

/** Why a change does not count: by the members; because it builds on such; or because another has its number. */
export type RefusalReason = 'refused' | 'builds-on-refused' | 'equivocation';

/** A change of the log that does not count. */
export interface RefusedChange {
  readonly hash: string;
  readonly documentId: string;
  readonly deviceId: string;
  readonly reason: RefusalReason;
  /** How many bytes it has. */
  readonly bytes: number;
}

/** What such a change says about itself, for people. */
export interface RefusedStep {
  readonly author: string;
  readonly command: string;
  /** ISO instant. */
  readonly at: string;
  /** JSON: `[issue id, field, before, after, subject]` each. */
  readonly entries: string;
}

/** Reads and writes which changes do not count. */
export interface RefusedChanges {
  has(hash: string): boolean;
  all(): RefusedChange[];
  /** Notes one; part of a transaction. */
  put(change: RefusedChange, step: RefusedStep): void;
  /** Lets one count again; part of a transaction. */
  remove(hash: string): void;
  /** How much there is of a device. */
  of(deviceId: string): { readonly count: number; readonly bytes: number };
}

/** The refused changes in `connection`. */
export function createRefusedChanges(connection: WriteConnection): RefusedChanges {
  const has = connection.prepare<[string], { found: number }>('SELECT 1 AS found FROM refused_change WHERE hash = ?');
  const all = connection.prepare<[], RefusedChange>(
    'SELECT hash, document_id AS documentId, device_id AS deviceId, reason, bytes FROM refused_change ORDER BY hash',
  );
  const put = connection.prepare<[string, string, string, string, number, string, string, string, string]>(
    `INSERT INTO refused_change (hash, document_id, device_id, reason, bytes, author, command, at, entries)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET reason = excluded.reason`,
  );
  const remove = connection.prepare<[string]>('DELETE FROM refused_change WHERE hash = ?');
  const of = connection.prepare<[string], { count: number; bytes: number }>(
    'SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM refused_change WHERE device_id = ?',
  );
  return {
    has: (hash) => has.get(hash) !== undefined,
    all: () => all.all(),
    put: ({ hash, documentId, deviceId, reason, bytes }, { author, command, at, entries }) =>
      void put.run(hash, documentId, deviceId, reason, bytes, author, command, at, entries),
    remove: (hash) => void remove.run(hash),
    of: (deviceId) => of.get(deviceId) ?? { count: 0, bytes: 0 },
  };
}
