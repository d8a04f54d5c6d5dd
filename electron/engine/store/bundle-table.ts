// What this device knows from bundles about others: how much they had when they made one.
import type { WriteConnection } from './connection.ts';

/** The table of bundles in a database. */
export class BundleTable {
  readonly #connection: WriteConnection;

  constructor(connection: WriteConnection) {
    this.#connection = connection;
  }

  /** Document → heads that a device is known to have. */
  known(deviceId: string): Record<string, readonly string[]> {
    const rows = this.#connection
      .prepare<[string], { documentId: string; heads: string }>(
        'SELECT document_id AS documentId, heads FROM bundle_document WHERE device_id = ?',
      )
      .all(deviceId);
    return Object.fromEntries(rows.map(({ documentId, heads }) => [documentId, heads.split(' ')]));
  }

  /** Keeps what a device had. */
  keep(deviceId: string, heads: Readonly<Record<string, readonly string[]>>): void {
    const put = this.#connection.prepare('INSERT OR REPLACE INTO bundle_document (device_id, document_id, heads) VALUES (?, ?, ?)');
    this.#connection.transaction(() => {
      for (const [documentId, newest] of Object.entries(heads)) if (newest.length > 0) put.run(deviceId, documentId, newest.join(' '));
    })();
  }
}
