// Brings a database to the newest schema. Migrations are numbered SQL files; `user_version` says how far it is.
import type Database from 'better-sqlite3';
import { readdirSync, readFileSync } from 'node:fs';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { linkEntries } from './audit-link.ts';
import { packPlanFiles } from './packed-text.ts';

interface Migration {
  readonly version: number;
  readonly file: URL;
}

function migrations(): Migration[] {
  const folder = new URL('./migration/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .toSorted()
    .map((name) => ({ version: Number(name.slice(0, 4)), file: new URL(name, folder) }));
}

/** What a migration does beyond its SQL, in the same transaction. */
const further: Readonly<Record<number, (database: Database.Database) => void>> = { 4: linkEntries, 13: packPlanFiles };

/** The schema that this Sextant writes. */
export function newestSchema(): number {
  return migrations().at(-1)?.version ?? 0;
}

/** Applies what is missing, each migration in a transaction of its own. A database from a newer Sextant is refused and left as it is. */
export function migrate(database: Database.Database): Problem | null {
  const known = migrations();
  const newest = known.at(-1)?.version ?? 0;
  const current = Number(database.pragma('user_version', { simple: true }));
  if (current > newest) {
    return problem(
      'storage',
      `This workspace was written by a newer Sextant (database version ${current}, this one knows up to ${newest}). Update Sextant to open it.`,
    );
  }
  for (const migration of known) {
    if (migration.version <= current) continue;
    database.transaction(() => {
      database.exec(readFileSync(migration.file, 'utf8'));
      further[migration.version]?.(database);
      database.pragma(`user_version = ${migration.version}`);
    })();
  }
  return null;
}
