// Connections between devices by iroh: QUIC with TLS 1.3, in which each side proves the key that is its id.
import {
  Endpoint,
  EndpointAddr,
  type Connection,
  EndpointId,
  presetMinimal,
  presetN0,
  type BiStream,
  type Incoming,
  RelayMode,
} from '@number0/iroh';
import { ArrivalLimit } from './arrival-limit.ts';
import { ArrivalQueue } from './arrival-queue.ts';
import type { PeerPath } from '#shared/contract/team.ts';
import type { PeerConnection, PeerNetwork } from './peer-network.ts';
import { Silence } from './silence.ts';

/** What two devices speak; another version has another name, so that nobody misreads anybody. */
const protocols = { sync: 'sextant/sync/1', pairing: 'sextant/pair/1' } as const;
/** Most bytes that one read brings. */
const chunk = 65_536;
/** Attempts to connect that may be under way at once; more are told to come back. */
const mostHandshakes = 64;
/** Attempts under way from which on others have to show first that they are where they say, which costs this side nothing. */
const manyHandshakes = 16;
/** Connections that have not opened their stream, which whoever means it does at once; the oldest one makes room. */
const mostSilent = 64;
/** Connections that opened their stream and that nobody has taken yet; more are closed. */
const mostWaiting = 64;
/** How often it is looked whether a connection has fallen silent, in milliseconds. */
const lookTime = 1000;

/** How an endpoint is to be made. */
export interface IrohOptions {
  /** The device's ed25519 seed, 32 bytes. */
  readonly secret: Uint8Array;
  /** Address to bind, `host:port`; port 0 takes a free one. */
  readonly bind: string;
  /** URLs of relays; `default` takes those of iroh's makers, `none` contacts no host but those that are dialled. */
  readonly relays: readonly string[] | 'default' | 'none';
  /** What is spoken: sync, unless it is the pairing of two devices by a short code. */
  readonly purpose?: keyof typeof protocols;
  /** How long a handshake may take, and a connection be silent, in ms; 10,000 unless a test says otherwise. */
  readonly patience?: number;
}

/** Refuses to wait for ever; what comes too late is dropped. */
async function within<Value>(time: number, work: Promise<Value>, drop?: (late: Value) => void): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(`No answer within ${time} ms.`));
    work.then(drop, () => {});
  }, time);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

const isPrivate = (address: string): boolean =>
  /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|\[::1\]|\[f[cde])/u.test(address);

function pathOf(connection: Connection): PeerPath {
  const paths = connection.paths();
  // In its first moments a connection has chosen none yet; without a relay among them it goes through none.
  const path = paths.find(({ isSelected }) => isSelected) ?? paths.find(({ isRelay }) => !isRelay) ?? paths[0];
  if (path === undefined) return 'direct';
  if (path.isRelay) return 'relay';
  return isPrivate(path.remoteAddr) ? 'local' : 'direct';
}

/**
 * Ends a connection in which the other side opens a stream besides the one that there is: each may fill a buffer of more than a
 * megabyte here that nobody empties, and a hundred are allowed before anybody is asked.
 */
function endOnSecondStream(connection: Connection): void {
  const end = (): void => connection.close(1n, []);
  // Rejected when the connection ends otherwise.
  connection.acceptBi().then(end, () => {});
  connection.acceptUni().then(end, () => {});
}

/** Ends a connection in which there is nobody any more: QUIC alone would wait for thirty seconds. */
function endWhenSilent(connection: Connection): void {
  const silence = new Silence(performance.now());
  const look = setInterval(() => {
    if (silence.isTooLong(connection.stats().udpRxDatagrams, performance.now())) connection.close(1n, []);
  }, lookTime);
  look.unref();
  const end = (): void => clearInterval(look);
  connection.closed().then(end, end);
}

/** A connection's first stream; ends the connection when none comes. */
async function firstStream(connection: Connection, patience: number): Promise<BiStream> {
  try {
    return await within(patience, connection.acceptBi());
  } catch (error) {
    connection.close(1n, []);
    throw error;
  }
}

class IrohConnection implements PeerConnection {
  readonly remoteId: string;
  readonly #connection: Connection;
  readonly #stream: BiStream;

  constructor(connection: Connection, stream: BiStream) {
    endOnSecondStream(connection);
    endWhenSilent(connection);
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
export async function openIrohNetwork({ secret, bind, relays, purpose = 'sync', patience = 10_000 }: IrohOptions): Promise<PeerNetwork> {
  const protocol = [...Buffer.from(protocols[purpose])];
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
  // Without servers that say at which relay a device is, it is looked for at the one that the team has.
  const relay = typeof relays === 'string' ? null : (relays[0] ?? null);
  const closing = new AbortController();
  let handshakes = 0;
  const arrivals = new ArrivalLimit();
  const silent = new Set<Connection>();
  const waiting = new ArrivalQueue<PeerConnection>();

  /** The connection of an attempt, of which only so many are under way. */
  const shakeHands = async (incoming: Incoming): Promise<Connection> => {
    handshakes += 1;
    try {
      const connecting = incoming.accept().then((accepting) => accepting.connect());
      return await within(patience, connecting, (late) => late.close(1n, []));
    } finally {
      handshakes -= 1;
    }
  };

  const greet = async (incoming: Incoming): Promise<void> => {
    const { addr, endpointId, kind } = await incoming.remoteAddr();
    if (handshakes >= mostHandshakes || !arrivals.admits(addr ?? endpointId ?? kind, performance.now())) return incoming.refuse();
    if (handshakes >= manyHandshakes && !(await incoming.remoteAddrValidated())) return incoming.retry();
    const connection = await shakeHands(incoming);
    const [oldest] = silent;
    if (silent.size >= mostSilent && oldest !== undefined) {
      silent.delete(oldest);
      oldest.close(1n, []);
    }
    silent.add(connection);
    try {
      const stream = await firstStream(connection, patience);
      if (waiting.length >= mostWaiting) return connection.close(1n, []);
      waiting.push(new IrohConnection(connection, stream));
    } finally {
      silent.delete(connection);
    }
  };
  const listen = async (): Promise<void> => {
    for (let next = await endpoint.acceptNext(); next !== null; next = await endpoint.acceptNext()) {
      // What fails never became a connection.
      void greet(next).catch(() => {});
    }
  };
  // Ends when the endpoint is closed, at the latest with the next attempt to connect to it.
  void listen().catch(() => {});

  return {
    deviceId: Buffer.from(endpoint.id().toBytes()).toString('hex'),
    addresses() {
      const direct = endpoint.addr().directAddresses();
      // Without any network there is still this machine.
      return direct.length > 0 ? direct : endpoint.boundSockets().map((socket) => socket.replace('0.0.0.0', '127.0.0.1'));
    },
    async connect(deviceId, addresses) {
      const id = EndpointId.fromBytes([...Buffer.from(deviceId, 'hex')]);
      const connecting = endpoint.connect(new EndpointAddr(id, relay, [...addresses]), protocol);
      const connection = await within(patience, connecting, (late) => late.close(1n, []));
      return new IrohConnection(connection, await connection.openBi());
    },
    incoming: () => waiting.values(),
    async close() {
      closing.abort();
      waiting.end();
      await endpoint.close();
    },
  };
}
