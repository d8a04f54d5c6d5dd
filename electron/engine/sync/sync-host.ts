// The network's side of sync, on the engine's main thread: makes and takes connections as the sessions in the document thread wish,
// and carries bytes between both, neither faster than the other takes them. It knows no plan, no member and no message.
import type { PeerConnection, PeerNetwork } from './peer-network.ts';
import type { PeerPath } from '#shared/contract/team.ts';
import type { LiveSync } from '#electron/engine/store/live-sync.ts';
import type { DialTarget, NetworkEvent, NetworkWish, SyncEvent } from '#electron/engine/document/sync-event.ts';

/** Bytes of a connection that the sessions have not taken yet, beyond which no more are read. */
const mostUntaken = 1_048_576;
/** Connections that others made and that have not shown to be members; the oldest makes room for another one. */
const mostStrangers = 32;
/** After how long a device that was not reached is tried again, in milliseconds: doubled each time, up to the longest. */
const patience = { first: 500, longest: 60_000 } as const;

/** How often it is looked how a connection goes, in milliseconds, while something comes. */
const pathTime = 1000;

/** How often it is looked whether the addresses of this device have changed, in milliseconds. */
const addressTime = 5000;

/**
 * How long the end may wait for the network, in milliseconds. iroh takes three seconds to give up whoever was dialled and has not
 * answered, and offers no way to make it quicker.
 */
const endTime = 300;

/** A connection that lasted so long, in milliseconds, was a good one: the next try comes at once. */
const goodTime = 10_000;

/** Looks for the devices that `wish` names, as it is at that time, and calls `onFound` with where they are. */
type FindPeers = (
  wish: () => NetworkWish | null,
  network: PeerNetwork,
  onFound: (deviceId: string, address: string) => void,
) => Promise<{ stop(): Promise<void> }>;

/** What a host works with. */
export interface HostParts {
  /** Makes this device reachable. */
  openNetwork(wish: NetworkWish): Promise<PeerNetwork>;
  /** Finds devices of the workspace on the local network; `null` where they are not looked for. */
  findPeers: FindPeers | null;
  tell(event: NetworkEvent): void;
  onState(state: LiveSync): void;
  /** Called with what went wrong with the network; `null` when it works. */
  onTrouble(trouble: string | null): void;
}

interface Carried {
  readonly connection: PeerConnection;
  readonly since: number;
  readonly dialled: boolean;
  isMember: boolean;
  /** How the connection goes, and when that was looked at. */
  path: PeerPath;
  pathAt: number;
  untaken: number;
  wake: (() => void) | null;
  sending: Promise<void>;
}

interface Dialling {
  target: DialTarget;
  timer: NodeJS.Timeout | null;
  busy: boolean;
}

/** The network of one workspace. */
export class SyncHost {
  readonly #parts: HostParts;
  readonly #carried = new Map<number, Carried>();
  readonly #dialling = new Map<string, Dialling>();
  /** How often a device was tried in vain. */
  readonly #tries = new Map<string, number>();
  /** Where devices were found on the local network. */
  readonly #found = new Map<string, string>();
  #nextId = 1;
  #network: PeerNetwork | null = null;
  /** The workspace whose devices are looked for on the local network. */
  #lookedFor: string | null = null;
  #finder: { stop(): Promise<void> } | null = null;
  /** What an open network was opened for. */
  #shape = '';
  #wish: NetworkWish | null = null;
  /** Addresses that were told last. */
  #told = '';
  #watch: NodeJS.Timeout | null = null;
  #work: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  /** Hears from the sessions. */
  hear(event: SyncEvent): void {
    const carried = 'connection' in event ? this.#carried.get(event.connection) : undefined;
    switch (event.type) {
      case 'send':
        if (carried !== undefined) this.#send(event.connection, carried, event.bytes);
        break;
      case 'close':
        if (carried !== undefined) this.#end(event.connection, carried);
        break;
      case 'taken':
        if (carried === undefined) break;
        carried.untaken -= event.bytes;
        carried.wake?.();
        break;
      case 'member':
        if (carried !== undefined) carried.isMember = true;
        break;
      case 'wish':
        this.#wish = event.wish;
        this.#work = this.#work.then(() => this.#fulfil()).catch((error: unknown) => this.#trouble(error));
        break;
      case 'state':
        this.#parts.onState(event.state);
        break;
    }
  }

