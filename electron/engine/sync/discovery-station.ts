// When this device asks and speaks in one network. However often others ask, they hear at most one announcement a second.
import { randomInt } from 'node:crypto';
import type { DiscoverySocket } from './discovery-socket.ts';

/** ms after which it asks and speaks again, since any message may be lost; the last one from then on. */
const pauses = [1000, 3000, 10_000, 60_000];
/** Least ms between two announcements (RFC 6762, section 6). */
const answerPause = 1000;
/** How long saying farewell may take, in ms. */
const farewellTime = 500;

/** What is said, as it is at the moment of saying it; `null` where there is nothing to say. */
interface Words {
  question(): Uint8Array;
  announcement(): Uint8Array | null;
  farewell(): Uint8Array | null;
}

/** This device in one network. */
export class DiscoveryStation {
  readonly socket: DiscoverySocket;
  readonly #words: Words;
  #spoke: number | null = null;
  #answering: ReturnType<typeof setTimeout> | null = null;
  #repeating: ReturnType<typeof setTimeout> | null = null;

  constructor(socket: DiscoverySocket, words: Words) {
    this.socket = socket;
    this.#words = words;
  }

  /** Asks and announces now, and again after growing pauses. */
  begin(round = 0): void {
    if (this.#repeating !== null) clearTimeout(this.#repeating);
    void this.socket.send(this.#words.question());
    this.announce();
    this.#repeating = setTimeout(() => this.begin(round + 1), pauses[Math.min(round, pauses.length - 1)]).unref();
  }

  /** Announces soon: of all that are asked, each waits for a moment of its own. */
  announce(): void {
    if (this.#answering !== null) return;
    const pause = this.#spoke === null ? 0 : this.#spoke + answerPause - performance.now();
    this.#answering = setTimeout(
      () => {
        this.#answering = null;
        const words = this.#words.announcement();
        if (words === null) return;
        this.#spoke = performance.now();
        void this.socket.send(words);
      },
      Math.max(randomInt(20, 120), pause),
    ).unref();
  }

  /** Says farewell if it has spoken. Resolves when the socket is closed. */
  async end(): Promise<void> {
    for (const timer of [this.#answering, this.#repeating]) if (timer !== null) clearTimeout(timer);
    const words = this.#spoke === null ? null : this.#words.farewell();
    if (words !== null) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(() => resolve(), farewellTime);
      await Promise.race([this.socket.send(words), promise]);
      clearTimeout(timer);
    }
    await this.socket.close();
  }
}
