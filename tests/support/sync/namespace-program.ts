// A program of the tests in a namespace of its own, and what it says by messages: `{ found: peer }`, or a word or figure under a name.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { FoundPeer } from '#electron/engine/sync/discovery.ts';
import type { Namespace } from './network-namespace.ts';

/** A program in a namespace, and what it said. */
export class NamespaceProgram {
  readonly process: ChildProcess;
  readonly #said: unknown[] = [];

  constructor(place: Namespace, script: URL, args: readonly string[]) {
    this.process = place.start(fileURLToPath(script), args);
    this.process.on('message', (message) => this.#said.push(message));
  }

  /** The next thing it says, or has said, that is one of those that are waited for. */
  async hear<Message>(read: (message: unknown) => Message | undefined): Promise<Message> {
    for (let at = 0; ; at += 1) {
      if (at === this.#said.length) await once(this.process, 'message');
      const message = read(this.#said[at]);
      if (message === undefined) continue;
      this.#said.splice(at, 1);
      return message;
    }
  }

  /** Somebody whom it found at an address, or at any that begins so. */
  findsAt(address: string): Promise<FoundPeer> {
    return this.hear((message) => {
      const { found } = z.object({ found: z.custom<FoundPeer>() }).safeParse(message).data ?? {};
      return found?.address.startsWith(address) === true ? found : undefined;
    });
  }

  /** What it says under a name. */
  says(name: string): Promise<string | number> {
    return this.hear((message) => z.object({ [name]: z.union([z.string(), z.number()]) }).safeParse(message).data?.[name]);
  }

  /** Lets go of it and waits until it has ended. */
  async end(): Promise<void> {
    const { process } = this;
    if (process.exitCode !== null) return;
    const gone = once(process, 'exit');
    // It lets go of its side when it has no more to say.
    if (process.connected) process.disconnect();
    await gone;
  }
}
