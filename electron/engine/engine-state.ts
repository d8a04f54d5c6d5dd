import { hostname } from 'node:os';
import { EngineJobQueue } from './job/engine-job-queue.ts';
import { LiveQueries } from './live-query.ts';
import { OpenViews } from './open-views.ts';
import { otherView } from './query/query-definition.ts';
import { createReader, type Reader } from './query/reader.ts';
import type { OpenNested } from './scenario-view.ts';
import { openOther } from './open-other.ts';
import { OtherWorkspaces } from './query/other-workspace.ts';
import { damageProblem } from './store/damage.ts';
import type { SyncSnapshot } from './store/live-sync.ts';
import type { NetworkWish } from './document/sync-event.ts';
import type { PairingParts } from './sync/pairing-parts.ts';
import type { PeerNetwork } from './sync/peer-network.ts';
import { findPeers } from './sync/find-peers.ts';
import { SyncHost } from './sync/sync-host.ts';
import type { WorkspaceLock } from './store/workspace-lock.ts';
import type { PartListener, WorkspaceParts } from './workspace-parts.ts';
import { must } from '#shared/base/must.ts';
import { type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';

type OpenParts = (listener: PartListener) => Promise<Result<WorkspaceParts, Problem>>;

/** What an engine is made of. */
export interface EngineStateParts {
  readonly folder: string;
  /** Name of the person whose engine it is. */
  readonly me: string;
  readonly storeWorkerUrl: URL;
  /** Held from now on. */
  readonly lock: WorkspaceLock;
  readonly openParts: OpenParts;
  /** Opens the workspace of a scenario. */
  readonly openNested: OpenNested;
  /** Called after each transaction that changed rows. */
  readonly onCommit: (() => void) | undefined;
  /** Makes this device reachable for others, as they wish who sync; `null`: nobody ever comes. */
  readonly openNetwork: ((wish: NetworkWish) => Promise<PeerNetwork>) | null;
  /** How devices pair by a short code; `null`: they cannot. */
  readonly pairing: PairingParts | null;
}

/**
 * The life of an open workspace: open, now and then closed for a moment while its files are exchanged, closed for good.
 *
 * Invariants: (1) the lock is held from first to last; (2) live queries ask only while the files are open; (3) what comes
 * while the files are being exchanged waits, in order.
 */
export class EngineState {
  readonly folder: string;
  readonly jobs: EngineJobQueue;
  readonly views: OpenViews;
  /** Sequence number of the last change that is on disk. */
  revision = 0;
  /** Name of the person whose engine it is. */
  readonly #me: string;
  readonly #others = new OtherWorkspaces(openOther);
  readonly #lock: WorkspaceLock;
  readonly #openParts: OpenParts;
  readonly #onCommit: (() => void) | undefined;
  readonly #sync: SyncHost | null;
  #snapshot: SyncSnapshot = { deviceName: hostname(), peers: [], waitingFor: null, refused: null, held: 0, addresses: [], trouble: null };
  readonly #crashListeners = new Set<(problem: Problem) => void>();
  #reader: Reader | null = null;
  #live: LiveQueries | null = null;
  /** `null` while the files are being exchanged. */
  #parts: Result<WorkspaceParts, Problem> | null = null;
  #exchange: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | null = null;

  constructor({ folder, me, storeWorkerUrl, lock, openParts, openNested, onCommit, openNetwork, pairing }: EngineStateParts) {
    this.folder = folder;
    this.#me = me;
    this.#lock = lock;
    this.#openParts = openParts;
    this.#onCommit = onCommit;
    this.#sync =
      openNetwork === null
        ? null
        : new SyncHost({
            openNetwork,
            findPeers,
            tell: (event) => {
              if (event.type === 'reachable') this.#known({ addresses: event.addresses });
              if (this.#parts?.ok === true) this.#parts.value.thread.network(event);
            },
            onState: (state) => this.#known(state),
            onTrouble: (trouble) => this.#known({ trouble }),
          });
    // A comparison with a scenario reads rows that are not the workspace's own.
    const told = (): void => this.#live?.touch([otherView]);
    this.views = new OpenViews(
      { folder, me, storeWorkerUrl },
      () => must(this.#reader, 'an open workspace'),
      (place) => openNested(place, told),
    );
    this.jobs = new EngineJobQueue(
      {
        folder,
        storeWorkerUrl,
        writer: () => {
          if (this.#parts?.ok !== true) throw new Error('Expected the workspace to be open.');
          return this.#parts.value.thread;
        },
        reopen: (work) => this.#reopen(work),
        views: this.views,
        pairing,
        touch: (tables) => this.live.touch(tables),
      },
      (error) =>
        damageProblem(folder, error) ?? problem('storage', `It failed: ${error instanceof Error ? error.message : String(error)}.`, folder),
    );
  }

  /** Opens the files for the first time. Answers why that is refused, `null` when it is not. */
  async open(): Promise<Problem | null> {
    const parts = await this.#openParts(this.#listener());
    if (!parts.ok) return parts.error;
    this.#parts = parts;
    this.revision = parts.value.revision;
    this.#live = new LiveQueries(this.#read(parts.value));
    return null;
  }

  #read({ connection }: WorkspaceParts): Reader {
    this.#reader = createReader(
      connection,
      this.folder,
      this.#me,
      (view) => this.views.reader(view),
      this.#others,
      () => this.#snapshot,
    );
    return this.#reader;
  }

  /** The live queries. */
  get live(): LiveQueries {
    return must(this.#live, 'an open workspace');
  }

  /** What has the files open, or why nothing has; `null` while they are being exchanged. */
  get parts(): Result<WorkspaceParts, Problem> | null {
    return this.#parts;
  }

  /** As `parts`, once the exchange is over. */
  async reopened(): Promise<Result<WorkspaceParts, Problem>> {
    while (this.#parts === null) await this.#exchange;
    return this.#parts;
  }

  /** It is closed, or about to be. */
  get closing(): boolean {
    return this.#closing !== null;
  }

  #listener(): PartListener {
    return {
      committed: (commit) => {
        this.revision = commit.revision;
        this.live.touch(commit.tables);
        this.#onCommit?.();
      },
      crashed: (reason) => {
        this.#sync?.reset();
        this.#crashed(reason);
      },
      synced: (event) => this.#sync?.hear(event),
    };
  }

  #known(news: Partial<SyncSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...news };
    this.#live?.touch(['live_sync']);
  }

  #crashed(reason: Problem): void {
    for (const listener of this.#crashListeners) listener(reason);
  }

  async #reopen<Value>(work: () => Promise<Value>): Promise<Result<Value, Problem>> {
    const before = await this.reopened();
    if (!before.ok) return before;
    const exchanged = Promise.withResolvers<void>();
    this.#exchange = exchanged.promise;
    this.#parts = null;
    this.live.pause();
    try {
      await this.views.forgetIdle();
      this.#sync?.reset();
      await before.value.close();
      return success(await work());
    } finally {
      const parts = await this.#openParts(this.#listener());
      this.#parts = parts;
      exchanged.resolve();
      if (parts.ok) {
        this.revision = parts.value.revision;
        this.live.resume(this.#read(parts.value));
      } else this.#crashed(parts.error);
    }
  }

  /** Calls `listener` when the writing thread ended without being asked to. Returns a function that ends it. */
  onCrash(listener: (problem: Problem) => void): () => void {
    this.#crashListeners.add(listener);
    return () => void this.#crashListeners.delete(listener);
  }

  /** Leaves the path of a socket for those who find the workspace locked. */
  announce(socket: string): void {
    this.#lock.announce(socket);
  }

  /** Ends jobs and subscriptions, closes the files and gives the lock back. */
  close(): Promise<void> {
    this.#closing ??= (async () => {
      await this.jobs.close();
      this.live.clear();
      await this.#sync?.close();
      await this.views.close();
      this.#others.release();
      if (this.#parts?.ok === true) await this.#parts.value.close();
      this.#lock.release();
    })();
    return this.#closing;
  }
}
