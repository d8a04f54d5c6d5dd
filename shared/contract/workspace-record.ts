// The records of a workspace as its export spells them: one schema a collection, ids and bodies included. Data only.
import { z } from 'zod';
import { ChecklistKind } from '#shared/plan/checklist.ts';
import { DependencyKind, DependencyStrength, ExternalKind } from '#shared/plan/dependency.ts';
import { Estimate } from '#shared/plan/estimate.ts';
import { IssueKind } from '#shared/plan/issue.ts';
import { limit } from '#shared/plan/limit.ts';
import { Priority, Severity } from '#shared/plan/priority.ts';
import { Dialect, StatedTotal } from '#shared/plan/roadmap.ts';
import { Status, StatusCategory } from '#shared/plan/status.ts';

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);
const text = z.string().max(limit.body);
const rank = z
  .string()
  .max(200)
  .regex(/^[0-9a-z]+$/);
const amount = z.number().min(0);
/** Document id → hashes of its newest changes. */
const heads = z.record(z.string(), z.array(z.string()).readonly()).readonly();
/** Days, first and last included. */
const spans = z
  .array(z.strictObject({ first: z.string(), last: z.string() }))
  .readonly()
  .nullable()
  .exactOptional();
/** Which ends a dependency ties together. */
const tie = { kind: DependencyKind.nullable().exactOptional(), lagMinutes: z.int().nullable().exactOptional() };
const base = { id, /** ISO instant; null while it is alive. */ deletedAt: z.string().nullable() };

/** Collection → schema of a record in an export. */
export const recordSchemas = {
  workspace: z.strictObject({ ...base, name: text, hoursPerWeek: amount, sprintWeeks: amount, holidays: spans }),
  person: z.strictObject({
    ...base,
    name: text,
    hoursPerWeek: amount.nullable(),
    week: z.array(amount).readonly().nullable().exactOptional(),
    daysOff: spans,
    focus: amount.nullable().exactOptional(),
    share: amount.nullable().exactOptional(),
    skills: z.array(text).readonly().nullable().exactOptional(),
    units: amount.nullable().exactOptional(),
    wipLimit: amount.nullable().exactOptional(),
  }),
  sprint: z.strictObject({
    ...base,
    name: text,
    goal: text,
    start: z.string(),
    finish: z.string(),
    capacityHours: amount.nullable(),
    locked: z.boolean().nullable().exactOptional(),
  }),
  roadmapEntry: z.strictObject({ ...base, addedAt: z.string() }),
  roadmap: z.strictObject({
    ...base,
    title: text,
    goal: text,
    status: Status.nullable(),
    currentMilestone: text.nullable(),
    generatedOn: z.string().nullable(),
    notes: text,
    sourcePath: text.nullable(),
    dialect: Dialect.nullable(),
    rank,
  }),
  milestone: z.strictObject({
    ...base,
    key: text,
    title: text,
    goal: text,
    status: Status.nullable(),
    implied: z.boolean(),
    target: z.string().nullable(),
    notes: text,
    rank,
  }),
  namedSprint: z.strictObject({ ...base, name: text, title: text, note: text, rank }),
  issue: z.strictObject({
    ...base,
    parentId: id.nullable(),
    milestoneId: id.nullable(),
    key: text,
    kind: IssueKind,
    title: text,
    status: Status,
    priority: Priority.nullable(),
    severity: Severity.nullable(),
    component: text.nullable(),
    category: text.nullable(),
    labels: z.array(text).readonly(),
    flag: text.nullable(),
    assigneeId: id.nullable(),
    sprint: text.nullable(),
    estimate: Estimate.nullable(),
    points: amount.nullable(),
    holdReason: text.nullable(),
    rank,
    sourceLine: z.int().nullable(),
    notBefore: z.string().nullable().exactOptional(),
    deadline: z.string().nullable().exactOptional(),
    fixedStart: z.string().nullable().exactOptional(),
    fixedDuration: z.boolean().nullable().exactOptional(),
    splits: z.boolean().nullable().exactOptional(),
    /** JSON: a list of `{ anyOf, skill, count }`. */
    needs: text.nullable().exactOptional(),
    spentHours: amount.nullable().exactOptional(),
    remainingHours: amount.nullable().exactOptional(),
    /** Markdown. */
    body: text,
  }),
  item: z.strictObject({
    ...base,
    issueId: id.nullable(),
    milestoneId: id.nullable(),
    parentId: id.nullable(),
    kind: ChecklistKind,
    group: text,
    text,
    done: z.boolean().nullable(),
    rank,
  }),
  dependency: z.strictObject({ ...base, issueId: id, dependsOnId: id, strength: DependencyStrength, note: text, ...tie }),
  external: z.strictObject({
    ...base,
    issueId: id,
    kind: ExternalKind,
    name: text,
    resolved: z.boolean(),
    expectedOn: z.string().nullable().exactOptional(),
  }),
  risk: z.strictObject({
    ...base,
    title: text,
    group: text,
    likelihood: text,
    impact: text,
    mitigations: z.array(text).readonly(),
    issueIds: z.array(id).readonly(),
    rank,
  }),
  statedTotal: z.strictObject({
    ...base,
    position: z.int().min(0),
    by: StatedTotal.shape.by,
    name: text,
    issues: amount.nullable(),
    hours: amount.nullable(),
  }),
  contradiction: z.strictObject({ ...base, issueId: id, position: z.int().min(0), text }),
  comment: z.strictObject({ ...base, issueId: id, author: text, at: z.string(), text }),
  baseline: z.strictObject({ ...base, name: text, note: text, at: z.string(), author: text, heads }),
  scenario: z.strictObject({
    ...base,
    name: text,
    roadmapId: id,
    createdAt: z.string(),
    author: text,
    deviceId: z.string(),
    state: z.enum(['open', 'merged', 'discarded']),
    heads,
  }),
  flag: z.strictObject({
    ...base,
    name: text,
    description: text,
    on: z.boolean(),
    rolloutPercent: amount,
    milestoneId: id.nullable(),
    createdAt: z.string(),
  }),
  // Views are listed by their names; none has had a place among them so far.
  savedView: z.strictObject({
    ...base,
    name: text,
    text,
    group: text.nullable(),
    order: text.nullable(),
    author: text,
    rank: rank.or(z.literal('')),
  }),
  retentionRule: z.strictObject({
    ...base,
    name: text,
    roadmapId: id.nullable(),
    statuses: z.array(StatusCategory).readonly(),
    days: amount,
    deviceId: z.string(),
    enabled: z.boolean(),
  }),
  archivedIssue: z.strictObject({
    ...base,
    key: text,
    title: text,
    fingerprint: z.string(),
    file: text,
    sha256: z.string(),
    deviceId: z.string(),
    author: text,
    at: z.string(),
  }),
} as const;

/** Records of an export by collection. */
export type ExportedRecord<Name extends keyof typeof recordSchemas> = z.infer<(typeof recordSchemas)[Name]>;
