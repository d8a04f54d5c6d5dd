// The engine of one workspace: lock, document thread for everything that writes, queries on a connection of their own.
// Hosts open it and serve it; whoever asks it, from wherever, meets the same Connection.
import { join, resolve } from 'node:path';
import { failure, type Result, success } from '#shared/base/result.ts';
import { commands } from '#shared/contract/command.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { jobs } from '#shared/contract/job.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import { dataFolder as defaultDataFolder } from './default-folder.ts';
import { type DocumentThreadOptions, startDocumentThread } from './document/document-thread.ts';
import { lateThread, type Writer } from './document/late-thread.ts';
import type { Commit } from './document/thread-message.ts';
import { LiveQueries } from './live-query.ts';
import { prepareQuery } from './query/answer-query.ts';
import { createReader } from './query/reader.ts';
import { openReader, type ReadConnection } from './store/connection.ts';
import { projectionTables } from './store/row-writer.ts';
import { openSettledReader } from './store/settled-reader.ts';
import { lockWorkspace, type WorkspaceLock } from './store/workspace-lock.ts';

/** What it takes to open a workspace. */
export interface EngineOptions extends Pick<DocumentThreadOptions, 'author' | 'workspaceName' | 'deterministic' | 'workerUrl'> {
  /** The workspace; created when missing. */
  readonly folder: string;
  /** Where this device keeps its key; the user's data folder when absent. */
  readonly dataFolder?: string;
}

/** An open workspace. */
export interface Engine extends Connection {
  /** Absolute path of the workspace. */
  readonly folder: string;
  /** Sequence number of the last change that is on disk. */
  readonly revision: number;
  /** Leaves the path of a socket for those who find the workspace locked. */
  announce(socket: string): void;
  /** Drops the projection and makes it anew from the documents. */
  rebuild(): Promise<Result<Record<never, never>, Problem>>;
  /** Calls `listener` when the writing thread ended without being asked to; what was acknowledged is on disk. Returns a function that ends it. */
  onCrash(listener: (problem: Problem) => void): () => void;
}

/**
 * Opens the workspace in `options.folder`. Refuses with `locked` when another engine has it, `storage` when the folder
 * cannot be used. Where the last end was a clean one, or left the database ahead of the journal only, rows can be read at
 * once, while the thread that writes has not started; what it then makes up for is told to the live queries.
 */
export async function openEngine(options: EngineOptions): Promise<Result<Engine, Problem>> {
  const { folder: given, dataFolder = defaultDataFolder(), ...threadOptions } = options;
  const folder = resolve(given);
  const lock = lockWorkspace(folder);
  if (!lock.ok) return lock;
  const deviceKeyPath = join(dataFolder, 'device.key');
  const start = (): ReturnType<typeof startDocumentThread> => startDocumentThread({ ...threadOptions, folder, deviceKeyPath });
  const settled = openSettledReader(folder, deviceKeyPath);
  if (settled !== null) return success(settledEngine(start, settled, folder, lock.value));
  const thread = await start();
  if (!thread.ok) {
    lock.value.release();
    return thread;
  }
  const connection = openReader(folder);
  if (!connection.ok) {
    await thread.value.close();
    lock.value.release();
    return connection;
  }
  return success(engineOf(thread.value, thread.value.revision, connection.value, folder, lock.value).engine);
}

/** An engine whose rows are there before its thread is. */
function settledEngine(
  start: () => ReturnType<typeof startDocumentThread>,
  connection: ReadConnection,
  folder: string,
  lock: WorkspaceLock,
): Engine {
  const version = (): unknown => connection.pragma('data_version', { simple: true });
  const before = version();
  const revision = connection.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM change').get()?.seq ?? 0;
  const writer = lateThread(start, (thread) => {
    // Commits of before the thread was ready were told to nobody.
    if (connection.open && version() !== before) committed({ revision: thread.revision, tables: projectionTables });
  });
  const { engine, committed } = engineOf(writer, revision, connection, folder, lock);
  return engine;
}

function engineOf(
  thread: Writer,
  firstRevision: number,
  connection: ReadConnection,
  folder: string,
  lock: WorkspaceLock,
): { engine: Engine; committed: (commit: Commit) => void } {
  const reader = createReader(connection, folder);
  const live = new LiveQueries(reader);
  let revision = firstRevision;
  let closing: Promise<void> | null = null;
  const committed = (commit: Commit): void => {
    revision = commit.revision;
    live.touch(commit.tables);
  };
  const stopListening = thread.onCommit(committed);
  const closed = (): Problem => problem('unavailable', 'The workspace has been closed; open it again first.');

  const engine: Engine = {
    folder,
    get revision() {
      return revision;
    },
    async command(name, args) {
      return Object.hasOwn(commands, name) ? thread.command(name, args) : failure(unknown('command', name, commands));
    },
    async run(name, args, control) {
      return Object.hasOwn(jobs, name) ? thread.run(name, args, control) : failure(unknown('job', name, jobs));
    },
    async query(name, args) {
      if (closing !== null) return failure(closed());
      const query = prepareQuery(name, args);
      // `prepareQuery` checked the name, so the answer is that query's.
      return query.ok ? live.ask(query.value) : query;
    },
    subscribe(name, args, listener) {
      if (closing !== null) return tellLater(listener, closed());
      const query = prepareQuery(name, args);
      if (!query.ok) return tellLater(listener, query.error);
      // As above.
      return live.subscribe(query.value, (answer) => listener(answer));
    },
    rebuild: () => thread.rebuild(),
    onCrash: (listener) => thread.onCrash(listener),
    announce: (socket) => lock.announce(socket),
    close() {
      closing ??= (async () => {
        live.clear();
        // Before the thread: the last connection to close folds the write-ahead log into the database, which one that only reads cannot.
        connection.close();
        await thread.close();
        stopListening();
        lock.release();
      })();
      return closing;
    },
  };
  return { engine, committed };
}

/** Callers without types exist: a page of another version, a script. */
function unknown(kind: string, name: string, known: Readonly<Record<string, unknown>>): Problem {
  return problem('invalid-argument', `There is no ${kind} "${name}". Known are: ${Object.keys(known).join(', ')}.`, 'name');
}

/** Refuses a subscription the way it would have answered: after the call returned. */
function tellLater(listener: (result: Result<never, Problem>) => void, reason: Problem): () => void {
  let wanted = true;
  queueMicrotask(() => {
    if (wanted) listener(failure(reason));
  });
  return () => {
    wanted = false;
  };
}
