// The engine of one workspace: lock, document thread for everything that writes, queries on a connection of their own.
// Hosts open it and serve it; whoever asks it, from wherever, meets the same Connection.
import { randomBytes } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { failure, type Result, success } from '#shared/base/result.ts';
import { commands } from '#shared/contract/command.ts';
import { connectionOf } from '#shared/contract/connection-in.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { jobs } from '#shared/contract/job.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import { dataFolder as defaultDataFolder } from './default-folder.ts';
import { keptScenarios } from './document/kept-scenario.ts';
import type { DocumentThreadOptions } from './document/document-thread.ts';
import { userName } from './document/user-name.ts';
import { isEngineJob } from './job/engine-job-queue.ts';
import { EngineState } from './engine-state.ts';
import { prepareQuery } from './query/answer-query.ts';
import { backupBeforeMigration } from './store/backup-before-migration.ts';
import { deviceKeyPathIn } from './store/device-key.ts';
import { deviceKeyAt } from './store/sealed-key.ts';
import type { NetworkWish } from './document/sync-event.ts';
import { startDiscovery } from './sync/discovery.ts';
import type { PeerNetwork } from './sync/peer-network.ts';
import { lockWorkspace } from './store/workspace-lock.ts';
import { callsByView } from './view-calls.ts';
import { openParts } from './workspace-parts.ts';

/** What it takes to open a workspace. */
export interface EngineOptions extends Pick<
  DocumentThreadOptions,
  'author' | 'workspaceName' | 'deterministic' | 'workerUrl' | 'deviceKey'
> {
  /** The workspace; created when missing. */
  readonly folder: string;
  /** Where this device keeps its key; the user's data folder when absent. */
  readonly dataFolder?: string;
  /** Where the code of the store's worker thread is; a bundle passes its own. */
  readonly storeWorkerUrl?: URL;
  /** Called after each transaction that changed rows. */
  readonly onCommit?: () => void;
  /** Makes this device reachable once sync is turned on for the workspace; absent: it works alone. */
  readonly openNetwork?: OpenNetwork;
  /** Reaches the local network while a device is paired by a short code; absent: it cannot be. */
  readonly openPairing?: OpenPairingNetwork;
}

/** Makes a device reachable that holds the 32 secret bytes of its key. */
export type OpenNetwork = (wish: NetworkWish, secret: Uint8Array) => Promise<PeerNetwork>;

/** Reaches devices of the local network as the device that holds the 32 secret bytes of its key. */
export type OpenPairingNetwork = (secret: Uint8Array) => Promise<PeerNetwork>;

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
 * cannot be used.
 */
export async function openEngine(options: EngineOptions): Promise<Result<Engine, Problem>> {
  const {
    folder: given,
    dataFolder = defaultDataFolder(),
    storeWorkerUrl = new URL('store-worker.ts', import.meta.url),
    onCommit,
    openNetwork,
    openPairing,
    ...rest
  } = options;
  const folder = resolve(given);
  const lock = lockWorkspace(folder);
  if (!lock.ok) return lock;
  const deviceKeyPath = deviceKeyPathIn(dataFolder);
  const seed = (): Uint8Array => {
    const key = deviceKeyAt({ ...rest, deviceKeyPath });
    if (!key.ok) throw new Error(key.error.message);
    return key.value.seed();
  };
  const engine = new EngineState({
    folder,
    me: rest.author ?? userName(),
    storeWorkerUrl,
    lock: lock.value,
    openParts: (listener) => openParts({ ...rest, folder, deviceKeyPath }, listener),
    openNested: (place, told) => openEngine({ ...rest, ...ownIds(rest, place), dataFolder, storeWorkerUrl, folder: place, onCommit: told }),
    onCommit,
    openNetwork: openNetwork === undefined ? null : (wish) => openNetwork(wish, seed()),
    pairing:
      openPairing === undefined
        ? null
        : { openNetwork: () => openPairing(seed()), startDiscovery, now: Date.now, randomBytes: (length) => randomBytes(length) },
  });
  await backupBeforeMigration(folder, keptScenarios);
  const refusal = await engine.open();
  if (refusal === null) return success(engineOf(engine));
  lock.value.release();
  return failure(refusal);
}

/** For tests: a scenario must not give the ids that the workspace gives. */
function ownIds({ deterministic }: Pick<EngineOptions, 'deterministic'>, place: string): Pick<EngineOptions, 'deterministic'> {
  return deterministic === undefined ? {} : { deterministic: { ...deterministic, seed: `${basename(place)}x` } };
}

function engineOf(engine: EngineState): Engine {
  return {
    ...connectionOf(callsByView(presentOf(engine), engine.views)),
    folder: engine.folder,
    get revision() {
      return engine.revision;
    },
    async rebuild() {
      const parts = engine.parts ?? (await engine.reopened());
      return parts.ok ? parts.value.thread.rebuild() : parts;
    },
    onCrash: (listener) => engine.onCrash(listener),
    announce: (socket) => engine.announce(socket),
  };
}

/** The workspace as it stands. */
function presentOf(engine: EngineState): Omit<Connection, 'in'> {
  const closed = (): Problem => problem('unavailable', 'The workspace has been closed; open it again first.');
  return {
    async command(name, args) {
      if (!Object.hasOwn(commands, name)) return failure(unknown('command', name, commands));
      if (engine.closing) return failure(closed());
      const parts = engine.parts ?? (await engine.reopened());
      return parts.ok ? parts.value.thread.command(name, args) : parts;
    },
    async run(name, args, control) {
      if (!Object.hasOwn(jobs, name)) return failure(unknown('job', name, jobs));
      if (engine.closing) return failure(closed());
      // The queue answers what the job of this name answers.
      if (isEngineJob(name)) return engine.jobs.run(name, args, control) as Promise<never>;
      const parts = engine.parts ?? (await engine.reopened());
      return parts.ok ? parts.value.thread.run(name, args, control) : parts;
    },
    async query(name, args) {
      const parts = engine.parts ?? (await engine.reopened());
      if (!parts.ok) return parts;
      if (engine.closing) return failure(closed());
      const query = prepareQuery(name, args);
      // `prepareQuery` checked the name, so the answer is that query's.
      return query.ok ? engine.live.ask(query.value) : query;
    },
    subscribe(name, args, listener) {
      if (engine.closing) return tellLater(listener, closed());
      const query = prepareQuery(name, args);
      if (!query.ok) return tellLater(listener, query.error);
      // As above.
      return engine.live.subscribe(query.value, (answer) => listener(answer));
    },
    close: () => engine.close(),
  };
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
