// What a change says of itself that others are judged by.
import { type ChangeHead } from '#electron/engine/store/change-head.ts';
import type { SignedChange } from '#electron/engine/team/membership.ts';
import { readChangeMessage } from './change-message.ts';

/** What is known of a change without its document. */
export interface ChangeFact extends SignedChange {
  /** Hex id of who made it. */
  readonly actor: string;
  /** Which change of its actor it is, from 1. */
  readonly sequence: number;
  /** What it builds on. */
  readonly deps: readonly string[];
  readonly firstOperation: number;
  /** Number of its last operation; one less than the first when it has none. */
  readonly lastOperation: number;
}

/** The fact of a change with this head. */
export function changeFact(documentId: string, deviceId: string, head: ChangeHead): ChangeFact {
  const { hash, deps, actor, sequence, firstOperation, operations } = head;
  const membership = readChangeMessage(head.message)?.membership ?? [];
  const lastOperation = firstOperation + operations - 1;
  return { documentId, deviceId, hash, deps, actor, sequence, membership, firstOperation, lastOperation };
}
