// The jobs of the audit log: verify it, export it. Data only.
import { z } from 'zod';

/** The first broken link of an audit log. */
export const AuditBreak = z.object({
  /** What is wrong: an entry missing or out of order, entered twice, its bytes, its signature, its link, what it builds on, or the end of the log. */
  kind: z.enum(['sequence', 'repeated', 'bytes', 'signature', 'link', 'dependency', 'truncated']),
  /** Where the entry stands, or should. */
  seq: z.int(),
  /** Hash of the change; `null` when the entry is missing. */
  hash: z.string().nullable(),
  message: z.string(),
  /** When this device received it, and who made it, as far as the entry can be read. */
  at: z.string().nullable(),
  author: z.string().nullable(),
  deviceId: z.string().nullable(),
});
export type AuditBreak = z.infer<typeof AuditBreak>;

/** What verifying an audit log found. All but `broken` is about the part that is whole. */
export const AuditReport = z.object({
  whole: z.boolean(),
  changes: z.int(),
  /** Ids of the devices that made them. */
  devices: z.array(z.string()),
  /** When the first and the last one were received; `null` in an empty log. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Vouches for all of them. Kept elsewhere, it proves later that nothing before it was rewritten. */
  lastLink: z.string(),
  broken: AuditBreak.nullable(),
});
export type AuditReport = z.infer<typeof AuditReport>;

/** How an audit log can be exported. Only JSON Lines hold the changes themselves, and can be verified. */
export const AuditFormat = z.enum(['jsonl', 'csv']);
export type AuditFormat = z.infer<typeof AuditFormat>;

/** Absolute path of a new file, written where the engine runs; when absent, the text is part of the answer. */
const newFile = z.string().min(1).max(4096).optional();

/** Name → schema of arguments and answer. */
export const auditJobs = {
  /** Checks that the audit log is whole, or names the first broken link. */
  'verify-audit': { args: z.object({}), value: AuditReport },
  /** Writes every entry of the audit log. */
  'export-audit': {
    args: z.object({ format: AuditFormat.default('jsonl'), path: newFile }),
    value: z.object({ path: z.string().nullable(), text: z.string().nullable(), entries: z.int(), lastLink: z.string() }),
  },
} as const satisfies Record<string, { args: z.ZodType; value: z.ZodType }>;
