import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Invitation, readInvitation, writeInvitation } from '#electron/engine/sync/invitation.ts';
import { isInvitationProof, proveInvitation } from '#electron/engine/sync/invitation-proof.ts';
import { must } from '#shared/base/must.ts';

// An invitation is read as it was written, however it was pasted; what was altered is refused, and a proof is worth something to two devices only.

const hex = (length: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString('hex'));
const name = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme-composite' })
  .map((text) => [...text.replaceAll(/\p{C}/gu, '').trim()].slice(0, 40).join('').trim())
  .filter((text) => text !== '');
const id = fc.string({ minLength: 1, maxLength: 64, unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)) });
const port = fc.integer({ min: 1, max: 65_535 });
const host = fc.oneof(
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address.replace(/:[\d.]+\.[\d.]+$/u, ':1')}]`),
  fc.domain().filter((domain) => domain.length <= 80),
);
const invitation: fc.Arbitrary<Invitation> = fc.record({
  issuer: hex(32),
  invitationId: id,
  secret: hex(32),
  grant: fc.oneof(
    fc.constantFrom({ role: 'owner' as const }, { role: 'editor' as const }, { role: 'viewer' as const }),
    fc.record({ personId: id, personName: name }),
  ),
  addresses: fc.array(
    fc.tuple(host, port).map((parts) => parts.join(':')),
    { maxLength: 16 },
  ),
  relays: fc.array(
    fc.webUrl({ validSchemes: ['https'] }).filter((url) => url.length <= 200 && URL.canParse(url)),
    { maxLength: 4 },
  ),
  expires: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().replace(/\.\d+/u, '')),
  workspaceName: name,
  issuerName: name,
  workspaceTag: hex(8),
});

const before = ({ expires }: Invitation): number => Date.parse(expires) - 1;

test('an invitation is read as it was written, but for addresses and relays that a link has no room for', () => {
  let whole = 0;
  fc.assert(
    fc.property(invitation, (given) => {
      const link = writeInvitation(given);
      expect(link).toMatch(/^sextant:\/\/join\/[\w-]{100,1400}$/u);
      const read = must(readInvitation(link, before(given)), 'a result');
      if (!read.ok) throw new Error(read.error.message);
      const { addresses, relays, ...rest } = read.value;
      const { addresses: allAddresses, relays: allRelays, ...given2 } = given;
      expect(rest).toEqual(given2);
      expect(addresses).toEqual(allAddresses.slice(0, addresses.length));
      expect(relays).toEqual(allRelays.slice(0, relays.length));
      // Relays go only when no address is left.
      expect(addresses.length === 0 || relays.length === allRelays.length).toBe(true);
      whole += Number(addresses.length === allAddresses.length);
    }),
    { numRuns: 500, seed: 61 },
  );
  expect(whole).toBeGreaterThan(100);
});

test('a link may be broken into lines, quoted, and stand in a sentence', () => {
  const around = fc.constantFrom(
    ['', ''],
    ['"', '"'],
    ['<', '>'],
    ['> ', '\r\n'],
    ['Join us: ', '.'],
    ['(', ')'],
    ['„', '“'],
    [' \t\u00A0\u200B', '\n'],
  );
  fc.assert(
    fc.property(
      invitation,
      around,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('\n', '\r\n> ', ' ', '=\n', '\u200B')), { maxLength: 8 }),
      (given, [left, right], breaks) => {
        let text = writeInvitation(given);
        for (const [at, mark] of breaks) text = `${text.slice(0, at % text.length)}${mark}${text.slice(at % text.length)}`;
        const read = readInvitation(`${left}${text}${right}`, before(given));
        expect(read).toMatchObject({ ok: true, value: { secret: given.secret, issuer: given.issuer } });
        const short = readInvitation(`${left}${text.replace('//', '')}${right}`, before(given));
        expect(short.ok).toBe(true);
      },
    ),
    { numRuns: 300, seed: 62 },
  );
});

test('a link that lost or changed a character is refused', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  fc.assert(
    fc.property(
      invitation,
      fc.nat(),
      fc.nat({ max: 63 }),
      fc.constantFrom('change', 'remove', 'cut', 'double'),
      (given, place, letter, how) => {
        const link = writeInvitation(given);
        const start = 'sextant://join/'.length;
        const at = start + (place % (link.length - start));
        const next = {
          change: `${alphabet[letter] ?? ''}${link.slice(at + 1)}`,
          remove: link.slice(at + 1),
          cut: '',
          double: link.slice(at - 1),
        }[how];
        const changed = link.slice(0, at) + next;
        fc.pre(changed !== link);
        const read = readInvitation(changed, before(given));
        if (read.ok) throw new Error('It was taken.');
        expect(read.error.message).toMatch(/incomplete or was altered|has the form \d+/u);
        expect(read.error.message).not.toContain(given.secret);
      },
    ),
    { numRuns: 1000, seed: 63 },
  );
});

test('any text is an invitation or a refusal in words', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 300, unit: 'binary' }),
    fc.string({ maxLength: 300 }).map((end) => `sextant://join/${end}`),
    fc.uint8Array({ maxLength: 1200 }).map((bytes) => `sextant:join${Buffer.from(bytes).toString('base64url')}`),
  );
  fc.assert(
    fc.property(text, (given) => {
      const read = readInvitation(given, 0);
      expect(read.ok).toBe(false);
      if (!read.ok) expect(read.error.message).toMatch(/^(?:Expected|This).+\.$/u);
    }),
    { numRuns: 2000, seed: 64 },
  );
});

test('a proof holds for its secret and the two devices that made the connection, in their roles', () => {
  fc.assert(
    fc.property(hex(32), hex(32), hex(32), hex(32), fc.nat({ max: 255 }), (secret, joiner, issuer, other, bit) => {
      fc.pre(new Set([secret, joiner, issuer, other]).size === 4);
      const proof = proveInvitation(secret, joiner, issuer);
      expect(isInvitationProof(proof, secret, joiner, issuer)).toBe(true);
      const flipped = Uint8Array.from(proof, (byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      const held = [
        isInvitationProof(proof, other, joiner, issuer),
        isInvitationProof(proof, secret, other, issuer),
        isInvitationProof(proof, secret, joiner, other),
        isInvitationProof(proof, secret, issuer, joiner),
        isInvitationProof(flipped, secret, joiner, issuer),
        isInvitationProof(proof.subarray(1), secret, joiner, issuer),
        isInvitationProof(new Uint8Array(0), secret, joiner, issuer),
      ];
      expect(held).toEqual(held.map(() => false));
    }),
    { numRuns: 200, seed: 65 },
  );
});
