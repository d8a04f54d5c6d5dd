// CPace: two sides that share a short password get a strong key, and whoever listens or pretends learns nothing but whether one
// guess was right. Suite CPACE-RISTR255-SHA512 of draft-irtf-cfrg-cpace, for two sides of which one begins; tested on its vectors.
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';
import { createHash, createHmac } from 'node:crypto';
import { must } from '#shared/base/must.ts';

type Point = ReturnType<typeof ristretto255.Point.fromBytes>;

const name = Buffer.from('CPaceRistretto255');
/** Bytes that SHA-512 takes in one block. */
const blockSize = 128;

const sha512 = (...parts: readonly Uint8Array[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha512')).digest();

/** A string after its length, as LEB128. */
function withLength(bytes: Uint8Array): Uint8Array {
  const length: number[] = [];
  let left = bytes.length;
  for (; left > 127; left >>>= 7) length.push((left & 127) | 128);
  return Buffer.concat([Buffer.of(...length, left), bytes]);
}

/** Strings in one, each after its length (`lv_cat` of the draft), so that no two lists make the same bytes. */
export function joinWithLengths(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts.map(withLength));
}

/**
 * The point that both sides start from. @param password - what they share. @param context - who they are; another context
 * makes another point, so a conversation that was passed on to somebody else fails. @param session - names the session, or is empty.
 */
export function passwordPoint(password: Uint8Array, context: Uint8Array, session: Uint8Array): Point {
  // Whatever the length of the password, it fills the first block of the hash.
  const padding = Math.max(0, blockSize - withLength(password).length - withLength(name).length - 1);
  const hash = sha512(joinWithLengths(name, password, new Uint8Array(padding), context, session));
  return must(ristretto255_hasher.deriveToCurve?.(hash), 'a group into which hashes are mapped');
}

/** A secret number between 1 and the order of the group, from 64 random bytes. */
export function secretNumber(random: Uint8Array): bigint {
  const number = BigInt(`0x${Buffer.from(random).toString('hex')}`);
  return (number % (ristretto255.Point.Fn.ORDER - 1n)) + 1n;
}

/** What a side sends, 32 bytes. */
export function publicShare(start: Point, secret: bigint): Uint8Array {
  return start.multiply(secret).toBytes();
}

/** The secret that both sides have now, 32 bytes; `null` for a share that is no point, or the neutral one, which tells anybody's. */
export function sharedPoint(secret: bigint, share: Uint8Array): Uint8Array | null {
  let point: Point;
  try {
    point = ristretto255.Point.fromBytes(share);
  } catch {
    return null;
  }
  return point.is0() ? null : point.multiply(secret).toBytes();
}

/** What one side sent: its share, and what it said with it. */
export interface Said {
  readonly share: Uint8Array;
  readonly saying: Uint8Array;
}

/** The key of the session, 64 bytes. */
export function sessionKey(session: Uint8Array, shared: Uint8Array, beginner: Said, responder: Said): Uint8Array {
  const start = joinWithLengths(Buffer.concat([name, Buffer.from('_ISK')]), session, shared);
  return sha512(start, joinWithLengths(beginner.share, beginner.saying), joinWithLengths(responder.share, responder.saying));
}

/** By which a side shows that it has the key: 64 bytes over what it sent. */
export function confirmation(session: Uint8Array, key: Uint8Array, { share, saying }: Said): Uint8Array {
  return createHmac('sha512', sha512(Buffer.from('CPaceMac'), session, key))
    .update(joinWithLengths(share, saying))
    .digest();
}
