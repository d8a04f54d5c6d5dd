// A network of devices within one thread: every byte goes where and when the test says. Connections are streams, as QUIC makes
// them: in order and whole until they are lost; what a stream is cut into is up to chance.
import type { NetworkEvent, SyncEvent } from '#electron/engine/document/sync-event.ts';
import { SyncCenter } from '#electron/engine/sync/sync-center.ts';
import { SyncDesk } from '#electron/engine/sync/sync-desk.ts';
import { must } from '#shared/base/must.ts';
import type { OpenStore } from '../open-store.ts';
import { type ProgramVersion, runAs } from './program-version.ts';

/** One end of a connection. */
interface End {
  readonly device: SimulatedDevice;
  readonly id: number;
  /** Bytes on their way to this end. */
  readonly coming: Uint8Array[];
  other: End | null;
  closed: boolean;
}

/** A device with its sessions. */
export interface SimulatedDevice {
  readonly open: OpenStore;
  readonly program: ProgramVersion;
  readonly center: SyncCenter;
  readonly desk: SyncDesk;
  /** What the center told last about itself. */
  wish: Extract<SyncEvent, { type: 'wish' }>['wish'] | null;
  /** Bytes that it was sent and that it sent. */
  readonly traffic: { received: number; sent: number; deliveries: number };
  /** Why its connections ended, newest last. */
  readonly endings: string[];
}

/** A number from 0 to below 1. */
type Chance = () => number;

/** The network. */
export class SimulatedNetwork {
  readonly devices = new Map<string, SimulatedDevice>();
  readonly #ends = new Map<number, End>();
  readonly #chance: Chance;
  readonly #tasks: (() => void)[] = [];
  readonly #slow: (() => void)[] = [];
  #nextId = 1;

  readonly #patience: number;
  readonly #pieceTime: number;

  /**
   * @param patience - with what probability the network is faster than what a device means to do once what is at hand is done.
   * @param pieceTime - for how many milliseconds devices read of whole documents at a time; 0: as little as there is to read.
   */
  constructor(chance: Chance, patience = 0, pieceTime = 15) {
    this.#chance = chance;
    this.#patience = patience;
    this.#pieceTime = pieceTime;
  }

  /** Puts the sessions of a workspace into the network; call `commits` whenever its store has committed. */
  join(open: OpenStore, program: ProgramVersion = 'present'): SimulatedDevice {
    const center: SyncCenter = new SyncCenter({
      store: open.store,
      table: open.store.peers,
      tell: (event) => this.#told(device, event),
      touch: () => {},
      pieceTime: this.#pieceTime,
      later: (work) => void this.#tasks.push(() => isThere() && runAs(program, work)),
      soon: (work) => void this.#slow.push(() => isThere() && runAs(program, work)),
    });
    // What a device was about to do when it stopped is not done.
    const isThere = (): boolean => this.devices.get(open.store.deviceId) === device;
    const desk = new SyncDesk(open.store, open.store.peers, center, () => {});
    const device: SimulatedDevice = {
      open,
      program,
      center,
      desk,
      wish: null,
      traffic: { received: 0, sent: 0, deliveries: 0 },
      endings: [],
    };
    open.onCommit(() => center.committed());
    this.devices.set(open.store.deviceId, device);
    runAs(program, () => center.start());
    this.#hear(device, { type: 'reachable', addresses: ['memory:1'], relays: [] });
    return device;
  }

