import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { sealInvitation, unsealInvitation } from '#electron/engine/sync/sealed-invitation.ts';
import {
  makeShortCode,
  type PairIds,
  readShortCode,
  type ShortCode,
  ShortCodeGuard,
  ShortCodeIssuer,
  ShortCodeJoiner,
  type ShortCodeStep,
} from '#electron/engine/sync/short-code.ts';

// Both sides have the same key exactly when both know the code, nothing was altered, and both are who the other takes them for.

const ids: PairIds = { joiner: 'a'.repeat(64), issuer: 'b'.repeat(64) };
const later = 1000;

function codeOf(text: string): ShortCode {
  const read = readShortCode(text);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

const code = fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => codeOf(makeShortCode(() => bytes)));

const sent = (step: ShortCodeStep): Uint8Array => {
  if (step.kind === 'send') return step.message;
  throw new Error(`Expected a message, got ${step.kind === 'failed' ? step.problem.message : step.kind}.`);
};

/** A try up to the joiner's confirmation. */
function begin(guard: ShortCodeGuard, typed: ShortCode, of: { joiner?: PairIds; issuer?: PairIds } = {}) {
  const joiner = new ShortCodeJoiner(typed, of.joiner ?? ids, randomBytes);
  const issuer = new ShortCodeIssuer(guard, of.issuer ?? ids, randomBytes);
  const share = sent(issuer.receive(joiner.start(), 0));
  return { joiner, issuer, share, confirmation: sent(joiner.receive(share, 0)) };
}

test('who knows the code gets the key that the issuer has, and the code is used up', () => {
  fc.assert(
    fc.property(code, fc.string({ maxLength: 1500 }), (shown, link) => {
      const guard = new ShortCodeGuard(shown, later);
      const { joiner, issuer, confirmation } = begin(guard, shown);
      const end = issuer.receive(confirmation, 0);
      if (end.kind !== 'paired' || end.message === null) throw new Error('The issuer does not agree.');
      const other = joiner.receive(end.message, 0);
      expect(other).toEqual({ kind: 'paired', key: end.key, message: null });
      expect(guard.isOpen(0)).toBe(false);
      const sealed = sealInvitation(end.key, link.toWellFormed());
      expect(unsealInvitation(end.key, sealed)).toBe(link.toWellFormed());
      expect(unsealInvitation(randomBytes(32), sealed)).toBeNull();
      expect(unsealInvitation(end.key, sealed.subarray(1))).toBeNull();
    }),
    { numRuns: 30, seed: 71 },
  );
});

test('another code, or another device on either side, gets no key, and learns no more than that', () => {
  const wrong = fc.constantFrom('code', 'joiner', 'issuer', 'both');
  fc.assert(
    fc.property(code, code, wrong, (shown, typed, what) => {
      fc.pre(shown.letters !== typed.letters);
      const guard = new ShortCodeGuard(shown, later);
      const stranger = 'c'.repeat(64);
      const { joiner, issuer, confirmation } = begin(guard, what === 'code' ? typed : shown, {
        ...((what === 'joiner' || what === 'both') && { joiner: { ...ids, issuer: stranger } }),
        ...((what === 'issuer' || what === 'both') && { issuer: { ...ids, joiner: stranger } }),
      });
      const end = issuer.receive(confirmation, 0);
      expect(end).toMatchObject({ kind: 'failed', problem: { message: 'The code is wrong. Tries left: 2.' } });
      expect(JSON.stringify(end)).not.toContain(shown.letters);
      expect(guard.triesLeft).toBe(2);
      expect(issuer.receive(confirmation, 0).kind).toBe('failed');
      expect(guard.triesLeft).toBe(2);
      expect(joiner.receive(Buffer.concat([Buffer.of(4), confirmation.subarray(1)]), 0).kind).toBe('failed');
    }),
    { numRuns: 40, seed: 72 },
  );
});

