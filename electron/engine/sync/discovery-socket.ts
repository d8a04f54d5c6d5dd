// Multicast DNS on one network interface: one socket, which takes what comes from that network only, and not more than so much.
import { createSocket, type Socket } from 'node:dgram';
import { BlockList } from 'node:net';
import { longestMessage } from './discovery-message.ts';

const group = '224.0.0.251';
/** Where multicast DNS is spoken. */
const multicastPort = 5353;
/** Messages a second that are looked at; a network in which more are sent finds its devices later. */
const mostMessages = 50;

/** An IPv4 address of this machine. */
export interface LocalAddress {
  readonly address: string;
  /** Of the network in which it is: `192.168.1.20/24`. */
  readonly cidr: string;
}

/** What happens on the interface. */
interface Listener {
  /** A message from `address`, which is in the same network. */
  onMessage(bytes: Uint8Array, address: string): void;
  onError(error: Error): void;
}

/** The network of an address; nothing from elsewhere can be an answer (RFC 6762, section 11). */
function networkOf({ cidr }: LocalAddress): BlockList {
  const [address = '', prefix = ''] = cidr.split('/');
  const network = new BlockList();
  network.addSubnet(address, Number(prefix), 'ipv4');
  return network;
}

/** A socket for discovery. It sends nothing by itself. */
export class DiscoverySocket {
  readonly local: LocalAddress;
  readonly #socket: Socket;
  readonly #listener: Listener;
  readonly #port: number;
  readonly #ready = Promise.withResolvers<void>();
  readonly #closed = Promise.withResolvers<void>();
  #isClosing = false;

  /** @param port - where all who are to find each other listen. */
  constructor(local: LocalAddress, listener: Listener, port: number = multicastPort) {
    this.local = local;
    this.#listener = listener;
    this.#port = port;
    const network = networkOf(local);
    // Other programs of this machine (Avahi, Bonjour) have the port as well.
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    this.#socket = socket;
    let [since, seen] = [performance.now(), 0];
    socket.on('message', (bytes, { address }) => {
      if (performance.now() - since >= 1000) [since, seen] = [performance.now(), 0];
      seen += 1;
      if (seen <= mostMessages && bytes.length <= longestMessage && network.check(address)) listener.onMessage(bytes, address);
    });
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#closed.resolve());
    socket.bind(port, '0.0.0.0', () => this.#join());
  }

  /** Whether it has failed or was closed. */
  get isClosed(): boolean {
    return this.#isClosing;
  }

  /** Resolves once messages can be sent and come in, or when the socket has failed. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Sends to everybody in the network. Resolves when the message is out or could not be sent. */
  async send(bytes: Uint8Array): Promise<void> {
    await this.#ready.promise;
    if (this.#isClosing) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.send(bytes, this.#port, group, (error) => {
      if (error !== null) this.#listener.onError(error);
      resolve();
    });
    await promise;
  }

  /** Resolves when the socket is gone. */
  close(): Promise<void> {
    this.#end();
    return this.#closed.promise;
  }

  #join(): void {
    const { address } = this.local;
    try {
      this.#socket.addMembership(group, address);
      this.#socket.setMulticastInterface(address);
      this.#socket.setMulticastTTL(255);
      this.#socket.setMulticastLoopback(true);
      this.#ready.resolve();
    } catch (error) {
      // The interface has gone in the meantime, or does not take multicast.
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #fail(error: Error): void {
    if (this.#isClosing) return;
    this.#end();
    this.#listener.onError(error);
  }

  #end(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#ready.resolve();
    try {
      this.#socket.close();
    } catch {
      this.#closed.resolve();
    }
  }
}
