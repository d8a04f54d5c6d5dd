import type { Connection } from '#shared/contract/connection.ts';
import type { Call } from '../call.ts';
import { Refusal } from '../refusal.ts';

/** A workspace that is open with the network. */
export interface Connected {
  readonly connection: Connection;
  /** Rejects when the workspace is lost. */
  readonly lost: Promise<never>;
}

/** Opens the workspace with the network, or reaches the engine that has it open and is connected already. */
export async function stayConnected(call: Call): Promise<Connected> {
  const { promise, reject } = Promise.withResolvers<never>();
  // Where nobody waits for anything, the next question says it, too.
  promise.catch(() => {});
  return { connection: await call.stay((reason) => reject(new Refusal(1, reason))), lost: promise };
}
