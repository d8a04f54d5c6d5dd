// One engine has a workspace at a time. The lock is the operating system's, held through an exclusive transaction of
// SQLite: it goes with the process, however that ends, and no stale file ever has to be removed by hand.
import Database from 'better-sqlite3';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { failure, type Result, success } from '#shared/base/result.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import { damageProblem } from './damage.ts';
import { makeFolder } from './sync-folder.ts';

/** Who has a workspace open, as far as they left a note: for messages and for finding their socket, never for deciding. */
export interface LockHolder {
  readonly process: number;
  readonly host: string;
  /** Path of the local socket that reaches the engine; empty while it has none. */
  readonly socket: string;
}

/** A lock that is held. */
export interface WorkspaceLock {
  /** Leaves a note for those who find the workspace locked. */
  announce(socket: string): void;
  release(): void;
}

/** @throws when somebody has the lock, or the file cannot be used. */
function lockFile(folder: string): Database.Database {
  const path = join(folder, 'lock.sqlite');
  for (let attempt = 1; ; attempt += 1) {
    const database = new Database(path, { timeout: 0 });
    try {
      database.exec('BEGIN EXCLUSIVE');
      return database;
    } catch (error) {
      database.close();
      // Nothing is ever kept in it, so flipped bytes mean nothing. Who reads them has the lock that a holder would refuse.
      if (attempt > 1 || damageProblem(folder, error) === null) throw error;
      truncateSync(path, 0);
    }
  }
}

/** Takes the lock of the workspace in `folder`, which is created when missing; refuses with `locked` when somebody has it. */
export function lockWorkspace(folder: string): Result<WorkspaceLock, Problem> {
  let database: Database.Database;
  try {
    makeFolder(folder);
    database = lockFile(folder);
  } catch (error) {
    return failure(refusal(folder, error));
  }
  const held = database;
  const note = notePath(folder);
  const announce = (socket: string): void => {
    try {
      writeFileSync(note, `${JSON.stringify({ process: process.pid, host: hostname(), socket } satisfies LockHolder)}\n`, { mode: 0o600 });
    } catch {
      // The note is a courtesy; whether the folder can be written to is found out, and said, by whoever opens the database.
    }
  };
  announce('');
  return success({
    announce,
    release() {
      if (!held.open) return;
      try {
        rmSync(note, { force: true });
      } catch {
        // As for writing it.
      }
      held.exec('ROLLBACK');
      held.close();
    },
  });
}

/** The note of whoever holds the workspace in `folder`; `null` when there is none that can be read. */
export function lockHolder(folder: string): LockHolder | null {
  try {
    const note: unknown = JSON.parse(readFileSync(notePath(folder), 'utf8'));
    return isHolder(note) ? note : null;
  } catch {
    return null;
  }
}

function isHolder(note: unknown): note is LockHolder {
  if (typeof note !== 'object' || note === null) return false;
  const { process: id, host, socket } = note as Partial<Record<keyof LockHolder, unknown>>; // its fields are checked right here
  return Number.isInteger(id) && typeof host === 'string' && typeof socket === 'string';
}

function notePath(folder: string): string {
  return join(folder, 'lock-holder.json');
}

function refusal(folder: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('SQLITE_BUSY')) {
    const reason = error instanceof Error ? error.message : String(error);
    return problem('storage', `The workspace folder cannot be used (${reason}). Check that it is a folder that you may write to.`, folder);
  }
  const holder = lockHolder(folder);
  const who = holder === null ? 'another Sextant' : `the Sextant in process ${holder.process} on ${holder.host}`;
  return problem('locked', `The workspace is open in ${who}. Close it there, or open another workspace with --workspace.`, folder);
}
