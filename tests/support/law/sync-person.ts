// A person with a device under the law of sync, and what may happen to it: a clock that is set, a crash halfway.
import { createHash, createPrivateKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Course } from '../open-store.ts';
import type { ProgramVersion } from '../sync/program-version.ts';
import type { SimulatedDevice } from '../sync/simulated-network.ts';

/** DER of a secret ed25519 key up to its 32 bytes (RFC 8410). */
const secretPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Writes a key that follows from `name`, as if the device had made it. */
export function writeKey(path: string, name: string): void {
  const secret = createHash('sha256').update(name).digest();
  const key = createPrivateKey({ key: Buffer.concat([secretPrefix, secret]), format: 'der', type: 'pkcs8' });
  writeFileSync(path, key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
}

/**
 * The clock of a device, which only the test moves on: how often it is looked at depends on how fast the machine is, and a sequence is to be the
 * same whenever it is run.
 */
export class Clock implements Course {
  readonly start: number;
  readonly seed: string;
  #ahead = 0;

  constructor(start: number, seed: string) {
    this.start = start;
    this.seed = seed;
  }

  /** Milliseconds since it was last looked at. */
  get step(): number {
    const ahead = this.#ahead;
    this.#ahead = 0;
    return ahead;
  }

  /** Sets it forward, or back. */
  turn(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}

/** When a device is to crash: right after one of its next transactions, before anybody hears of it. */
interface Fuse {
  /** Transactions that it still gets through. */
  commits: number;
  /** The journal has not been written: what was committed is in the database alone. */
  readonly beforeJournal: boolean;
}

/** A person with a device. */
export interface Person {
  readonly name: string;
  readonly keyPath: string;
  /** Years that its clock is ahead of the others. */
  readonly ahead: number;
  program: ProgramVersion;
  clock: Clock;
  device: SimulatedDevice;
  starts: number;
  fuse: Fuse | null;
  /** Bytes in the journal after the last transaction. */
  journal: number;
  /** What was on disk when it crashed; `null` while it runs. */
  left: string | null;
  /** Part of the network in which it is. */
  part: number;
  /** Was shut out, or given another role. */
  restricted: boolean;
  /** Who issued the invitation by which they came. */
  readonly invitedBy: Person | null;
}
