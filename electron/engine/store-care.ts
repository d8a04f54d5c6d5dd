// What a host that stays does for its workspace by itself, when nobody is likely to wait: a backup and a check once a day.
import { backupAge, backupFiles, backupFolder } from './store/backup-file.ts';
import { storeHistory } from './store/store-report.ts';
import type { Connection } from '#shared/contract/connection.ts';

/** How long after the start the first look is taken, and how often it is taken again, in milliseconds. */
const careTimes = { first: 60_000, again: 60 * 60 * 1000 } as const;

function isDue(last: string | null | undefined, now: number): boolean {
  return last === null || last === undefined || now - Date.parse(last) >= backupAge;
}

/**
 * Sees to it that the workspace in `folder` has a backup of the last day and was checked in the last day; findings are
 * kept where `store-status` shows them. Returns a function that ends it.
 */
export function careForStore(
  { run }: Pick<Connection, 'run'>,
  folder: string,
  times: { readonly first: number; readonly again: number } = careTimes,
): () => void {
  const control = new AbortController();
  const look = async (): Promise<void> => {
    const { signal } = control;
    const now = Date.now();
    if (isDue(backupFiles(backupFolder(folder))[0]?.at, now)) await run('create-backup', {}, { signal });
    if (isDue(storeHistory(folder).lastCheck, now) && !signal.aborted) await run('check-store', {}, { signal });
    if (!signal.aborted) timer = setTimeout(() => void look(), times.again).unref();
  };
  // Never what keeps a process alive.
  let timer = setTimeout(() => void look(), times.first).unref();
  return () => {
    clearTimeout(timer);
    control.abort();
  };
}
