// A whole workspace as one JSON file: every record of every collection, readable, and the log of changes that made them.
// Data only; the JSON Schema in docs is generated from it.
import { z } from 'zod';
import { recordSchemas } from './workspace-record.ts';

const { issue, archivedIssue, dependency } = recordSchemas;

/** One change of the log; see audit-file.ts for how entries are linked. */
const LoggedChange = z.strictObject({
  seq: z.int().min(1),
  document: z.string().min(1).max(200),
  /** Entries of kind `membership` say who belonged to the team. */
  kind: z.enum(['space', 'roadmap', 'text', 'archive', 'membership']),
  roadmapId: z.string().nullable(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  device: z.string().regex(/^[0-9a-f]{64}$/),
  /** Base64 of the device's ed25519 signature over the bytes of the hash. */
  signature: z.base64(),
  /** ISO instant at which the exporting device received it. */
  at: z.string(),
  link: z.string().regex(/^[0-9a-f]{64}$/),
  /** Base64 of the Automerge change, or of the entry of the membership chain. */
  bytes: z.base64(),
});
/** One change of the log. */
export type LoggedChange = z.infer<typeof LoggedChange>;

/** The exported workspace. */
export const WorkspaceFile = z.strictObject({
  format: z.literal('sextant-workspace'),
  version: z.literal(1),
  /** ISO instant. */
  exportedAt: z.string(),
  /** What the roadmaps share. Dependencies here are those between roadmaps. */
  space: z.strictObject({
    workspace: z.array(recordSchemas.workspace).max(1),
    person: z.array(recordSchemas.person),
    sprint: z.array(recordSchemas.sprint),
    roadmapEntry: z.array(recordSchemas.roadmapEntry),
    dependency: z.array(dependency),
    baseline: z.array(recordSchemas.baseline),
    scenario: z.array(recordSchemas.scenario),
    flag: z.array(recordSchemas.flag),
    savedView: z.array(recordSchemas.savedView),
    retentionRule: z.array(recordSchemas.retentionRule),
  }),
  roadmaps: z.array(
    z.strictObject({
      id: z.string().min(1).max(64),
      /** One record, of the same id. */
      roadmap: z.array(recordSchemas.roadmap),
      milestone: z.array(recordSchemas.milestone),
      namedSprint: z.array(recordSchemas.namedSprint),
      issue: z.array(issue),
      item: z.array(recordSchemas.item),
      dependency: z.array(dependency),
      external: z.array(recordSchemas.external),
      risk: z.array(recordSchemas.risk),
      statedTotal: z.array(recordSchemas.statedTotal),
      contradiction: z.array(recordSchemas.contradiction),
      comment: z.array(recordSchemas.comment),
    }),
  ),
  /** What was archived, by roadmap. */
  archives: z.array(z.strictObject({ roadmapId: z.string().min(1).max(64), archivedIssue: z.array(archivedIssue) })),
  /** The plan files as they were read last, for the next import of them. */
  planFiles: z.array(z.strictObject({ path: z.string(), roadmapId: z.string(), text: z.string() })),
  /** Every change, in the order in which they were received; `null` when the export leaves history out. */
  log: z.array(LoggedChange).nullable(),
});
export type WorkspaceFile = z.infer<typeof WorkspaceFile>;

/** JSON Schema (draft 2020-12) of an exported workspace. */
export function workspaceFileSchema(): object {
  return { title: 'An exported Sextant workspace', ...z.toJSONSchema(WorkspaceFile, { io: 'input' }) };
}

/** Absolute path of a file, on the machine that the engine runs on. */
const path = z.string().min(1).max(4096);

/** Name → schema of arguments and answer. */
export const workspaceFileJobs = {
  /** Writes everything as JSON: to a new file, or into the answer when no path is given. */
  'export-json': {
    args: z.object({ path: path.optional(), withLog: z.boolean().default(true) }),
    value: z.object({ path: z.string().nullable(), text: z.string().nullable(), records: z.int(), changes: z.int() }),
  },
  /** Fills an empty workspace from an exported one: with its log, it becomes equal in everything; without, in what the plan says. */
  'import-json': {
    args: z.object({ path: path.optional(), text: z.string().optional() }),
    value: z.object({ roadmaps: z.int(), issues: z.int(), records: z.int(), changes: z.int() }),
  },
} as const satisfies Record<string, { args: z.ZodType; value: z.ZodType }>;