  #hear({ program, center }: SimulatedDevice, event: NetworkEvent): void {
    runAs(program, () => center.hear(event));
  }

  /** Takes a device out, as a crash does: nobody is told but by the loss of connections. */
  leave(device: SimulatedDevice): void {
    this.devices.delete(device.open.store.deviceId);
    for (const end of this.#ends.values()) if (end.device === device) this.#lose(end);
  }

  /** Connections so far. */
  get made(): number {
    return (this.#nextId - 1) / 2;
  }

  /** Connects two devices. */
  connect(from: SimulatedDevice, to: SimulatedDevice): void {
    const one: End = { device: from, id: this.#nextId++, coming: [], other: null, closed: false };
    const two: End = { device: to, id: this.#nextId++, coming: [], other: one, closed: false };
    one.other = two;
    this.#ends.set(one.id, one);
    this.#ends.set(two.id, two);
    const opened = (end: End, dialled: boolean): NetworkEvent => ({
      type: 'opened',
      connection: end.id,
      remoteId: must(end.other, 'the other end').device.open.store.deviceId,
      dialled,
      path: 'memory',
    });
    this.#hear(to, opened(two, false));
    this.#hear(from, opened(one, true));
  }

  /** Whether two devices are connected. */
  connected(one: SimulatedDevice, other: SimulatedDevice): boolean {
    return [...this.#ends.values()].some((end) => !end.closed && end.device === one && end.other?.device === other);
  }

  /** Connects everybody with whom they wish to be connected with, if they are there. */
  connectAll(): void {
    for (const device of this.devices.values()) {
      for (const { deviceId } of device.wish?.targets ?? []) {
        const other = this.devices.get(deviceId);
        if (other !== undefined && device.wish?.enabled === true && !this.connected(device, other)) this.connect(device, other);
      }
    }
  }

  /** Loses every connection between two devices, with what was on its way. */
  cut(one: SimulatedDevice, other: SimulatedDevice): void {
    for (const end of this.#ends.values()) if (end.device === one && end.other?.device === other) this.#lose(end);
  }

  #lose(end: End): void {
    for (const one of [end, end.other]) {
      if (one === null || one.closed) continue;
      one.closed = true;
      one.coming.length = 0;
      this.#ends.delete(one.id);
      if (this.devices.get(one.device.open.store.deviceId) === one.device) this.#hear(one.device, { type: 'closed', connection: one.id });
    }
  }

  #told(device: SimulatedDevice, event: SyncEvent): void {
    if (event.type === 'wish') device.wish = event.wish;
    if (event.type !== 'send' && event.type !== 'close') return;
    const end = this.#ends.get(event.connection);
    const other = end?.other ?? null;
    if (end === undefined || other === null) return;
    if (event.type === 'send') {
      device.traffic.sent += event.bytes.length;
      other.coming.push(Uint8Array.from(event.bytes));
    } else {
      device.endings.push(event.reason);
      this.#tasks.push(() => this.#finish(end));
    }
  }

  /** What was sent before the end still arrives. */
  #finish(end: End): void {
    const { other } = end;
    if (end.closed || other === null) return;
    while (other.coming.length > 0) this.#deliver(other, must(other.coming.shift(), 'bytes'));
    this.#lose(end);
  }

  #deliver(end: End, bytes: Uint8Array): void {
    end.device.traffic.received += bytes.length;
    end.device.traffic.deliveries += 1;
    this.#hear(end.device, { type: 'bytes', connection: end.id, bytes });
    const { other } = end;
    if (other !== null && !other.closed) this.#hear(other.device, { type: 'drained', connection: other.id, bytes: bytes.length });
  }

  /** Does one thing that is to be done; answers whether there was any. */
  step(): boolean {
    const busy = [...this.#ends.values()].filter(({ coming }) => coming.length > 0);
    const waits = this.#patience > 0 && busy.length > 0 && this.#chance() < this.#patience;
    const task = waits ? undefined : this.#tasks.shift();
    if (task !== undefined) {
      task();
      return true;
    }
    const end = busy[Math.floor(this.#chance() * busy.length)];
    const [first] = end?.coming ?? [];
    if (end === undefined || first === undefined) {
      const slow = this.#slow.shift();
      slow?.();
      return slow !== undefined;
    }
    end.coming.shift();
    // Streams are cut anywhere.
    const cut = this.#chance() < 0.3 ? Math.floor(this.#chance() * first.length) : first.length;
    if (cut > 0 && cut < first.length) end.coming.unshift(first.subarray(cut));
    this.#deliver(end, cut > 0 ? first.subarray(0, cut) : first);
    return true;
  }

  /** Goes on until nothing is left to do. @throws when that does not end. */
  settle(most = 1_000_000): void {
    for (let steps = 0; this.step(); steps++) if (steps > most) throw new Error('Expected the devices to fall silent.');
  }
}
