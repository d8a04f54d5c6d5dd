import { join } from 'node:path';
import { problem, type Problem } from '#shared/contract/problem.ts';

/** The refusal when SQLite found the database of the workspace in `folder` damaged, with the way out; `null` for every other error. */
export function damageProblem(folder: string, error: unknown): Problem | null {
  // SQLite names its errors by a code.
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!(error instanceof Error) || (code !== 'SQLITE_NOTADB' && !code.startsWith('SQLITE_CORRUPT'))) return null;
  return problem(
    'storage',
    `The database of this workspace is damaged (${error.message}). Repair it with: sextant doctor --store --repair. What cannot be mended is made anew from journal.bin and the backups; the damaged file is kept.`,
    join(folder, 'workspace.sqlite'),
  );
}
