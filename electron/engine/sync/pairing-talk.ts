// A conversation by which two devices pair: whole messages over a connection, few and short, and not for long.
import { FrameReader, strangerFrame, writeFrame } from './frame.ts';
import type { PeerConnection } from './peer-network.ts';

/** How long a conversation may take in all, in ms: five messages, of which none waits for a person. */
const longest = 15_000;

/** One conversation. It ends the connection when it has lasted too long. */
export class PairingTalk {
  readonly #connection: PeerConnection;
  readonly #reader = new FrameReader();
  readonly #heard: Uint8Array[] = [];
  readonly #timer: ReturnType<typeof setTimeout>;
  #ending: Promise<void> | null = null;

  constructor(connection: PeerConnection) {
    this.#connection = connection;
    this.#timer = setTimeout(() => void this.end(), longest);
  }

  /** @throws when the connection is lost. */
  async say(message: Uint8Array): Promise<void> {
    await this.#connection.send(writeFrame({ head: {}, parts: [message] }, strangerFrame));
  }

  /** The next message; `null` when the other side has ended, or said what is none. */
  async hear(): Promise<Uint8Array | null> {
    while (this.#heard.length === 0) {
      const bytes = await this.#connection.read();
      if (bytes === null) return null;
      try {
        for (const { parts } of this.#reader.take(bytes)) this.#heard.push(...parts);
      } catch {
        return null;
      }
    }
    return this.#heard.shift() ?? null;
  }

  /** Ends the connection; what was said last still arrives. */
  end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#ending ??= this.#connection.close();
    return this.#ending;
  }
}
