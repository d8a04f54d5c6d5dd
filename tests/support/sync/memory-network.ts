// A network without a network: devices of this process connected by queues. What it does to connections is up to the test.
import { ArrivalQueue } from '#electron/engine/sync/arrival-queue.ts';
import type { PeerConnection, PeerNetwork } from '#electron/engine/sync/peer-network.ts';

/** A queue that one side fills and the other empties. */
class Pipe {
  readonly #waiting: Uint8Array[] = [];
  #ended = false;
  #wake = Promise.withResolvers<void>();

  push(bytes: Uint8Array): void {
    if (this.#ended) throw new Error('The connection is lost.');
    if (bytes.length > 0) this.#waiting.push(Uint8Array.from(bytes));
    this.#wake.resolve();
  }

  end(): void {
    this.#ended = true;
    this.#wake.resolve();
  }

  async pull(): Promise<Uint8Array | null> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) return next;
      if (this.#ended) return null;
      this.#wake = Promise.withResolvers();
      await this.#wake.promise;
    }
  }
}

class MemoryConnection implements PeerConnection {
  readonly remoteId: string;
  readonly #out: Pipe;
  readonly #in: Pipe;

  constructor(remoteId: string, out: Pipe, into: Pipe) {
    this.remoteId = remoteId;
    this.#out = out;
    this.#in = into;
  }

  path(): 'memory' {
    return 'memory';
  }

  async send(bytes: Uint8Array): Promise<void> {
    this.#out.push(bytes);
    await Promise.resolve();
  }

  read(): Promise<Uint8Array | null> {
    return this.#in.pull();
  }

  close(): Promise<void> {
    this.#out.end();
    this.#in.end();
    return Promise.resolve();
  }
}

interface Station {
  arrive(connection: PeerConnection): void;
}

/** Devices that can reach each other. */
export class MemoryNetwork {
  readonly #stations = new Map<string, Station>();

  /** Gives a device its place in the network; it has one at a time. */
  join(deviceId: string): PeerNetwork {
    const waiting = new ArrivalQueue<PeerConnection>();
    const made: PeerConnection[] = [];
    const closing = new AbortController();
    const station: Station = {
      arrive(connection) {
        waiting.push(connection);
        made.push(connection);
      },
    };
    this.#stations.set(deviceId, station);
    return {
      deviceId,
      addresses: () => [`memory:${deviceId}`],
      connect: (remoteId) => {
        const remote = this.#stations.get(remoteId);
        if (remote === undefined || closing.signal.aborted) return Promise.reject(new Error('Nobody answers there.'));
        const [there, back] = [new Pipe(), new Pipe()];
        remote.arrive(new MemoryConnection(deviceId, back, there));
        const connection = new MemoryConnection(remoteId, there, back);
        made.push(connection);
        return Promise.resolve(connection);
      },
      incoming: () => waiting.values(),
      close: async () => {
        closing.abort();
        if (this.#stations.get(deviceId) === station) this.#stations.delete(deviceId);
        for (const connection of made) await connection.close();
        waiting.end();
      },
    };
  }
}
