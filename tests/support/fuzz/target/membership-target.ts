// Entries of the membership chain, one by one and as a whole: somebody who belongs here may sign whatever they like.
import { createHash } from 'node:crypto';
import { readLoggedHead } from '#electron/engine/store/change-head.ts';
import { membershipId } from '#electron/engine/store/change-log.ts';
import { deviceKeyFromSeed } from '#electron/engine/store/device-key.ts';
import { isNamed } from '#electron/engine/team/named-device.ts';
import { Membership } from '#electron/engine/team/membership.ts';
import { type Act, type MembershipEntry, readEntry, signEntry } from '#electron/engine/team/membership-entry.ts';
import type { FuzzTarget, Piece } from '../target.ts';

const keys = [1, 2, 3].map((number) => deviceKeyFromSeed(Buffer.alloc(32, number)));
const [ana, ben, cleo] = keys;
const at = '2026-01-01T00:00:00.000Z';

/** A chain with an entry of each kind. */
function makeChain(): MembershipEntry[] {
  if (ana === undefined || ben === undefined || cleo === undefined) throw new Error('Expected three devices.');
  const device = ({ deviceId: id }: { deviceId: string }, name: string): { id: string; name: string } => ({ id, name });
  const heads = { space: ['ab'.repeat(32)], r: ['cd'.repeat(32), 'ef'.repeat(32)] };
  const entries: MembershipEntry[] = [];
  const add = (by: typeof ana, act: Act, after = entries.slice(-1).map(({ hash }) => hash)): void => {
    entries.push(signEntry(by, act, after, at));
  };
  add(ana, { act: 'found', person: { id: 'ana', name: 'Ana' }, device: device(ana, 'Laptop'), heads, nonce: '00'.repeat(32) });
  add(ana, { act: 'admit', person: { id: 'ben', name: 'Ben' }, role: 'owner', device: device(ben, 'Box'), invitationId: 'i1' });
  const second = entries.map(({ hash }) => hash).slice(-1);
  add(ben, { act: 'add-device', personId: 'ben', device: device(cleo, 'Phone'), invitationId: null }, second);
  add(ana, { act: 'set-role', personId: 'ben', role: 'viewer', heads }, second);
  add(ben, { act: 'revoke-person', personId: 'ana', heads }, second);
  add(
    ana,
    { act: 'revoke-device', deviceId: cleo.deviceId, heads },
    entries.slice(-3).map(({ hash }) => hash),
  );
  return entries;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The signature of whoever it says made it, if that is one of ours. */
function signed(bytes: Buffer): Buffer {
  let author: unknown;
  try {
    author = (JSON.parse(bytes.toString('utf8')) as { author?: unknown }).author; // whatever it is
  } catch {
    author = null;
  }
  return Buffer.from((keys.find(({ deviceId }) => deviceId === author) ?? keys[0])?.sign(hashOf(bytes)) ?? []);
}

/** One entry, before its signature of 64 bytes. */
export function entryTarget(): FuzzTarget {
  const body = (bytes: Buffer): Buffer => bytes.subarray(0, Math.max(0, bytes.length - 64));
  return {
    seeds: makeChain().map(({ bytes, signature }) => Buffer.concat([bytes, signature])),
    split: (bytes) => [{ tag: 'body', bytes: body(bytes) }],
    join: (pieces) => {
      const all = Buffer.concat(pieces.map(({ bytes }) => bytes));
      return Buffer.concat([all, signed(all)]);
    },
    take(bytes) {
      const entry = { bytes: body(bytes), signature: bytes.subarray(body(bytes).length) };
      const read = readEntry(entry);
      const head = readLoggedHead(membershipId, entry.bytes, 67_108_864);
      if (!read.ok) return false;
      if (head?.hash !== read.value.hash) throw new Error('The log reads another hash of an entry.');
      return true;
    },
  };
}

/** A chain: bodies, of which each is signed by whom it says, and follows upon the one before it where it says `last`. */
export function chainTarget(): FuzzTarget {
  const seed = joinBodies(makeChain().map(({ bytes }) => ({ tag: 'body', bytes: Buffer.from(bytes) })));
  return {
    seeds: [seed],
    split: splitBodies,
    join: joinBodies,
    take(bytes) {
      const entries = new Map<string, MembershipEntry>();
      // Entries name others by their hashes, which change with them: what once had a hash is named by what it has now.
      const now = new Map<string, string>();
      const seeds = makeChain();
      for (const [index, { bytes: body }] of splitBodies(bytes).entries()) {
        let text = body.toString('utf8');
        for (const [before, after] of now) text = text.replaceAll(before, after);
        const changed = Buffer.from(text);
        const read = readEntry({ bytes: changed, signature: signed(changed) });
        const before = seeds[index]?.hash;
        if (!read.ok) continue;
        if (before !== undefined) now.set(before, read.value.hash);
        entries.set(read.value.hash, read.value);
      }
      const all = [...entries.values()];
      const tell = (chain: Membership): string =>
        JSON.stringify([chain.workspaceId, chain.heads, chain.missing, chain.members(), all.map(({ hash }) => chain.holds(hash))]);
      const one = new Membership(all);
      if (tell(one) !== tell(new Membership(all.toReversed()))) throw new Error('Members depend on the order in which entries came.');
      for (const entry of all) isNamed(entry, entries);
      for (const { deviceId } of keys) {
        one.role(deviceId);
        one.standing({ documentId: 'r', hash: 'ab'.repeat(32), deviceId, membership: one.heads }, () => true);
      }
      return all.length >= seeds.length;
    },
  };
}

function splitBodies(bytes: Buffer): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start + 4 <= bytes.length;) {
    const length = Math.min(bytes.readUInt32LE(start), bytes.length - start - 4);
    pieces.push({ tag: 'body', bytes: bytes.subarray(start + 4, start + 4 + length) });
    start += 4 + length;
  }
  return pieces;
}

function joinBodies(pieces: readonly Piece[]): Buffer {
  return Buffer.concat(
    pieces.flatMap(({ bytes }) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      return [length, bytes];
    }),
  );
}
