// Looking after what lies on disk: is it whole, what was repaired, which backups are there. Findings are data, so that every
// host can show them; nothing is repaired without saying so.
import { z } from 'zod';
import { IssueId } from '#shared/plan/identity.ts';

/** Something that was found wrong with the files of a workspace. */
export const StoreFinding = z.object({
  /** What it is about: the database file, its indexes, the rows of the projection, the change log, a snapshot of a document, the journal, a backup. */
  area: z.enum(['database', 'index', 'rows', 'log', 'snapshot', 'journal', 'backup']),
  /** What was found, for people. */
  message: z.string(),
  /** What was done about it, `null` while nothing was. */
  repair: z.string().nullable(),
  /** ISO instant. */
  at: z.string(),
});
export type StoreFinding = z.infer<typeof StoreFinding>;

/** What a check looked at and found. */
export const StoreReport = z.object({
  at: z.string(),
  changes: z.int(),
  documents: z.int(),
  rows: z.int(),
  journalEntries: z.int(),
  /** Empty when everything is whole. With `repair`, those that were repaired say how. */
  findings: z.array(StoreFinding),
  /** Everything is whole now. */
  whole: z.boolean(),
});
export type StoreReport = z.infer<typeof StoreReport>;

const path = z.string().min(1).max(4096);

/** Jobs of the store: name → schema of arguments and answer. */
export const storeJobs = {
  /** Writes a backup and reads it back: among the rotating ones, or to a new file of choice (absolute path). */
  'create-backup': { args: z.object({ path: path.optional() }), value: z.object({ path: z.string(), changes: z.int() }) },
  /** Sets the present files aside and opens a backup in their place. `later`: changes made since, which stay in `setAside`. */
  'restore-backup': {
    args: z.object({ path }),
    value: z.object({ path: z.string(), changes: z.int(), later: z.int(), setAside: z.string() }),
  },
  /** Checks every change, signature, snapshot, row, index and the journal; with `repair`, mends what it finds. */
  'check-store': { args: z.object({ repair: z.boolean().default(false) }), value: StoreReport },
} as const satisfies Record<string, { args: z.ZodType; value: z.ZodType }>;

/** The query `store-status`: where the workspace lies and how it is. */
export const storeStatus = {
  args: z.object({}),
  summary: z.object({
    folder: z.string(),
    /** Size of database and journal. */
    bytes: z.int(),
    changes: z.int(),
    backups: z.array(z.object({ path: z.string(), at: z.string(), bytes: z.int(), verified: z.boolean() })),
    /** When everything was checked last, `null` before the first time. */
    lastCheck: z.string().nullable(),
    /** Newest first. */
    findings: z.array(StoreFinding),
    /** Issues that are read with another key than they were given, because another issue has that. */
    repairedKeys: z.array(z.object({ issueId: IssueId, key: z.string(), given: z.string(), title: z.string(), roadmap: z.string() })),
  }),
  row: z.object({ id: z.string() }),
};
