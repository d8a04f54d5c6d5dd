// The texts of plan files as of their last import, local to this device: what the next import compares with.
import { createHash } from 'node:crypto';
import type { WriteConnection } from './connection.ts';

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
  /** Keeps a row, or removes it for `null`. */
  write(path: string, row: PlanFileRow | null): void;
}

/** SHA-256 of a text, hex. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The plan files in `connection`. */
export function createPlanFileTable(connection: WriteConnection): PlanFileTable {
  const read = connection.prepare<[string], PlanFileRow>(
    'SELECT roadmap_id AS roadmapId, text, imported_at AS importedAt FROM plan_file WHERE path = ?',
  );
  const put = connection.prepare<[string, string, string, string, string]>(
    `INSERT INTO plan_file (path, roadmap_id, text, sha256, imported_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET roadmap_id = excluded.roadmap_id, text = excluded.text, sha256 = excluded.sha256,
       imported_at = excluded.imported_at`,
  );
  const remove = connection.prepare<[string]>('DELETE FROM plan_file WHERE path = ?');
  return {
    read: (path) => read.get(path) ?? null,
    write(path, row) {
      if (row === null) remove.run(path);
      else put.run(path, row.roadmapId, row.text, textHash(row.text), row.importedAt);
    },
  };
}
