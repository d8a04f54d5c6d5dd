// A bundle: changes of a workspace, entries of its membership chain among them, sealed for members and signed by whoever wrote it. The
// same file is handed over by itself and lies in a shared folder. What it brings is judged like what comes from a connection.
import { statSync } from 'node:fs';
import { z } from 'zod';
import { openSafely } from '#electron/engine/document/inflated-size.ts';
import { readLoggedHead } from '#electron/engine/store/change-head.ts';
import { membershipId } from '#electron/engine/store/change-log.ts';
import { type DeviceKey, verifySignature } from '#electron/engine/store/device-key.ts';
import { type CarriedChange, changesOf, framesOf } from './carried-change.ts';
import { BadFrame, type Frame } from './frame.ts';
import { BadSealedFile, readSealed, type SealedFault, writeSealed } from './sealed-file.ts';
import { checkFrames, signFrames } from './signed-frames.ts';

/** Longest bundle that is read, in bytes as it lies on disk. */
const bundleLimit = 2_147_483_648;
/** Most bytes that a change may have when it is inflated; as for changes that come over a connection. */
const contentLimit = 67_108_864;

const BundleHead = z.looseObject({
  format: z.literal('sextant-bundle-1'),
  author: z.string(),
  to: z.array(z.string()),
  /** Hash of the entry that founded the workspace. */
  workspaceId: z.string().regex(/^[0-9a-f]{64}$/u),
  /** ISO instant on the author's clock; for people. */
  at: z.iso.datetime(),
  /** It holds all changes that its author had. */
  whole: z.boolean(),
  /** Document → the newest changes that its author had. */
  heads: z.record(z.string(), z.array(z.string().regex(/^[0-9a-f]{64}$/u))),
});
type Said = z.infer<typeof BundleHead>;
/** What a bundle says of itself. */
export type BundleHead = Pick<Said, 'author' | 'to' | 'workspaceId' | 'at' | 'whole' | 'heads'>;

/** A change out of a bundle, with the hash that its bytes have. */
export interface BundledChange extends CarriedChange {
  readonly hash: string;
  readonly deps: readonly string[];
}

/** A bundle says something that cannot be: its author made it wrongly, or it is none. */
class BadBundle extends Error {}

/** Writes a bundle to the new file `path`. Answers its bytes. @throws what the disk says; nothing is left then. */
export function writeBundle(
  path: string,
  device: Pick<DeviceKey, 'deviceId' | 'sign'>,
  { to, ...said }: Omit<BundleHead, 'author'>,
  changes: Iterable<CarriedChange>,
): Promise<number> {
  const head = { format: 'sextant-bundle-1', ...said } satisfies Omit<Said, 'author' | 'to'>;
  return writeSealed(path, to, signFrames(device, to, head, framesOf(changes)));
}

function headOf({ head }: Frame): BundleHead {
  const { format } = head;
  if (typeof format === 'string' && format !== 'sextant-bundle-1' && format.startsWith('sextant-bundle-'))
    throw new BadSealedFile('version', 'It has a form that this Sextant does not know.');
  const parsed = BundleHead.safeParse(head);
  if (!parsed.success) throw new BadBundle('It is sealed, but is no bundle.');
  return parsed.data;
}

/** A change whose bytes are one and whose device signed them. */
function genuine(change: CarriedChange): BundledChange {
  const head = readLoggedHead(change.documentId, change.bytes, contentLimit);
  const isSafe = change.kind === 'membership' || openSafely(change.bytes) !== null;
  if (head === null || !isSafe || (change.kind === 'membership') !== (change.documentId === membershipId))
    throw new BadBundle('Something in it is no change.');
  if (!verifySignature(change.deviceId, head.hash, change.signature))
    throw new BadBundle(`The device that is named with the change ${head.hash} did not sign it.`);
  return { ...change, hash: head.hash, deps: head.deps };
}

/**
 * Reads a bundle as it comes: what it says of itself, then its changes, a frame at a time. That it is whole and signed is certain at its
 * end only. @throws {BadSealedFile | BadFrame | BadBundle}, or what the disk says.
 */
export async function* readBundle(path: string, seed: Uint8Array): AsyncGenerator<BundleHead | BundledChange[], void, void> {
  if (statSync(path).size > bundleLimit) throw new BadBundle(`It is longer than ${bundleLimit} bytes.`);
  let isFirst = true;
  for await (const frame of checkFrames(readSealed(path, seed))) {
    if (isFirst) yield headOf(frame);
    else yield changesOf(frame).map(genuine);
    isFirst = false;
  }
  if (isFirst) throw new BadFrame('It is empty.');
}

/** What a look through a whole bundle finds. */
export interface Examined {
  readonly head: BundleHead;
  /** Number of changes, entries among them, and of those that `has` knows. */
  readonly changes: number;
  readonly known: number;
  /** The entries of the membership chain. */
  readonly entries: readonly BundledChange[];
  /** Hashes of what its changes follow upon, by document, where neither the bundle nor `has` has it. */
  readonly missing: Readonly<Record<string, readonly string[]>>;
}

/** Reads a bundle to its end and keeps nothing of it but what is needed to judge it. @throws as {@link readBundle}. */
export async function examineBundle(path: string, seed: Uint8Array, has: (hash: string) => boolean): Promise<Examined> {
  let head: BundleHead | null = null;
  const own = new Set<string>();
  const wanted = new Map<string, string>();
  const entries: BundledChange[] = [];
  let known = 0;
  for await (const part of readBundle(path, seed)) {
    if (!Array.isArray(part)) {
      head = part;
      continue;
    }
    for (const change of part) {
      const { hash, deps, documentId } = change;
      own.add(hash);
      if (change.kind === 'membership') entries.push(change);
      if (has(hash)) known += 1;
      for (const dep of deps) if (!own.has(dep) && !has(dep)) wanted.set(dep, documentId);
    }
  }
  if (head === null) throw new BadFrame('It is empty.');
  const missing: Record<string, string[]> = {};
  for (const [hash, documentId] of wanted) if (!own.has(hash)) (missing[documentId] ??= []).push(hash);
  return { head, changes: own.size, known, entries, missing };
}

/** Why a bundle cannot be read, as people are told; `null` for a failure of the disk. */
export function bundleFault(error: unknown): { readonly fault: SealedFault; readonly message: string } | null {
  if (error instanceof BadSealedFile) return error;
  if (error instanceof BadFrame || error instanceof BadBundle) return { fault: 'damaged', message: error.message };
  return null;
}
