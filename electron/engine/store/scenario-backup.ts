// Scenarios in a backup. Each is a database of its own; a backup holds them in compressed pieces, so that it stays one file.
import Database from 'better-sqlite3';
import { closeSync, existsSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { databasePath } from './connection.ts';
import { copyDatabase, type LogEnd, makeSelfContained, readBackup, type Watch } from './database-copy.ts';
import { scenarioFolder, scenariosFolder } from './scenario-place.ts';
import { syncFile } from './sync-file.ts';
import { makeFolder, syncFolder } from './sync-folder.ts';

/** Bytes of a database that are compressed at one go. */
const pieceBytes = 1 << 20;

const table = `CREATE TABLE backup_scenario (
  id TEXT NOT NULL,
  piece INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (id, piece)
) STRICT`;

function* piecesOf(path: string): Generator<Uint8Array, void, void> {
  const file = openSync(path, 'r');
  try {
    const piece = Buffer.alloc(pieceBytes);
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece)) yield piece.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

const hasTable = (backup: Database.Database): boolean =>
  backup.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'backup_scenario'`).get() !== undefined;

/** Finds in a database which scenarios a backup of it has to hold. */
export type ScenarioChoice = (rows: <Row>(sql: string) => Row[]) => Iterable<string>;

/**
 * Puts scenarios of the workspace in `folder` into the backup at `path`, which has everything else already: each as it is at one
 * instant, those that lie on other devices left out. Nobody who works in them waits. Answers where their logs end.
 */
export async function packScenarios(folder: string, path: string, choose: ScenarioChoice, watch: Watch): Promise<Map<string, LogEnd>> {
  const packed = new Map<string, LogEnd>();
  const backup = new Database(path, { fileMustExist: true });
  const copy = `${path}.scenario`;
  try {
    backup.exec('DROP TABLE IF EXISTS backup_scenario');
    // The columns are those that the statement names.
    const rows = <Row>(sql: string): Row[] => backup.prepare<[], Row>(sql).all();
    for (const id of existsSync(scenariosFolder(folder)) ? choose(rows) : []) {
      const source = databasePath(scenarioFolder(folder, id));
      if (!existsSync(source)) continue;
      packed.set(id, await copyDatabase(source, copy, watch));
      makeSelfContained(copy);
      watch.tell('Copying scenarios', packed.size, 0);
      if (packed.size === 1) backup.exec(table);
      const insert = backup.prepare<[string, number, Uint8Array]>('INSERT INTO backup_scenario (id, piece, bytes) VALUES (?, ?, ?)');
      backup.transaction(() => {
        let piece = 0;
        for (const bytes of piecesOf(copy)) {
          // The fastest level: pages of a database repeat themselves so much that more effort gains little.
          insert.run(id, piece, deflateSync(bytes, { level: 1 }));
          piece += 1;
        }
      })();
      rmSync(copy);
    }
  } finally {
    backup.close();
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(`${copy}${ending}`, { force: true });
  }
  return packed;
}

/** Writes a scenario of an open backup to the new file `path`. @throws when its pieces are damaged. */
function unpack(backup: Database.Database, id: string, path: string): void {
  const file = openSync(path, 'wx');
  try {
    const pieces = backup.prepare<[string], { bytes: Uint8Array }>('SELECT bytes FROM backup_scenario WHERE id = ? ORDER BY piece');
    for (const { bytes } of pieces.iterate(id)) {
      const whole = inflateSync(bytes);
      for (let written = 0; written < whole.length;) written += writeSync(file, whole, written);
    }
  } finally {
    closeSync(file);
  }
  syncFile(path);
}

/** Whether the backup at `path` holds the scenarios that were packed, each of them whole. */
export function holdsScenarios(path: string, packed: ReadonlyMap<string, LogEnd>): boolean {
  const backup = new Database(path, { readonly: true, fileMustExist: true });
  const copy = `${path}.scenario`;
  try {
    for (const [id, { changes, lastHash }] of packed) {
      unpack(backup, id, copy);
      const read = readBackup(copy);
      if (!read.ok || read.value.changes !== changes || read.value.lastHash !== lastHash) return false;
      rmSync(copy);
    }
    return true;
  } finally {
    backup.close();
    rmSync(copy, { force: true });
  }
}

/** What became of the scenarios in a backup. */
interface UnpackedScenarios {
  readonly whole: readonly string[];
  /** Those whose pieces do not give a database any more. */
  readonly damaged: readonly string[];
}

/** Takes the scenarios out of the copy of a backup at `path`, into folders of their own in the new folder `target`. */
export function takeScenarios(path: string, target: string, watch: Watch): UnpackedScenarios {
  const backup = new Database(path, { fileMustExist: true });
  const whole: string[] = [];
  const damaged: string[] = [];
  try {
    if (!hasTable(backup)) return { whole, damaged };
    for (const id of backup.prepare<[], string>('SELECT DISTINCT id FROM backup_scenario ORDER BY id').pluck().all()) {
      watch.tell('Copying scenarios', whole.length, 0);
      const place = join(target, id);
      try {
        makeFolder(place);
        unpack(backup, id, databasePath(place));
        syncFolder(place);
        (readBackup(databasePath(place)).ok ? whole : damaged).push(id);
      } catch {
        damaged.push(id);
      }
      if (damaged.at(-1) === id) rmSync(place, { recursive: true, force: true });
    }
    backup.exec('DROP TABLE backup_scenario');
    return { whole, damaged };
  } finally {
    backup.close();
  }
}