  /** The sessions have ended without a word, and others may follow: what was connected is not any more. */
  reset(): void {
    this.#dial([]);
    for (const [id, carried] of this.#carried) this.#end(id, carried);
  }

  /** Ends everything. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#work;
    const network = this.#network;
    this.#network = null;
    await this.#shut();
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(() => late.resolve(), endTime);
    await Promise.race([network?.close(), late.promise]);
    clearTimeout(timer);
  }

  #trouble(error: unknown): void {
    this.#parts.onTrouble(error instanceof Error ? error.message : String(error));
  }

  /** Makes the network what was wished for last. */
  async #fulfil(): Promise<void> {
    const wish = this.#wish;
    if (wish === null || this.#closed) return;
    const { enabled, port, relays } = wish;
    const shape = enabled ? JSON.stringify([port, relays]) : '';
    if (shape !== this.#shape) {
      await this.#shut();
      if (enabled) this.#network = await this.#open(wish);
      this.#shape = shape;
    }
    // Sessions that are new have not heard of it.
    if (this.#network !== null) this.#tellReachable(this.#network, wish);
    await this.#look(wish);
    this.#dial(enabled ? wish.targets : []);
  }

  /** Looks for others on the local network, or no longer. */
  async #look({ discovery, workspaceId }: NetworkWish): Promise<void> {
    const network = this.#network;
    const { findPeers } = this.#parts;
    const wanted = discovery && workspaceId !== null && network !== null && findPeers !== null ? workspaceId : null;
    if (wanted === this.#lookedFor) return;
    await this.#finder?.stop();
    this.#finder = null;
    this.#lookedFor = wanted;
    if (wanted === null || network === null || findPeers === null) return;
    this.#finder = await findPeers(
      () => this.#wish,
      network,
      (deviceId, address) => this.#onFound(deviceId, address),
    );
  }

  #tellReachable(network: PeerNetwork, { relays }: NetworkWish): void {
    const addresses = network.addresses();
    this.#told = addresses.join();
    this.#parts.tell({ type: 'reachable', addresses, relays: typeof relays === 'string' ? [] : relays });
  }

