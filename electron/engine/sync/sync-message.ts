// Everything that two devices may say to each other, as the heads of frames (frame.ts). A test hashes it: whoever changes it
// raises the version, which is part of the name of the protocol that a connection is made for.
import { z } from 'zod';
import { limit } from '#shared/plan/limit.ts';
import { BadFrame, type Frame } from './frame.ts';

/** Version of what is said. Devices of other versions do not connect. */
export const syncVersion = 1;

const Hash = z.string().regex(/^[0-9a-f]{64}$/u);
const DocumentId = z.string().min(1).max(200);
const Heads = z.array(Hash).max(1000);
const Kind = z.enum(['space', 'roadmap', 'text', 'archive']);
const Address = z.string().min(3).max(255);
const Addresses = z.array(Address).max(16);
const Name = z.string().trim().min(1).max(limit.name);
const Id = z.string().min(1).max(100);
const Version = z.int().min(1).max(1_000_000);

/** A document as it is announced: id, kind, roadmap, heads. */
const Announced = z.tuple([DocumentId, Kind, DocumentId.nullable(), Heads]);
/** As the schema says. */
export type Announced = z.infer<typeof Announced>;

/** Whose changes come: devices, and for each change the place of its device among them; left out where all are the sender's own. */
const Signers = z.strictObject({ by: z.array(Hash).max(1000), who: z.array(z.int().min(0)).max(1000) });

/** What is said before the other side is known to belong to the workspace, and about who belongs. Parts that come with it stand in brackets. */
const MemberMessage = z.discriminatedUnion('t', [
  // Before the other side is known to belong to the workspace.
  /** The first word of who connects: which workspace, by a value that only those know who know the workspace. */
  z.strictObject({ t: z.literal('hello'), tag: Hash, addresses: Addresses }),
  /** The first word of somebody invited, who proves to hold the secret of the invitation. */
  z.strictObject({
    t: z.literal('redeem'),
    invitation: Id,
    proof: Hash,
    person: z.strictObject({ id: Id, name: Name }),
    device: Name,
    addresses: Addresses,
  }),
  /** "I do not know you yet": the other side shows how it was taken in. */
  z.strictObject({ t: z.literal('who') }),
  /** Entries of the membership chain [bytes and signature of each, in turn]. */
  z.strictObject({ t: z.literal('proof') }),
  /** You belong here. */
  z.strictObject({ t: z.literal('welcome'), addresses: Addresses }),
  /** You do not belong here any more, since then; `own`: because of this device. Said to those who did, and nothing else is. */
  z.strictObject({ t: z.literal('removed'), at: z.iso.datetime(), own: z.boolean() }),
  /** The invitation cannot be redeemed. */
  z.strictObject({ t: z.literal('refused'), reason: z.enum(['unknown', 'expired', 'used', 'wrong']) }),

  // Between members: who belongs.
  /** The newest entries that I have, and how many I have in all. */
  z.strictObject({ t: z.literal('chain'), heads: Heads, count: z.int().min(0) }),
  /** Send me what is not among these. */
  z.strictObject({ t: z.literal('chain-want'), known: z.array(Hash).max(12_000) }),
  /** As in `proof`. */
  z.strictObject({ t: z.literal('entries') }),
  /** The newest versions of documents that my program knows: whoever knows older ones is to be brought up to date. */
  z.strictObject({
    t: z.literal('program'),
    documents: z.strictObject({ space: Version, roadmap: Version, text: Version, archive: Version }),
  }),

  // Now and then.
  /** Who is here, on what: kept nowhere. */
  z.strictObject({
    t: z.literal('presence'),
    on: z
      .strictObject({
        roadmapId: DocumentId.nullable(),
        issueId: Id.nullable(),
        field: z.string().max(50).nullable(),
        /** Place in the text of the field, in UTF-16 units. */
        cursor: z.int().min(0).nullable(),
        idle: z.boolean(),
      })
      .nullable(),
  }),
  /** I am still here. */
  z.strictObject({ t: z.literal('ping') }),
]);

/** What is said about documents. Parts as above. */
const DocumentMessage = z.discriminatedUnion('t', [
  /** My documents, or those of them that are new; `whole`: the last of all that I have. */
  z.strictObject({ t: z.literal('have'), documents: z.array(Announced).max(500), whole: z.boolean() }),
  /** Send me this document from this byte on of the form that I have begun to get. */
  // `as`: its saved bytes could not be read, or nobody could ask again if they could not.
  z.strictObject({ t: z.literal('want'), d: DocumentId, form: Hash.nullable(), from: z.int().min(0), as: z.literal('changes').optional() }),
  /**
   * A document as a whole follows in pieces. `saved`: its saved bytes, then device and signature of each change, by their hashes in
   * order. `changes`: each change behind its device, its signature and its length.
   */
  z.strictObject({
    t: z.literal('document'),
    d: DocumentId,
    kind: Kind,
    roadmap: DocumentId.nullable(),
    /** SHA-256 of all that follows: a later connection can go on with it. */
    form: Hash,
    as: z.enum(['saved', 'changes']),
    /** Bytes without devices, signatures and lengths. */
    size: z.int().min(0).max(512_000_000),
    changes: z.int().min(0).max(10_000_000),
    by: z.array(Hash).max(60_000),
    from: z.int().min(0),
  }),
  /** [A piece of it] */
  z.strictObject({ t: z.literal('piece'), d: DocumentId }),
  /** Changes [signatures in one, then each change], each after those that it follows upon. */
  z.strictObject({ t: z.literal('changes'), d: DocumentId, of: Signers.optional() }),
  /** A message of Automerge's sync protocol without its changes, which came before it [message]. */
  z.strictObject({ t: z.literal('sync'), d: DocumentId }),
  /** What came is on my disk; these are my heads now. */
  z.strictObject({ t: z.literal('ack'), d: DocumentId, heads: Heads }),
  /** Send me these changes, on which others build that came. */
  z.strictObject({ t: z.literal('fetch'), d: DocumentId, hashes: z.array(Hash).min(1).max(1000) }),
  /** Let us begin anew with this document. */
  z.strictObject({ t: z.literal('restart'), d: DocumentId }),
]);
/** What is said about documents. */
export type DocumentMessage = z.infer<typeof DocumentMessage>;

/** What may be said; `t` names it. */
const Message = z.discriminatedUnion('t', [MemberMessage, DocumentMessage]);
/** What may be said. */
export type Message = z.infer<typeof Message>;

/** Whether a message is about documents. */
export function isAboutDocuments(message: Message): message is DocumentMessage {
  return DocumentMessage.def.options.some(({ shape }) => shape.t.value === message.t);
}

/** The JSON schema of everything that may be said, for the test that guards its version. */
export function messageFormat(): unknown {
  return z.toJSONSchema(Message);
}

/** What the head of a frame says. @throws {BadFrame} */
export function readMessage({ head }: Frame): Message {
  const parsed = Message.safeParse(head);
  if (parsed.success) return parsed.data;
  throw new BadFrame(`Expected a message; ${parsed.error.issues[0]?.path.join('.') || 'its kind'} is not as it must be.`);
}
