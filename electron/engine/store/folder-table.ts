// What this device knows about the shared folder: where it is, which files were dealt with, and what they bring to whom.
import type { WriteConnection } from './connection.ts';

/**
 * `folder`: where it is. `members`: ids of the devices that files are sealed for. `written-seq`: the newest change of the log that is in the own
 * files. `trouble`: why it cannot be used; empty while it can.
 */
type FolderSetting = 'folder' | 'members' | 'written-seq' | 'trouble';

/** A file of the shared folder that was read or written. */
interface FolderFileRow {
  readonly number: number;
  readonly bytes: number;
  /** ISO instant. */
  readonly at: string;
}

type HeadsOf = Readonly<Record<string, readonly string[]>>;

/** The tables of the shared folder in a database. */
export class FolderTable {
  readonly #connection: WriteConnection;
  readonly #onChange: () => void;

  /** @param onChange - called when what queries read has changed. */
  constructor(connection: WriteConnection, onChange: () => void) {
    this.#connection = connection;
    this.#onChange = onChange;
  }

  /** A setting, empty while it was never set. */
  setting(name: FolderSetting): string {
    return this.#connection.prepare<[string], string>('SELECT value FROM folder_setting WHERE name = ?').pluck().get(name) ?? '';
  }

  /** Keeps a setting. */
  set(name: FolderSetting, value: string): void {
    if (this.setting(name) === value) return;
    this.#connection.prepare('INSERT OR REPLACE INTO folder_setting (name, value) VALUES (?, ?)').run(name, value);
    this.#onChange();
  }

  /** Files of a device that were dealt with, by number. */
  files(deviceId: string): FolderFileRow[] {
    return this.#connection
      .prepare<[string], FolderFileRow>('SELECT number, bytes, at FROM folder_file WHERE device_id = ? ORDER BY number')
      .all(deviceId);
  }

  /** Notes that a file was dealt with. */
  keepFile(deviceId: string, { number, bytes, at }: FolderFileRow): void {
    this.#connection
      .prepare('INSERT OR REPLACE INTO folder_file (device_id, number, bytes, at) VALUES (?, ?, ?, ?)')
      .run(deviceId, number, bytes, at);
    this.#onChange();
  }

  /** Forgets a file that is gone. */
  forgetFile(deviceId: string, number: number): void {
    this.#connection.prepare('DELETE FROM folder_file WHERE device_id = ? AND number = ?').run(deviceId, number);
  }

  /** What the files bring to a device. */
  covered(deviceId: string): HeadsOf {
    const rows = this.#connection
      .prepare<[string], { id: string; heads: string }>('SELECT document_id AS id, heads FROM folder_document WHERE device_id = ?')
      .all(deviceId);
    return Object.fromEntries(rows.map(({ id, heads }) => [id, heads.split(' ')]));
  }

  /** Keeps what the files bring to a device, in place of what was known of these documents. */
  cover(deviceId: string, heads: HeadsOf): void {
    const put = this.#connection.prepare('INSERT OR REPLACE INTO folder_document (device_id, document_id, heads) VALUES (?, ?, ?)');
    this.#connection.transaction(() => {
      for (const [id, newest] of Object.entries(heads)) if (newest.length > 0) put.run(deviceId, id, newest.join(' '));
    })();
  }

  /** Nobody is known to be brought anything. */
  uncover(): void {
    this.#connection.exec('DELETE FROM folder_document');
  }

  /** Forgets everything but where the folder is, which is `folder` from now on; empty for none. */
  begin(folder: string): void {
    this.#connection.transaction(() => {
      this.#connection.exec('DELETE FROM folder_document; DELETE FROM folder_file; DELETE FROM folder_setting');
      this.#connection.prepare('INSERT INTO folder_setting (name, value) VALUES (?, ?)').run('folder', folder);
    })();
    this.#onChange();
  }

  /** Whether a device has made a change after that one of the log. */
  hasChangedSince(deviceId: string, seq: number): boolean {
    return (
      this.#connection
        .prepare<[number, string], { found: number }>('SELECT 1 AS found FROM change WHERE seq > ? AND device_id = ? LIMIT 1')
        .get(seq, deviceId) !== undefined
    );
  }
}
