// One entry of the membership chain: what somebody signed about who belongs to the workspace. Entries point at those that
// their author knew, so that everybody who has them reads the same members out of them, in whatever order they came.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type DeviceKey, verifySignature } from '#electron/engine/store/device-key.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { limit } from '#shared/plan/limit.ts';

/** What a member may do: change the members too, change the plan, or read it. */
export const Role = z.enum(['owner', 'editor', 'viewer']);
export type Role = z.infer<typeof Role>;

const Hash = z.string().regex(/^[0-9a-f]{64}$/u);
const Id = z.string().min(1).max(100);
const Name = z.string().trim().min(1).max(limit.name);
const Device = z.strictObject({ id: Hash, name: Name });
const Person = z.strictObject({ id: Id, name: Name });
/** Document → heads: how far the author had read what the entry is about. */
const Heads = z.record(Id, z.array(Hash).max(1000));

/** What an entry does. */
const Act = z.discriminatedUnion('act', [
  /** The first entry: whose workspace it is. What had been changed by then (`heads`) counts, whoever signed it. */
  z.strictObject({ act: z.literal('found'), person: Person, device: Device, heads: Heads, nonce: Hash }),
  /** Takes in a person with a first device. */
  z.strictObject({ act: z.literal('admit'), person: Person, role: Role, device: Device, invitationId: Id.nullable() }),
  /** Another device of a person who is in. */
  z.strictObject({ act: z.literal('add-device'), personId: Id, device: Device, invitationId: Id.nullable() }),
  /** Another role; of what a person did who may no longer change the plan, the history of `heads` counts. */
  z.strictObject({ act: z.literal('set-role'), personId: Id, role: Role, heads: Heads }),
  /** Shuts a device out, because it was lost; of what it did, the history of `heads` counts. */
  z.strictObject({ act: z.literal('revoke-device'), deviceId: Hash, heads: Heads }),
  /** Shuts a person out with all devices; of what they did, the history of `heads` counts. */
  z.strictObject({ act: z.literal('revoke-person'), personId: Id, heads: Heads }),
]);
/** What an entry does; `heads` say, for each document, how far its author had read. */
export type Act = z.infer<typeof Act>;

type WithoutHeads<Each> = Each extends unknown ? Omit<Each, 'heads'> : never;
/** What an entry is to do, before it is known how far its author has read. */
export type ActDraft = WithoutHeads<Act>;

const Body = z.strictObject({
  format: z.literal('sextant-membership-1'),
  /** Hex public key of the device that signs. */
  author: Hash,
  /** The newest entries that the author knew, sorted; none for the first. */
  after: z.array(Hash).max(1000),
  /** ISO instant on the author's clock; for people, nothing is decided by it. */
  at: z.iso.datetime(),
  act: Act,
});

/** An entry as it is stored and sent. */
export interface SignedEntry {
  /** JSON of the body, as it was signed. */
  readonly bytes: Uint8Array;
  /** ed25519 signature over the hash. */
  readonly signature: Uint8Array;
}

/** An entry whose signature holds. */
export interface MembershipEntry extends SignedEntry {
  /** Hex SHA-256 of the bytes. */
  readonly hash: string;
  readonly author: string;
  readonly after: readonly string[];
  readonly at: string;
  readonly act: Act;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Longest entry in bytes; the heads of many documents are what fills one. */
const most = 4_000_000;

/** Makes and signs an entry that follows `after`. */
export function signEntry(device: DeviceKey, act: Act, after: readonly string[], at: string): MembershipEntry {
  const body = { format: 'sextant-membership-1', author: device.deviceId, after: after.toSorted(), at, act } satisfies z.infer<typeof Body>;
  const bytes = Buffer.from(JSON.stringify(Body.parse(body)));
  const hash = hashOf(bytes);
  return { hash, bytes, signature: device.sign(hash), author: body.author, after: body.after, at, act: body.act };
}

/** Reads an entry that came from anywhere: refused unless it has the form of one and its author signed just these bytes. */
export function readEntry({ bytes, signature }: SignedEntry): Result<MembershipEntry, Problem> {
  const refuse = (reason: string): Result<MembershipEntry, Problem> =>
    failure(problem('invalid-argument', `Expected an entry of the membership chain, but ${reason}.`, 'membership'));
  if (bytes.length > most) return refuse(`got ${bytes.length} bytes`);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('it is no JSON');
  }
  const parsed = Body.safeParse(json);
  if (!parsed.success) return refuse(`${parsed.error.issues[0]?.path.join('.') ?? 'it'} is not as it must be`);
  const { author, after, at, act } = parsed.data;
  const hash = hashOf(bytes);
  if (!verifySignature(author, hash, signature)) return refuse('its author did not sign it');
  return success({ hash, bytes, signature, author, after, at, act });
}
