// Connections between devices by iroh: QUIC with TLS 1.3, in which each side proves the key that is its id.
import { Endpoint, EndpointAddr, type Connection, EndpointId, presetMinimal, presetN0, type BiStream, RelayMode } from '@number0/iroh';
import type { PeerPath } from '#shared/contract/team.ts';
import type { PeerConnection, PeerNetwork } from './peer-network.ts';

/** What two devices speak; another version has another name, so that nobody misreads anybody. */
const protocol = [...Buffer.from('sextant/sync/1')];
/** Most bytes that one read brings. */
const chunk = 65_536;
/** Attempts to connect that may be under way at once; more are told to come back. */
const mostHandshakes = 32;
const handshakeTime = 10_000;

/** How an endpoint is to be made. */
export interface IrohOptions {
  /** The device's ed25519 seed, 32 bytes. */
  readonly secret: Uint8Array;
  /** Address to bind, `host:port`; port 0 takes a free one. */
  readonly bind: string;
  /** URLs of relays; `default` takes those of iroh's makers, `none` contacts no host but those that are dialled. */
  readonly relays: readonly string[] | 'default' | 'none';
}

/** Refuses to wait for ever. */
async function within<Value>(time: number, work: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${time} ms.`)), time);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

const isPrivate = (address: string): boolean =>
  /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|\[::1\]|\[f[cde])/u.test(address);

function pathOf(connection: Connection): PeerPath {
  const selected = connection.paths().find(({ isSelected }) => isSelected);
  if (selected === undefined || selected.isRelay) return 'relay';
  return isPrivate(selected.remoteAddr) ? 'local' : 'direct';
}

class IrohConnection implements PeerConnection {
  readonly remoteId: string;
  readonly #connection: Connection;
  readonly #stream: BiStream;

  constructor(connection: Connection, stream: BiStream) {
    this.#connection = connection;
    this.#stream = stream;
    this.remoteId = Buffer.from(connection.remoteId().toBytes()).toString('hex');
  }

  path(): PeerPath {
    return pathOf(this.#connection);
  }

  async send(bytes: Uint8Array): Promise<void> {
    await this.#stream.send.writeAll([...bytes]);
  }

  async read(): Promise<Uint8Array | null> {
    try {
      const bytes = await this.#stream.recv.read(chunk);
      return bytes.length === 0 ? null : Uint8Array.from(bytes);
    } catch {
      return null;
    }
  }

  async close(): Promise<void> {
    try {
      // What was sent last is still to arrive.
      await this.#stream.send.finish();
      await within(1000, this.#stream.send.stopped());
    } catch {
      // Lost already.
    }
    this.#connection.close(0n, []);
  }
}

/** Makes this device reachable. @throws when the address cannot be bound. */
export async function openIrohNetwork({ secret, bind, relays }: IrohOptions): Promise<PeerNetwork> {
  const builder = Endpoint.builder();
  if (relays === 'default') presetN0(builder);
  else {
    presetMinimal(builder);
    builder.relayMode(relays === 'none' ? RelayMode.disabled() : RelayMode.customFromUrls([...relays]));
  }
  builder.secretKey([...secret]);
  builder.alpns([protocol]);
  builder.bindAddr(bind);
  const endpoint = await builder.bind();
  const closing = new AbortController();
  let handshakes = 0;
  const waiting: PeerConnection[] = [];
  let wake = Promise.withResolvers<void>();

  const greet = async (incoming: NonNullable<Awaited<ReturnType<typeof endpoint.acceptNext>>>): Promise<void> => {
    if (handshakes >= mostHandshakes) return incoming.refuse();
    handshakes += 1;
    try {
      const connection = await within(
        handshakeTime,
        incoming.accept().then((accepting) => accepting.connect()),
      );
      waiting.push(new IrohConnection(connection, await within(handshakeTime, connection.acceptBi())));
      wake.resolve();
    } catch {
      // It never became a connection.
    } finally {
      handshakes -= 1;
    }
  };
  const listen = async (): Promise<void> => {
    for (let next = await endpoint.acceptNext(); next !== null; next = await endpoint.acceptNext()) void greet(next);
  };
  // Ends when the endpoint is closed, at the latest with the next attempt to connect to it.
  void listen().catch(() => {});

  return {
    deviceId: Buffer.from(endpoint.id().toBytes()).toString('hex'),
    addresses: () => endpoint.addr().directAddresses(),
    async connect(deviceId, addresses) {
      const id = EndpointId.fromBytes([...Buffer.from(deviceId, 'hex')]);
      const connection = await within(handshakeTime, endpoint.connect(new EndpointAddr(id, null, [...addresses]), protocol));
      return new IrohConnection(connection, await connection.openBi());
    },
    async *incoming() {
      while (!closing.signal.aborted) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else {
          wake = Promise.withResolvers();
          await wake.promise;
        }
      }
    },
    async close() {
      closing.abort();
      wake.resolve();
      await endpoint.close();
    },
  };
}
