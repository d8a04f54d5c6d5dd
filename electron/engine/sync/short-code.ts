// Pairing on one network by a code that one person reads to another: both devices get a key if both know the code.
//
// Messages, between two devices that have proven their keys in the connection: the joiner's share (1), the issuer's share (2), the
// joiner's confirmation (3), the issuer's confirmation (4). The joiner shows first that it knows the code, so that somebody who
// only guesses is told no more than that the guess was wrong; the issuer counts that as a try before it looks.
import { hkdfSync, timingSafeEqual } from 'node:crypto';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { confirmation, joinWithLengths, passwordPoint, publicShare, type Said, secretNumber, sessionKey, sharedPoint } from './cpace.ts';

/** Crockford's base 32: no I, L, O or U, and whoever types one of the first three means 1, 1 or 0. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const labelLength = 2;
const secretLength = 6;

/** A code that was typed. */
export interface ShortCode {
  /** The first two letters, which are announced in the network, so that the right device is asked and no try is wasted on others. */
  readonly label: string;
  /** All eight letters: the password. The six after the label are 30 bits; with three tries a guess succeeds once in 350 million codes. */
  readonly letters: string;
}

/** A new code as people read it: `K7-4QX-9TB`. @param randomBytes - gives that many. */
export function makeShortCode(randomBytes: (length: number) => Uint8Array): string {
  const text = Array.from(randomBytes(labelLength + secretLength), (byte) => letters[byte % letters.length]).join('');
  return `${text.slice(0, 2)}-${text.slice(2, 5)}-${text.slice(5)}`;
}

/** Reads a code however it was typed: in small letters, without or with other dashes, O for 0. */
export function readShortCode(text: string): Result<ShortCode, Problem> {
  const typed = text
    .slice(0, 100)
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}.]/gu, '');
  const code = typed.replaceAll(/[IL]/g, '1').replaceAll('O', '0');
  if (code.length === labelLength + secretLength && [...code].every((letter) => letters.includes(letter))) {
    return success({ label: code.slice(0, labelLength), letters: code });
  }
  const message = 'Expected a code of eight letters and digits, like K7-4QX-9TB. Read it again from the device that invites.';
  return failure(problem('invalid-argument', message, 'code'));
}

/** What the issuer keeps as long as a code is shown: it dies of time, of its use, and of the third wrong try. */
export class ShortCodeGuard {
  readonly code: ShortCode;
  /** ms since 1970, from which on the code is dead. */
  readonly expires: number;
  #left = 3;

  /** @param expires - ms since 1970. */
  constructor(code: ShortCode, expires: number) {
    this.code = code;
    this.expires = expires;
  }

  /** How many wrong tries it takes to kill the code; 0 when it is dead. */
  get triesLeft(): number {
    return this.#left;
  }

  /** Whether the code may still be tried. @param now - ms since 1970. */
  isOpen(now: number): boolean {
    return this.#left > 0 && now < this.expires;
  }

  /** Spends a try on `check` if there is one; a right one uses the code up. @param now - ms since 1970. */
  attempt(now: number, check: () => boolean): boolean {
    if (!this.isOpen(now)) return false;
    this.#left -= 1;
    if (!check()) return false;
    this.#left = 0;
    return true;
  }

  /** The code was taken back. */
  close(): void {
    this.#left = 0;
  }
}

/** Hex ids of the two devices, as the connection proved them. */
export interface PairIds {
  readonly joiner: string;
  readonly issuer: string;
}

/** What follows from a message: another one to send, the key (32 bytes, with a last message to send, or none), or the end. */
export type ShortCodeStep =
  | { readonly kind: 'send'; readonly message: Uint8Array }
  | { readonly kind: 'paired'; readonly key: Uint8Array; readonly message: Uint8Array | null }
  | { readonly kind: 'failed'; readonly problem: Problem };

const noSession = new Uint8Array();

const messageOf = (kind: number, bytes: Uint8Array): Uint8Array => Buffer.concat([Buffer.of(kind), bytes]);

/** One side of one try. Every message after the end, and every one that is not due, is a failure. */
abstract class Exchange {
  readonly #secret: bigint;
  readonly #own: Said;
  readonly #side: 'joiner' | 'issuer';
  #ended = false;

  constructor(side: 'joiner' | 'issuer', code: ShortCode, { joiner, issuer }: PairIds, randomBytes: (length: number) => Uint8Array) {
    const context = joinWithLengths(...['sextant short code 1', joiner, issuer].map((text) => Buffer.from(text)));
    this.#secret = secretNumber(randomBytes(64));
    this.#side = side;
    const start = passwordPoint(Buffer.from(code.letters), context, noSession);
    this.#own = { share: publicShare(start, this.#secret), saying: Buffer.from(side) };
  }