  /** A machine that is carried about has other addresses from time to time. */
  #watchAddresses(): void {
    if (this.#network !== null && this.#wish !== null && this.#network.addresses().join() !== this.#told) {
      this.#tellReachable(this.#network, this.#wish);
    }
  }

  async #open(wish: NetworkWish): Promise<PeerNetwork> {
    const network = await this.#parts.openNetwork(wish);
    this.#watch = setInterval(() => this.#watchAddresses(), addressTime);
    this.#watch.unref();
    this.#parts.onTrouble(null);
    void this.#listen(network);
    return network;
  }

  async #shut(): Promise<void> {
    this.#dial([]);
    if (this.#watch !== null) clearInterval(this.#watch);
    this.#watch = null;
    await this.#finder?.stop();
    this.#finder = null;
    this.#lookedFor = null;
    this.#found.clear();
    // The sessions must not take for connected what is not.
    for (const [id, carried] of this.#carried) this.#lost(id, carried);
    await this.#network?.close();
    if (this.#network !== null) this.#parts.tell({ type: 'reachable', addresses: [], relays: [] });
    this.#network = null;
    this.#shape = '';
  }

  async #listen(network: PeerNetwork): Promise<void> {
    for await (const connection of network.incoming()) {
      if (this.#closed) {
        void connection.close();
        continue;
      }
      // Whoever belongs here has shown it before so many others come, so strangers who only wait keep nobody out.
      const strangers = [...this.#carried].filter(([, { dialled, isMember }]) => !dialled && !isMember);
      const [oldest] = strangers;
      if (strangers.length >= mostStrangers && oldest !== undefined) this.#lost(...oldest);
      this.#carry(connection, false);
    }
  }

  #carry(connection: PeerConnection, dialled: boolean): void {
    const id = this.#nextId++;
    const path = connection.path();
    const carried: Carried = {
      connection,
      since: performance.now(),
      dialled,
      isMember: false,
      path,
      pathAt: 0,
      untaken: 0,
      wake: null,
      sending: Promise.resolve(),
    };
    this.#carried.set(id, carried);
    this.#parts.tell({ type: 'opened', connection: id, remoteId: connection.remoteId, dialled, path });
    void this.#read(id, carried);
  }

  async #read(id: number, carried: Carried): Promise<void> {
    const { connection } = carried;
    for (let bytes = await connection.read(); bytes !== null; bytes = await connection.read()) {
      if (this.#carried.get(id) !== carried) return;
      carried.untaken += bytes.length;
      this.#parts.tell({ type: 'bytes', connection: id, bytes });
      this.#followPath(id, carried);
      while (carried.untaken > mostUntaken && this.#carried.get(id) === carried) {
        const { promise, resolve } = Promise.withResolvers<void>();
        carried.wake = resolve;
        await promise;
        carried.wake = null;
      }
    }
    this.#lost(id, carried);
  }

  /** A connection that began through a relay may go directly after a while, and the other way round. */
  #followPath(id: number, carried: Carried): void {
    const now = performance.now();
    if (now - carried.pathAt < pathTime) return;
    carried.pathAt = now;
    const path = carried.connection.path();
    if (path === carried.path) return;
    carried.path = path;
    this.#parts.tell({ type: 'path', connection: id, path });
  }

  #send(id: number, carried: Carried, bytes: Uint8Array): void {
    carried.sending = carried.sending
      .then(() => carried.connection.send(bytes))
      .then(() => this.#parts.tell({ type: 'drained', connection: id, bytes: bytes.length }))
      .catch(() => this.#lost(id, carried));
  }

  #lost(id: number, carried: Carried): void {
    if (this.#carried.get(id) !== carried) return;
    this.#parts.tell({ type: 'closed', connection: id });
    this.#end(id, carried);
  }

  #end(id: number, carried: Carried): void {
    this.#carried.delete(id);
    if (carried.isMember && performance.now() - carried.since > goodTime) this.#tries.delete(carried.connection.remoteId);
    carried.wake?.();
    // What was sent last is still to go.
    void carried.sending.then(() => carried.connection.close());
  }

  #onFound(deviceId: string, address: string): void {
    const isNew = this.#found.get(deviceId) !== address;
    this.#found.set(deviceId, address);
    const dialling = this.#dialling.get(deviceId);
    if (isNew && dialling !== undefined) this.#tryAfter(dialling, 0);
  }

  #dial(targets: readonly DialTarget[]): void {
    const wanted = new Map(targets.map((target) => [target.deviceId, target]));
    for (const [id, { timer }] of this.#dialling) {
      if (wanted.has(id)) continue;
      if (timer !== null) clearTimeout(timer);
      this.#dialling.delete(id);
    }
    for (const target of targets) {
      const known = this.#dialling.get(target.deviceId);
      if (known !== undefined) known.target = target;
      else {
        const dialling = { target, timer: null, busy: false };
        this.#dialling.set(target.deviceId, dialling);
        this.#tryAfter(dialling, this.#pause(target.deviceId));
      }
    }
  }

  /** How long to wait before a device is tried again. */
  #pause(deviceId: string): number {
    const tries = this.#tries.get(deviceId) ?? 0;
    // Not all at the same instant, where many lost the same one.
    return tries === 0 ? 0 : Math.min(patience.longest, patience.first * 2 ** (tries - 1)) * (0.75 + Math.random() / 2);
  }

  #tryAfter(dialling: Dialling, time: number): void {
    if (dialling.timer !== null) clearTimeout(dialling.timer);
    dialling.timer = setTimeout(() => void this.#try(dialling), time);
    dialling.timer.unref();
  }

  async #try(dialling: Dialling): Promise<void> {
    const network = this.#network;
    const { deviceId, addresses } = dialling.target;
    const found = this.#found.get(deviceId);
    const everywhere = [...new Set(found === undefined ? addresses : [found, ...addresses])];
    if (network === null || dialling.busy || this.#dialling.get(deviceId) !== dialling) return;
    dialling.busy = true;
    this.#tries.set(deviceId, (this.#tries.get(deviceId) ?? 0) + 1);
    try {
      if (everywhere.length > 0 || this.#wish?.relays !== 'none') {
        const connection = await network.connect(deviceId, everywhere);
        if (network === this.#network && !this.#closed && this.#dialling.get(deviceId) === dialling) this.#carry(connection, true);
        else void connection.close();
      }
    } catch {
      // Not there now; tried again.
    }
    dialling.busy = false;
    // Once connected, the wish names it no more.
    if (this.#dialling.get(deviceId) === dialling) this.#tryAfter(dialling, this.#pause(deviceId));
  }
}
