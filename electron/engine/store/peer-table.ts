// What this device alone knows about working with others: settings, where others are, how much they have, its invitations.
import { z } from 'zod';
import type { WriteConnection } from './connection.ts';

/** Another device. */
export interface Peer {
  readonly deviceId: string;
  /** Where it was reached last, as `host:port`. */
  readonly addresses: readonly string[];
  /** ISO instant at which it was heard last; `null` before the first time. */
  readonly heardAt: string | null;
}

/** How much of a document another device is known to have. */
export interface PeerDocument {
  readonly documentId: string;
  readonly heads: readonly string[];
  /** It has everything of the document up to this change of the log. */
  readonly seq: number;
  /** ISO instant. */
  readonly at: string;
}

/** An invitation that this device issued. */
export interface IssuedInvitation {
  readonly id: string;
  /** Hex. */
  readonly secret: string;
  readonly role: string | null;
  readonly personId: string | null;
  /** ISO instants. */
  readonly madeAt: string;
  readonly expiresAt: string;
  /** Wrong proofs so far. */
  readonly tries: number;
  /** The device that redeemed it. */
  readonly deviceId: string | null;
}

interface RawPeer {
  readonly deviceId: string;
  readonly addresses: string;
  readonly heardAt: string | null;
}

const Addresses = z.array(z.string());

/** Settings of sync that a device keeps. */
export type SyncSetting = 'enabled' | 'port' | 'usual-port' | 'relays' | 'discovery' | 'presence' | 'joining' | 'removed' | 'leaving';

const invitationColumns = `id, secret, role, person_id AS personId, made_at AS madeAt, expires_at AS expiresAt, tries, device_id AS deviceId`;

/** The tables of sync in a database. */
export class PeerTable {
  readonly #connection: WriteConnection;

  constructor(connection: WriteConnection) {
    this.#connection = connection;
  }

  /** A setting; `null` while it was never set. */
  setting(name: SyncSetting): string | null {
    return this.#connection.prepare<[string], string>('SELECT value FROM sync_setting WHERE name = ?').pluck().get(name) ?? null;
  }

  /** Keeps a setting; `null` forgets it. */
  set(name: SyncSetting, value: string | null): void {
    if (value === null) this.#connection.prepare('DELETE FROM sync_setting WHERE name = ?').run(name);
    else this.#connection.prepare('INSERT OR REPLACE INTO sync_setting (name, value) VALUES (?, ?)').run(name, value);
  }

  /** All devices that were ever heard of. */
  peers(): Peer[] {
    return this.#connection
      .prepare<[], RawPeer>('SELECT device_id AS deviceId, addresses, heard_at AS heardAt FROM peer ORDER BY device_id')
      .all()
      .map((row) => ({ ...row, addresses: Addresses.parse(JSON.parse(row.addresses)) }));
  }

  /** Keeps where a device is; an empty list leaves what is known. */
  keepPeer(deviceId: string, addresses: readonly string[], heardAt: string | null): void {
    this.#connection
      .prepare(
        `INSERT INTO peer (device_id, addresses, heard_at) VALUES (?, ?, ?) ON CONFLICT (device_id) DO UPDATE SET
           addresses = iif(excluded.addresses = '[]', addresses, excluded.addresses), heard_at = coalesce(excluded.heard_at, heard_at)`,
      )
      .run(deviceId, JSON.stringify(addresses), heardAt);
  }

  /** How much of each document a device has. */
  documents(deviceId: string): PeerDocument[] {
    return this.#connection
      .prepare<[string], Omit<PeerDocument, 'heads'> & { heads: string }>(
        'SELECT document_id AS documentId, heads, seq, at FROM peer_document WHERE device_id = ? ORDER BY document_id',
      )
      .all(deviceId)
      .map((row) => ({ ...row, heads: row.heads === '' ? [] : row.heads.split(' ') }));
  }

  /** Keeps how much of some documents a device has. */
  keepDocuments(deviceId: string, documents: readonly PeerDocument[]): void {
    const keep = this.#connection.prepare(
      'INSERT OR REPLACE INTO peer_document (device_id, document_id, heads, seq, at) VALUES (?, ?, ?, ?, ?)',
    );
    this.#connection.transaction(() => {
      for (const { documentId, heads, seq, at } of documents) keep.run(deviceId, documentId, heads.join(' '), seq, at);
    })();
  }

  /** The invitation of this id. */
  invitation(id: string): IssuedInvitation | null {
    const row = this.#connection.prepare<[string], IssuedInvitation>(`SELECT ${invitationColumns} FROM invitation WHERE id = ?`).get(id);
    return row ?? null;
  }

  /** Keeps a new invitation. */
  issue({ id, secret, role, personId, madeAt, expiresAt }: Omit<IssuedInvitation, 'tries' | 'deviceId'>): void {
    this.#connection
      .prepare('INSERT INTO invitation (id, secret, role, person_id, made_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)')
      .run(id, secret, role, personId, madeAt, expiresAt);
  }

  /** Counts a wrong proof. */
  tried(id: string): void {
    this.#connection.prepare('UPDATE invitation SET tries = tries + 1 WHERE id = ?').run(id);
  }

  /** Notes which device redeemed an invitation. */
  redeemed(id: string, deviceId: string): void {
    this.#connection.prepare('UPDATE invitation SET device_id = ? WHERE id = ?').run(deviceId, id);
  }

  /** Forgets an invitation; answers whether there was one that nobody had redeemed. */
  withdraw(id: string): boolean {
    return this.#connection.prepare('DELETE FROM invitation WHERE id = ? AND device_id IS NULL').run(id).changes > 0;
  }
}
