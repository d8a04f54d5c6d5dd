// A connection of which the test holds the other end itself: it says what it likes and sees all that it is told.
import type { SyncEvent } from '#electron/engine/document/sync-event.ts';
import { type Frame, FrameReader, memberFrame } from '#electron/engine/sync/frame.ts';
import { SyncCenter } from '#electron/engine/sync/sync-center.ts';
import type { OpenStore } from '../open-store.ts';

/** The other end. */
export interface BareConnection {
  /** Everything that came, in pieces. */
  readonly received: Uint8Array[];
  /** Why it was ended; `null` while it was not. */
  ended(): string | null;
  say(bytes: Uint8Array): void;
  /** Loses the connection. */
  leave(): void;
  /** Everything that came, as frames. */
  frames(): Frame[];
}

/** A workspace that can be connected to. */
export class BareDoor {
  readonly center: SyncCenter;
  readonly #open = new Map<number, { received: Uint8Array[]; ended: string | null }>();
  #nextId = 1;

  constructor(open: Pick<OpenStore, 'store' | 'onCommit'>) {
    const tasks: (() => void)[] = [];
    let isBusy = false;
    const later = (work: () => void): void => {
      tasks.push(work);
      if (isBusy) return;
      isBusy = true;
      for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) task();
      isBusy = false;
    };
    this.center = new SyncCenter({
      store: open.store,
      table: open.store.peers,
      tell: (event) => this.#told(event),
      touch: () => {},
      later,
      soon: () => {},
    });
    open.onCommit(() => this.center.committed());
    this.center.start();
  }

  #told(event: SyncEvent): void {
    if (event.type !== 'send' && event.type !== 'close') return;
    const known = this.#open.get(event.connection);
    if (known === undefined) return;
    if (event.type === 'send') known.received.push(Uint8Array.from(event.bytes));
    else known.ended = event.reason;
  }

  /** Connects as the device of this id, which the network is taken to have proven. */
  connect(remoteId: string): BareConnection {
    const connection = this.#nextId++;
    const known = { received: [] as Uint8Array[], ended: null as string | null }; // filled by what is told
    this.#open.set(connection, known);
    this.center.hear({ type: 'opened', connection, remoteId, dialled: false, path: 'memory' });
    return {
      received: known.received,
      ended: () => known.ended,
      say: (bytes) => this.center.hear({ type: 'bytes', connection, bytes }),
      leave: () => {
        this.center.hear({ type: 'closed', connection });
        this.#open.delete(connection);
      },
      frames() {
        const reader = new FrameReader();
        reader.most = memberFrame;
        return known.received.flatMap((bytes) => [...reader.take(bytes)]);
      },
    };
  }
}
