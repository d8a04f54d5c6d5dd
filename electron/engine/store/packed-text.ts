// How the texts of plan files are kept: they were half of what an import brings to disk.
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type Database from 'better-sqlite3';

/** A text as it is kept. */
export interface PackedText {
  /** UTF-8, deflated. */
  readonly bytes: Uint8Array;
  /** SHA-256 of the plain text, hex. */
  readonly sha256: string;
}

/** Packs a text. A large one takes some fifty milliseconds, better spent where nobody waits. */
export function packText(text: string): PackedText {
  // The fastest level: it makes a fifth of a plan, and more effort a sixth.
  // As plain bytes, which are the same on the other side of a thread.
  return { bytes: new Uint8Array(deflateRawSync(text, { level: 1 })), sha256: createHash('sha256').update(text).digest('hex') };
}

/** The text that was packed. */
export function unpackText(bytes: Uint8Array): string {
  return inflateRawSync(bytes).toString('utf8');
}

/** Packs the texts of a database from before they were packed. Part of a migration: the caller has a transaction. */
export function packPlanFiles(database: Database.Database): void {
  const text = database.prepare<[string], string>('SELECT text FROM plan_file WHERE path = ?').pluck();
  const set = database.prepare<[Uint8Array, string]>('UPDATE plan_file SET packed = ? WHERE path = ?');
  for (const path of database.prepare<[], string>('SELECT path FROM plan_file').pluck().all()) {
    set.run(packText(text.get(path) ?? '').bytes, path);
  }
  database.exec('ALTER TABLE plan_file DROP COLUMN text');
}
