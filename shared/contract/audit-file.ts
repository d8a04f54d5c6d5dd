// The lines of an exported audit log (JSON Lines): a head, one record an entry, an end. Data only.
import { z } from 'zod';

/** What the first line of an exported audit log says of it. */
export const AuditHead = z.object({ format: z.literal('sextant-audit'), version: z.literal(1) });
export type AuditHead = z.infer<typeof AuditHead>;

/** What the last line says: how many entries there are, and the link that vouches for them. */
export const AuditEnd = z.object({ end: z.object({ entries: z.int().min(0), lastLink: z.string() }) });
export type AuditEnd = z.infer<typeof AuditEnd>;

const text = z.string().nullable();

/** One line between them. */
export const AuditRecord = z.object({
  seq: z.int(),
  /** When this device received the change, and when its maker made it; ISO instants. */
  at: z.string(),
  madeAt: text,
  device: z.string(),
  author: text,
  command: text,
  document: z.string(),
  /** What it did, for people. */
  entries: z.array(z.object({ issueId: text, subject: text, field: z.string(), before: text, after: text })),
  hash: z.string(),
  /** Hashes of the changes that it builds on. */
  deps: z.array(z.string()),
  /** Base64 of the device's ed25519 signature over the bytes of the hash. */
  signature: z.string(),
  link: z.string(),
  /** Base64 of the change. */
  bytes: z.string(),
});
export type AuditRecord = z.infer<typeof AuditRecord>;
