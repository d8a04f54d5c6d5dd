// The texts of plan files as of their last import, local to this device: what the next import compares with.
import type { WriteConnection } from './connection.ts';
import { type PackedText, unpackText } from './packed-text.ts';

/** What is kept of a plan file. */
export interface PlanFileRow {
  readonly roadmapId: string;
  readonly text: string;
  /** ISO instant. */
  readonly importedAt: string;
}

/** Reads and writes what is kept of plan files. */
export interface PlanFileTable {
  read(path: string): PlanFileRow | null;
  /** The roadmap that was read from a file, and the SHA-256 of its text in hex; `null` when nothing is kept of it. */
  state(path: string): { readonly roadmapId: string; readonly sha256: string } | null;
  /** Keeps a row; `packed` is its text as it is kept. */
  write(path: string, row: Omit<PlanFileRow, 'text'>, packed: PackedText): void;
  remove(path: string): void;
}

/** The plan files in `connection`. */
export function createPlanFileTable(connection: WriteConnection): PlanFileTable {
  const read = connection.prepare<[string], { roadmapId: string; packed: Buffer; importedAt: string }>(
    'SELECT roadmap_id AS roadmapId, packed, imported_at AS importedAt FROM plan_file WHERE path = ?',
  );
  const state = connection.prepare<[string], { roadmapId: string; sha256: string }>(
    'SELECT roadmap_id AS roadmapId, sha256 FROM plan_file WHERE path = ?',
  );
  const put = connection.prepare<[string, string, Uint8Array, string, string]>(
    `INSERT INTO plan_file (path, roadmap_id, packed, sha256, imported_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET roadmap_id = excluded.roadmap_id, packed = excluded.packed, sha256 = excluded.sha256,
       imported_at = excluded.imported_at`,
  );
  const remove = connection.prepare<[string]>('DELETE FROM plan_file WHERE path = ?');
  return {
    read(path) {
      const row = read.get(path);
      return row === undefined ? null : { roadmapId: row.roadmapId, text: unpackText(row.packed), importedAt: row.importedAt };
    },
    state: (path) => state.get(path) ?? null,
    write: (path, { roadmapId, importedAt }, { bytes, sha256 }) => void put.run(path, roadmapId, bytes, sha256, importedAt),
    remove: (path) => void remove.run(path),
  };
}
