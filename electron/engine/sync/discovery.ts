// Finds devices in the local networks of this machine, and lets them find this one.
//
// Nothing is sent before the start or after the end. What comes is a stranger's: it is read with bounds, and nothing that it says is
// believed; an address is the one that the message came from. A network that fails is reported once for each reason and tried again.
import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { type Announcement, readDiscoveryMessage, writeAnnouncement, writeQuestion } from './discovery-message.ts';
import { DiscoverySocket, type LocalAddress } from './discovery-socket.ts';
import { DiscoveryStation } from './discovery-station.ts';

/** Somebody in a local network. Whoever they say they are, only a connection proves it. */
export interface FoundPeer {
  /** `host:port` at which they say to take connections. */
  readonly address: string;
  readonly tags: Announcement['tags'];
  readonly pairing: Announcement['pairing'];
}

/** What to announce, and whom to tell. */
export interface DiscoveryOptions {
  /** What to announce from now on; asked at every start and refresh, and once an hour, so that tags change. `null`: only look. */
  announcement(): Announcement | null;
  /** Called when somebody is found, when what they announce has changed, and again after half a minute. */
  onFound(peer: FoundPeer): void;
  /** Called once for each network that cannot be used and each reason; discovery goes on. */
  onProblem(problem: Problem): void;
  /** The IPv4 addresses of this machine; those of the operating system, unless a test says others. */
  addresses?(): LocalAddress[];
  /** The port of multicast DNS, unless a test has one of its own. */
  readonly port?: number;
}

/** A search under way. */
export interface Discovery {
  /** Asks again, and announces what has changed: a code was opened, a peer is missed. */
  refresh(): void;
  /** Takes the announcements back. Resolves when all sockets are closed; nothing is called afterwards. */
  stop(): Promise<void>;
}

/** How often it is looked whether a network came or went, in ms. */
const interfaceTime = 5000;
/** How long a name and its tags are kept, in ms: whoever listens cannot follow a device for longer. */
const nameTime = 3_600_000;
/** After how many ms the same peer is told of again. */
const tellTime = 30_000;
/** Most peers of which it is remembered that they were told of; of more, some are told of again sooner. */
const mostKnown = 256;

/** The IPv4 addresses of this machine. Loopback is among them: two engines on one machine find each other without a network. */
function machineAddresses(): LocalAddress[] {
  return Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.flatMap(({ family, address, cidr }) => (family === 'IPv4' && cidr !== null ? [{ address, cidr }] : [])),
  );
}

const nameless = (): string => randomBytes(8).toString('hex');

class LocalDiscovery implements Discovery {
  readonly #options: DiscoveryOptions;
  readonly #stations = new Map<string, DiscoveryStation>();
  /** Address and announcement → when they were told of. */
  readonly #known = new Map<string, number>();
  readonly #reported = new Set<string>();
  readonly #looking: ReturnType<typeof setInterval>;
  readonly #instance = { name: nameless(), before: '', since: performance.now() };
  #announcement: Announcement | null;
  #isOver = false;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
    this.#announcement = options.announcement();
    this.#looking = setInterval(() => this.#look(), interfaceTime).unref();
    this.#look();
  }

  get ready(): Promise<unknown> {
    return Promise.all([...this.#stations.values()].map(({ socket }) => socket.ready));
  }

  refresh(): void {
    if (this.#isOver) return;
    this.#rename();
    this.#look();
    for (const station of this.#stations.values()) station.begin();
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    clearInterval(this.#looking);
    await Promise.all([...this.#stations.values()].map((station) => station.end()));
  }

  #rename(): void {
    const { name } = this.#instance;
    Object.assign(this.#instance, { name: nameless(), before: name, since: performance.now() });
    this.#announcement = this.#options.announcement();
  }

  /** Makes the stations those of the networks that there are now. */
  #look(): void {
    if (performance.now() - this.#instance.since > nameTime) this.#rename();
    const addresses = new Map((this.#options.addresses ?? machineAddresses)().map((local) => [`${local.address} ${local.cidr}`, local]));
    for (const [key, station] of this.#stations) {
      if (addresses.has(key)) continue;
      this.#stations.delete(key);
      void station.end();
    }
    for (const [key, local] of addresses) {
      if (!this.#stations.has(key)) this.#open(key, local);
    }
  }

  #open(key: string, local: LocalAddress): void {
    const listener = {
      onMessage: (bytes: Uint8Array, address: string) => this.#take(station, bytes, address),
      onError: (error: Error) => this.#report(key, local, error),
    };
    const write = (kind: 'announcement' | 'farewell') =>
      this.#announcement === null ? null : writeAnnouncement(kind, this.#instance.name, this.#announcement, local.address);
    const station = new DiscoveryStation(new DiscoverySocket(local, listener, this.#options.port), {
      question: writeQuestion,
      announcement: () => write('announcement'),
      farewell: () => write('farewell'),
    });
    this.#stations.set(key, station);
    station.begin();
  }

  /** A socket that failed is gone; the next look opens another one. */
  #report(key: string, { address }: LocalAddress, error: Error): void {
    if (this.#isOver) return;
    if (this.#stations.get(key)?.socket.isClosed === true) void this.#forget(key);
    const reason = `${address}: ${error.message}`;
    if (this.#reported.has(reason)) return;
    this.#reported.add(reason);
    const message = `Devices in the network of ${address} cannot be found (${error.message}). It is tried again; peers with a known address are reached all the same.`;
    this.#options.onProblem(problem('unavailable', message, 'discovery'));
  }

  async #forget(key: string): Promise<void> {
    const station = this.#stations.get(key);
    this.#stations.delete(key);
    await station?.end();
  }

  #take(station: DiscoveryStation, bytes: Uint8Array, from: string): void {
    const message = this.#isOver ? null : readDiscoveryMessage(bytes);
    if (message === null) return;
    if (message.kind === 'question') return station.announce();
    if (message.instance === this.#instance.name || message.instance === this.#instance.before) return;
    const { port, tags, pairing } = message.announcement;
    const peer = { address: `${from}:${port}`, tags, pairing };
    const key = JSON.stringify(peer);
    const told = this.#known.get(key);
    this.#known.delete(key);
    if (message.kind === 'farewell') return;
    const now = performance.now();
    const isDue = told === undefined || now - told > tellTime;
    this.#known.set(key, isDue ? now : told);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= mostKnown) break;
      this.#known.delete(oldest);
    }
    if (isDue) this.#options.onFound(peer);
  }
}

/** Starts to ask and announce in all local networks. Resolves when that has begun; a network that cannot be used is a problem, no error. */
export async function startDiscovery(options: DiscoveryOptions): Promise<Discovery> {
  const discovery = new LocalDiscovery(options);
  await discovery.ready;
  return discovery;
}
