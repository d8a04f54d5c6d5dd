import { existsSync } from 'node:fs';
import { type DocumentThreadOptions, startDocumentThread } from './document/document-thread.ts';
import { lateThread, type Writer } from './document/late-thread.ts';
import { refusingWriter } from './document/refusing-writer.ts';
import type { SyncEvent } from './document/sync-event.ts';
import type { Commit } from './document/thread-message.ts';
import { openReader, type ReadConnection } from './store/connection.ts';
import { projectionTables } from './store/row-writer.ts';
import { deviceKeyAt, sealedElsewhere } from './store/sealed-key.ts';
import { openSettledReader } from './store/settled-reader.ts';
import { type Result, success } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';

/** What has the files of a workspace open: the thread that writes and the connection that queries read from. */
export interface WorkspaceParts {
  readonly thread: Writer;
  readonly connection: ReadConnection;
  /** Sequence number of the last change when they were opened. */
  readonly revision: number;
  /** Closes both; nothing has the files open any more once it resolves. */
  close(): Promise<void>;
}

/** Who is told what the writing thread does. */
export interface PartListener {
  committed(commit: Commit): void;
  /** It ended without being asked to. */
  crashed(reason: Problem): void;
  /** Its sessions with other devices tell the network something. */
  synced(event: SyncEvent): void;
}

function lastRevision(connection: ReadConnection): number {
  return connection.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM change').get()?.seq ?? 0;
}

/** Parts of a workspace whose rows are there before its thread is. */
function settledParts(options: DocumentThreadOptions, connection: ReadConnection, listener: PartListener): WorkspaceParts {
  const version = (): unknown => connection.pragma('data_version', { simple: true });
  const before = version();
  const thread = lateThread(
    () => startDocumentThread(options),
    (started) => {
      // Commits of before the thread was ready were told to nobody.
      if (connection.open && version() !== before) listener.committed({ revision: started.revision, tables: projectionTables });
    },
  );
  return listening(thread, connection, lastRevision(connection), listener);
}

function listening(thread: Writer, connection: ReadConnection, revision: number, listener: PartListener): WorkspaceParts {
  const endings = [
    thread.onCommit((commit) => listener.committed(commit)),
    thread.onCrash((reason) => listener.crashed(reason)),
    thread.onSync((event) => listener.synced(event)),
  ];
  const close = async (): Promise<void> => {
    // Before the thread: the last connection to close folds the write-ahead log into the database, which one that only reads cannot.
    connection.close();
    await thread.close();
    for (const end of endings) end();
  };
  return { thread, connection, revision, close };
}

/**
 * Opens the files of a workspace, whose lock the caller holds. Where the last end was a clean one, or left the database
 * ahead of the journal only, rows can be read at once, while the thread that writes has not started; what it then makes
 * up for is told as a commit. Where the device's key is out of reach (sealed for the desktop), such a workspace can only be read.
 */
export async function openParts(options: DocumentThreadOptions, listener: PartListener): Promise<Result<WorkspaceParts, Problem>> {
  const unsigned = sealedElsewhere(options);
  const isThere = (): boolean => options.deviceKey !== undefined || existsSync(options.deviceKeyPath);
  const settled = openSettledReader(options.folder, () => unsigned !== null || (isThere() && deviceKeyAt(options).ok));
  if (settled !== null && unsigned !== null) {
    return success(listening(refusingWriter(unsigned), settled, lastRevision(settled), listener));
  }
  if (settled !== null) return success(settledParts(options, settled, listener));
  const thread = await startDocumentThread(options);
  if (!thread.ok) return thread;
  const connection = openReader(options.folder);
  if (!connection.ok) {
    await thread.value.close();
    return connection;
  }
  return success(listening(thread.value, connection.value, thread.value.revision, listener));
}