  /** Takes the other side's next message. @param now - ms since 1970. */
  receive(message: Uint8Array, now: number): ShortCodeStep {
    if (this.#ended) return this.fail('The other device went on after the end of the pairing.');
    return this.take(message, now);
  }

  protected abstract take(message: Uint8Array, now: number): ShortCodeStep;

  protected get share(): Uint8Array {
    return this.#own.share;
  }

  /** The key and both confirmations, once the other side's share is known; `null` when it is none, or this side's own come back. */
  protected agree(share: Uint8Array): { key: Uint8Array; own: Uint8Array; other: Uint8Array } | null {
    const shared = Buffer.from(share).equals(this.#own.share) ? null : sharedPoint(this.#secret, share);
    if (shared === null) return null;
    const other = { share, saying: Buffer.from(this.#side === 'joiner' ? 'issuer' : 'joiner') };
    const [beginner, responder] = this.#side === 'joiner' ? [this.#own, other] : [other, this.#own];
    const key = sessionKey(noSession, shared, beginner, responder);
    return {
      key: new Uint8Array(hkdfSync('sha512', key, '', 'sextant invitation key 1', 32)),
      own: confirmation(noSession, key, this.#own),
      other: confirmation(noSession, key, other),
    };
  }

  protected fail(message: string): ShortCodeStep {
    this.#ended = true;
    return { kind: 'failed', problem: problem('invalid-argument', message, 'code') };
  }

  protected finish(key: Uint8Array, message: Uint8Array | null): ShortCodeStep {
    this.#ended = true;
    return { kind: 'paired', key, message };
  }
}

const garbled = 'What came is no message of a pairing. Bring both devices to the same version and try again.';
const isMessage = (message: Uint8Array, kind: number, length: number): boolean => message[0] === kind && message.length === 1 + length;

/** The side that typed the code. */
export class ShortCodeJoiner extends Exchange {
  #agreed: ReturnType<Exchange['agree']> = null;

  /** @param randomBytes - gives that many, never the same twice. */
  constructor(code: ShortCode, ids: PairIds, randomBytes: (length: number) => Uint8Array) {
    super('joiner', code, ids, randomBytes);
  }

  /** The message that begins the pairing. */
  start(): Uint8Array {
    return messageOf(1, this.share);
  }

  protected override take(message: Uint8Array): ShortCodeStep {
    if (this.#agreed === null) {
      if (!isMessage(message, 2, 32)) return this.fail(garbled);
      this.#agreed = this.agree(message.subarray(1));
      return this.#agreed === null ? this.fail(garbled) : { kind: 'send', message: messageOf(3, this.#agreed.own) };
    }
    if (!isMessage(message, 4, 64)) return this.fail(garbled);
    if (timingSafeEqual(message.subarray(1), this.#agreed.other)) return this.finish(this.#agreed.key, null);
    return this.fail('The device that answered does not know the code. Read the code again from the device that invites.');
  }
}

/** The side that shows the code. */
export class ShortCodeIssuer extends Exchange {
  readonly #guard: ShortCodeGuard;
  #agreed: ReturnType<Exchange['agree']> = null;

  /** @param guard - the one of the code, for all tries. @param randomBytes - gives that many, never the same twice. */
  constructor(guard: ShortCodeGuard, ids: PairIds, randomBytes: (length: number) => Uint8Array) {
    super('issuer', guard.code, ids, randomBytes);
    this.#guard = guard;
  }

  protected override take(message: Uint8Array, now: number): ShortCodeStep {
    const agreed = this.#agreed;
    if (!this.#guard.isOpen(now)) return this.fail('The code is not valid any more. Ask for a new one.');
    if (agreed === null) {
      if (!isMessage(message, 1, 32)) return this.fail(garbled);
      this.#agreed = this.agree(message.subarray(1));
      return this.#agreed === null ? this.fail(garbled) : { kind: 'send', message: messageOf(2, this.share) };
    }
    if (!isMessage(message, 3, 64)) return this.fail(garbled);
    if (this.#guard.attempt(now, () => timingSafeEqual(message.subarray(1), agreed.other))) {
      return this.finish(agreed.key, messageOf(4, agreed.own));
    }
    const left = this.#guard.triesLeft;
    return this.fail(`The code is wrong. ${left === 0 ? 'It is not valid any more; ask for a new one.' : `Tries left: ${left}.`}`);
  }
}