test('messages that were altered, replayed, reflected or are none end the try without a key', () => {
  const counts = { share: 0, confirmation: 0 };
  const alter = fc.oneof(
    fc.record({ how: fc.constant('flip' as const), at: fc.nat(), bytes: fc.constant(new Uint8Array()) }),
    fc.record({ how: fc.constantFrom('garbage' as const, 'content' as const), at: fc.nat(), bytes: fc.uint8Array({ maxLength: 80 }) }),
    fc.record({
      how: fc.constantFrom('reflect' as const, 'replay' as const, 'cut' as const),
      at: fc.nat(),
      bytes: fc.constant(new Uint8Array()),
    }),
  );
  fc.assert(
    fc.property(code, alter, fc.constantFrom('share' as const, 'confirmation' as const), (shown, { how, at, bytes }, which) => {
      const old = begin(new ShortCodeGuard(shown, later), shown);
      const guard = new ShortCodeGuard(shown, later);
      const joiner = new ShortCodeJoiner(shown, ids, randomBytes);
      const issuer = new ShortCodeIssuer(guard, ids, randomBytes);
      const start = joiner.start();
      const honest = sent(issuer.receive(start, 0));
      const change = (message: Uint8Array, back: Uint8Array, before: Uint8Array): Uint8Array => {
        const bit = at % (message.length * 8);
        if (how === 'flip') return Uint8Array.from(message, (byte, place) => (place === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        if (how === 'garbage') return bytes;
        if (how === 'content') return Buffer.concat([message.subarray(0, 1), bytes]);
        if (how === 'cut') return message.subarray(0, at % message.length);
        return how === 'reflect' ? Buffer.concat([message.subarray(0, 1), back.subarray(1)]) : before;
      };
      counts[which] += 1;
      if (which === 'share') {
        const step = joiner.receive(change(honest, start, old.share), 0);
        if (step.kind === 'send') expect(issuer.receive(step.message, 0).kind).toBe('failed');
        else expect(step.kind).toBe('failed');
      } else {
        const confirmation = sent(joiner.receive(honest, 0));
        const step = issuer.receive(change(confirmation, honest, old.confirmation), 0);
        expect(step.kind).toBe('failed');
        expect(guard.triesLeft).toBeLessThanOrEqual(3);
      }
    }),
    { numRuns: 120, seed: 73 },
  );
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(30);
});

test('any bytes at any point are taken or refused, never thrown over', () => {
  const message = fc.oneof(
    fc.uint8Array({ maxLength: 100 }),
    fc
      .tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom(31, 32, 33, 64), fc.infiniteStream(fc.nat({ max: 255 })))
      .map(([kind, length, stream]) => Buffer.from([kind, ...stream.take(length)])),
  );
  let refused = 0;
  fc.assert(
    fc.property(code, fc.array(message, { minLength: 1, maxLength: 3 }), fc.boolean(), (shown, messages, asIssuer) => {
      const side = asIssuer
        ? new ShortCodeIssuer(new ShortCodeGuard(shown, later), ids, randomBytes)
        : new ShortCodeJoiner(shown, ids, randomBytes);
      for (const one of messages) {
        const step = side.receive(one, 0);
        expect(step.kind).not.toBe('paired');
        refused += Number(step.kind === 'failed');
      }
    }),
    { numRuns: 150, seed: 74 },
  );
  expect(refused).toBeGreaterThan(150);
});

test('three wrong tries kill the code, however many are under way at once', () => {
  const shown = codeOf('K7-4QX-9TB');
  const guard = new ShortCodeGuard(shown, later);
  const wrong = Array.from({ length: 5 }, (_, at) => begin(guard, codeOf(`K7-4QX-9T${at}`)));
  const right = begin(guard, shown);
  const ends = wrong.map(({ issuer, confirmation }) => issuer.receive(confirmation, 0));
  expect(ends.map((end) => (end.kind === 'failed' ? end.problem.message : end.kind))).toEqual([
    'The code is wrong. Tries left: 2.',
    'The code is wrong. Tries left: 1.',
    'The code is wrong. It is not valid any more; ask for a new one.',
    'The code is not valid any more. Ask for a new one.',
    'The code is not valid any more. Ask for a new one.',
  ]);
  expect(right.issuer.receive(right.confirmation, 0).kind).toBe('failed');
  expect(new ShortCodeIssuer(guard, ids, randomBytes).receive(new ShortCodeJoiner(shown, ids, randomBytes).start(), 0).kind).toBe('failed');
});

test('a code dies of its time and when it is taken back', () => {
  const shown = codeOf('K7-4QX-9TB');
  const guard = new ShortCodeGuard(shown, later);
  const { issuer, confirmation } = begin(guard, shown);
  expect(guard.isOpen(later - 1)).toBe(true);
  expect(issuer.receive(confirmation, later)).toMatchObject({
    kind: 'failed',
    problem: { message: 'The code is not valid any more. Ask for a new one.' },
  });
  const other = new ShortCodeGuard(shown, later);
  other.close();
  expect(other.isOpen(0)).toBe(false);
});

test('a code is read however it is typed', () => {
  fc.assert(
    fc.property(code, fc.constantFrom('', '-', ' ', '–', ' - '), fc.boolean(), (shown, dash, small) => {
      const typed = [shown.letters.slice(0, 2), shown.letters.slice(2, 5), shown.letters.slice(5)].join(dash);
      const mistaken = typed.replaceAll('0', 'O').replaceAll('1', 'l');
      expect(codeOf(small ? mistaken.toLowerCase() : mistaken)).toEqual(shown);
    }),
    { numRuns: 200, seed: 75 },
  );
  expect(codeOf(' k7-4qx-9tb ')).toEqual({ label: 'K7', letters: 'K74QX9TB' });
  for (const text of ['', 'K7-4QX-9T', 'K7-4QX-9TBB', 'U7-4QX-9TB', '🦀7-4QX-9TB', 'x'.repeat(1e6)])
    expect(readShortCode(text).ok).toBe(false);
});
