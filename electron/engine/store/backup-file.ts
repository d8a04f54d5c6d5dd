// Backups as files: what they are called, which of them are there, which have to go.
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A backup in a folder of backups. */
export interface BackupFile {
  /** Absolute path. */
  readonly path: string;
  /** ISO instant at which it was begun. */
  readonly at: string;
  readonly bytes: number;
  /** It was read back when it was written, and has the length that it says. */
  readonly verified: boolean;
}

/** How many are kept: the newest of each of so many days and of so many weeks that have any. */
const keep = { days: 7, weeks: 4 } as const;

/** A newest backup older than this, in milliseconds, asks for another one. */
export const backupAge = 24 * 60 * 60 * 1000;

const name = /^(\d{4}-\d{2}-\d{2}T)(\d{2})-(\d{2})-(\d{2})-(\d{3}Z)\.sqlite$/u;

/** Folder of the automatic backups of the workspace in `folder`. */
export function backupFolder(folder: string): string {
  return join(folder, 'backup');
}

/** Name of the backup that is begun at an ISO instant, `2026-11-20T15-33-08-120Z.sqlite`: sorts by time, and every system takes it. */
export function backupName(at: string): string {
  return `${at.replaceAll(/[:.]/gu, '-')}.sqlite`;
}

/** Whether the file at `path` is a database as long as its header says. A file is named as a backup once it was read back. */
function isWhole(path: string, bytes: number): boolean {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header, 0, header.length, 0) < header.length) return false;
  } finally {
    closeSync(file);
  }
  // https://www.sqlite.org/fileformat.html#the_database_header: page size, 1 standing for 65536, and number of pages.
  const pageSize = header.readUInt16BE(16);
  return (
    header.toString('latin1', 0, 16) === 'SQLite format 3\0' && header.readUInt32BE(28) * (pageSize === 1 ? 65_536 : pageSize) === bytes
  );
}

/** The backups in a folder, newest first; files that are called otherwise are none. */
export function backupFiles(folder: string): BackupFile[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    // No backup was made yet.
    return [];
  }
  return names
    .flatMap((found) => {
      const parts = name.exec(found);
      if (parts === null) return [];
      const path = join(folder, found);
      const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      const [, day = '', hour = '', minute = '', second = '', rest = ''] = parts;
      return [{ path, at: `${day}${hour}:${minute}:${second}.${rest}`, bytes, verified: bytes > 0 && isWhole(path, bytes) }];
    })
    .toSorted((one, other) => (one.at < other.at ? 1 : -1));
}

/** Number of the week (from Monday) that an ISO instant lies in, counted from a Monday long ago. */
function weekOf(at: string): number {
  const mondayBefore = Date.UTC(1970, 0, 5);
  return Math.floor((Date.parse(at) - mondayBefore) / (7 * 24 * 60 * 60 * 1000));
}

/**
 * The backups that rotation removes: all but the newest of each of the last {@link keep} days and weeks that have any. The
 * newest whole one always stays, and so does what is not whole when nothing else is there.
 */
export function outdatedBackups(files: readonly BackupFile[]): BackupFile[] {
  const newestFirst = files.filter(({ verified }) => verified).toSorted((one, other) => (one.at < other.at ? 1 : -1));
  const kept = new Set<BackupFile>();
  const keepNewestOfEach = (most: number, spanOf: (at: string) => unknown): void => {
    const spans = new Set<unknown>();
    for (const file of newestFirst) {
      const span = spanOf(file.at);
      if (spans.has(span)) continue;
      if (spans.size === most) return;
      spans.add(span);
      kept.add(file);
    }
  };
  keepNewestOfEach(keep.days, (at) => at.slice(0, 10));
  keepNewestOfEach(keep.weeks, weekOf);
  return kept.size === 0 ? [] : files.filter((file) => !kept.has(file));
}
