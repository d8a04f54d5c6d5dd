import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreFinding } from '#shared/contract/store-job.ts';
import { backupFiles, backupFolder, type BackupFile } from './backup-file.ts';
import { storeHistory } from './store-report.ts';

/** How the files of a workspace are, as far as that is known without looking into them. */
export interface StoreFiles {
  /** Size of the journal. */
  readonly journalBytes: number;
  /** Newest first. */
  readonly backups: BackupFile[];
  /** ISO instant of the last whole check. */
  readonly lastCheck: string | null;
  /** Newest first. */
  readonly findings: StoreFinding[];
}

/** Reads what is known about the files in `folder`. */
export function readStoreFiles(folder: string): StoreFiles {
  const { lastCheck, findings } = storeHistory(folder);
  return {
    journalBytes: statSync(join(folder, 'journal.bin'), { throwIfNoEntry: false })?.size ?? 0,
    backups: backupFiles(backupFolder(folder)),
    lastCheck,
    findings: [...findings],
  };
}
