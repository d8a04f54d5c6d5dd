// Every command: what may be asked to change, with its arguments and what it answers. Data only; the engine has one
// file a command. A command that touches several issues is one step.
import { z } from 'zod';
import { ChecklistKind } from '#shared/plan/checklist.ts';
import { DateSpans } from '#shared/plan/date-span.ts';
import { DependencyKind, DependencyStrength, ExternalKind, LagMinutes } from '#shared/plan/dependency.ts';
import { Estimate } from '#shared/plan/estimate.ts';
import {
  ChecklistItemId,
  CommentId,
  DependencyId,
  ExternalId,
  IssueId,
  MilestoneId,
  PersonId,
  RoadmapId,
  SprintId,
} from '#shared/plan/identity.ts';
import { Issue, IssueKey, IssueKind, ShortName, Title } from '#shared/plan/issue.ts';
import { limit } from '#shared/plan/limit.ts';
import { IssuePlanning } from '#shared/plan/planning.ts';
import { Priority } from '#shared/plan/priority.ts';
import { IsoDate, Points } from '#shared/plan/quantity.ts';
import { StatusCategory } from '#shared/plan/status.ts';
import { trashCommands } from './trash.ts';
import { Capacity, HoursPerWeek, Person } from '#shared/plan/workspace.ts';
import { archiveCommands } from './archive.ts';
import { conflictCommands } from './conflict.ts';
import { quarantineCommands } from './quarantine.ts';
import { flagCommands } from './flag.ts';
import { viewCommands } from './view-command.ts';
import { savedViewCommands } from './saved-view.ts';

const issueIds = z.array(IssueId).min(1).max(limit.bulk);
const nothing = z.object({});

/** A status as commands set it. */
const StatusPatch = z.object({
  category: StatusCategory,
  /** The team's wording; the category's own name when absent. */
  name: z.string().trim().min(1).max(limit.name).optional(),
  verified: z.boolean().default(false),
});

/** Fields of an issue that `update-issue` may set, in one step; an absent field stays as it is. */
const IssuePatch = Issue.pick({
  title: true,
  body: true,
  key: true,
  kind: true,
  parentId: true,
  milestoneId: true,
  priority: true,
  severity: true,
  component: true,
  category: true,
  labels: true,
  flag: true,
  assigneeId: true,
  sprint: true,
  estimate: true,
  points: true,
  holdReason: true,
})
  .extend({ status: StatusPatch, ...IssuePlanning.shape })
  .partial();

/** A step that was taken back or carried out again. */
const TurnedStep = z.object({
  /** For people: what the step had done. */
  label: z.string(),
  /** Name of the command or job. */
  command: z.string(),
  /** What was left as it is, because somebody else has changed it since; a sentence each. */
  kept: z.array(z.string()),
});

/** Fields that several issues may share, for setting them in one step. */
const SharedPatch = IssuePatch.omit({ title: true, body: true, key: true, labels: true });

const labels = z.array(ShortName).max(limit.labels).default([]);

/** All commands: name → schema of its arguments and of its answer. */
export const commands = {
  'create-roadmap': {
    args: z.object({ title: Title, goal: z.string().max(limit.note).default('') }),
    value: z.object({ roadmapId: RoadmapId }),
  },
  'update-roadmap': {
    args: z.object({ roadmapId: RoadmapId, title: Title.optional(), goal: z.string().max(limit.note).optional() }),
    value: nothing,
  },
  'delete-roadmap': { args: z.object({ roadmapId: RoadmapId }), value: nothing },
  'create-milestone': {
    args: z.object({
      roadmapId: RoadmapId,
      key: z.string().trim().min(1).max(limit.key),
      title: Title,
      target: IsoDate.nullable().default(null),
    }),
    value: z.object({ milestoneId: MilestoneId }),
  },
  'update-milestone': {
    args: z.object({
      milestoneId: MilestoneId,
      title: Title.optional(),
      goal: z.string().max(limit.note).optional(),
      target: IsoDate.nullable().optional(),
    }),
    value: nothing,
  },
  'create-issue': {
    args: z.object({
      roadmapId: RoadmapId,
      title: Title,
      /** Given by the engine when absent: the next free number in the roadmap's own style. */
      key: IssueKey.optional(),
      kind: IssueKind.default('issue'),
      body: z.string().max(limit.body).default(''),
      parentId: IssueId.nullable().default(null),
      milestoneId: MilestoneId.nullable().default(null),
      priority: Priority.nullable().default(null),
      component: ShortName.nullable().default(null),
      sprint: ShortName.nullable().default(null),
      estimate: Estimate.nullable().default(null),
      points: Points.nullable().default(null),
      assigneeId: PersonId.nullable().default(null),
      labels,
      status: StatusCategory.default('planned'),
    }),
    value: z.object({ issueId: IssueId, key: IssueKey }),
  },
  'update-issue': { args: z.object({ issueId: IssueId, patch: IssuePatch }), value: nothing },
  'update-issues': { args: z.object({ issueIds, patch: SharedPatch }), value: nothing },
  'change-labels': { args: z.object({ issueIds, add: labels, remove: labels }), value: nothing },
  /** Hard dependencies between one issue and several; how many were new. */
  'link-issues': {
    args: z.object({ issueIds, otherId: IssueId, direction: z.enum(['waits-for', 'unblocks']) }),
    value: z.object({ linked: z.int() }),
  },
  'delete-issue': { args: z.object({ issueIds }), value: z.object({ deleted: z.int() }) },
  'set-status': { args: z.object({ issueIds, ...StatusPatch.shape }), value: nothing },
  'set-priority': { args: z.object({ issueIds, priority: Priority.nullable() }), value: nothing },
  'set-estimate': { args: z.object({ issueIds, estimate: Estimate.nullable() }), value: nothing },
  'set-points': { args: z.object({ issueIds, points: Points.nullable() }), value: nothing },
  'set-assignee': { args: z.object({ issueIds, assigneeId: PersonId.nullable() }), value: nothing },
  'set-milestone': { args: z.object({ issueIds, milestoneId: MilestoneId.nullable() }), value: nothing },
  'set-component': { args: z.object({ issueIds, component: ShortName.nullable() }), value: nothing },
  'set-sprint': { args: z.object({ issueIds, sprint: ShortName.nullable() }), value: nothing },
  /** Moves an issue directly behind `afterId`, or first when it is `null`. */
  'move-issue': { args: z.object({ issueId: IssueId, afterId: IssueId.nullable() }), value: nothing },
  'add-dependency': {
    args: z.object({
      issueId: IssueId,
      dependsOnId: IssueId,
      strength: DependencyStrength.default('hard'),
      note: z.string().max(limit.note).default(''),
      kind: DependencyKind.default('finish-start'),
      lagMinutes: LagMinutes.default(0),
    }),
    value: z.object({ dependencyId: DependencyId }),
  },
  /** Sets which ends a dependency ties together, how far apart, and why; whether it is hard stays as it is. */
  'update-dependency': {
    args: z.object({
      issueId: IssueId,
      dependsOnId: IssueId,
      kind: DependencyKind.optional(),
      lagMinutes: LagMinutes.optional(),
      note: z.string().max(limit.note).optional(),
    }),
    value: nothing,
  },
  'remove-dependency': { args: z.object({ issueId: IssueId, dependsOnId: IssueId }), value: nothing },
  'add-external': {
    args: z.object({
      issueId: IssueId,
      kind: ExternalKind,
      name: z.string().trim().min(1).max(limit.title),
      expectedOn: IsoDate.nullable().default(null),
    }),
    value: z.object({ externalId: ExternalId }),
  },
  /** Sets the day on which an external blocker is expected. */
  'update-external': { args: z.object({ externalId: ExternalId, expectedOn: IsoDate.nullable() }), value: nothing },
  'resolve-external': { args: z.object({ externalId: ExternalId, resolved: z.boolean() }), value: nothing },
  'remove-external': { args: z.object({ externalId: ExternalId }), value: nothing },
  'check-item': { args: z.object({ itemIds: z.array(ChecklistItemId).min(1).max(limit.bulk), done: z.boolean() }), value: nothing },
  'add-item': {
    args: z.object({
      roadmapId: RoadmapId,
      issueId: IssueId.nullable().default(null),
      milestoneId: MilestoneId.nullable().default(null),
      kind: ChecklistKind,
      group: z.string().max(limit.name).default(''),
      text: z.string().trim().min(1).max(limit.note),
    }),
    value: z.object({ itemId: ChecklistItemId }),
  },
  'update-item': { args: z.object({ itemId: ChecklistItemId, text: z.string().trim().min(1).max(limit.note) }), value: nothing },
  'remove-item': { args: z.object({ itemId: ChecklistItemId }), value: nothing },
  'add-comment': {
    args: z.object({ issueId: IssueId, text: z.string().trim().min(1).max(limit.note) }),
    value: z.object({ commentId: CommentId }),
  },
  'set-capacity': { args: Capacity.partial(), value: nothing },
  /** Sets all days on which nobody works. */
  'set-holidays': { args: z.object({ holidays: DateSpans }), value: nothing },
  'rename-workspace': { args: z.object({ name: Title }), value: nothing },
  'create-person': {
    args: z.object({ name: ShortName, hoursPerWeek: HoursPerWeek.nullable().default(null) }),
    value: z.object({ personId: PersonId }),
  },
  'update-person': {
    args: Person.omit({ id: true }).partial().extend({ personId: PersonId }),
    value: nothing,
  },
  'create-sprint': {
    args: z.object({
      name: ShortName,
      start: IsoDate,
      finish: IsoDate,
      goal: z.string().max(limit.note).default(''),
      capacityHours: z.number().min(0).max(limit.hours).nullable().default(null),
    }),
    value: z.object({ sprintId: SprintId }),
  },
  'update-sprint': {
    args: z.object({
      sprintId: SprintId,
      name: ShortName.optional(),
      start: IsoDate.optional(),
      finish: IsoDate.optional(),
      capacityHours: z.number().min(0).max(limit.hours).nullable().optional(),
      locked: z.boolean().optional(),
    }),
    value: nothing,
  },
  'delete-sprint': { args: z.object({ sprintId: SprintId }), value: nothing },
  'delete-milestone': { args: z.object({ milestoneId: MilestoneId }), value: nothing },
  'delete-person': { args: z.object({ personId: PersonId }), value: nothing },
  'delete-comment': { args: z.object({ commentId: CommentId }), value: nothing },
  ...trashCommands,
  ...flagCommands,
  /** Takes back the last step of whoever works on this device; what others have changed since stays. */
  undo: { args: nothing, value: TurnedStep },
  /** Carries out again what was taken back last. */
  redo: { args: nothing, value: TurnedStep },
  ...viewCommands,
  ...archiveCommands,
  ...savedViewCommands,
  ...conflictCommands,
  ...quarantineCommands,
} as const satisfies Record<string, { args: z.ZodType; value: z.ZodType }>;

/** Name of a command. */
export type CommandName = keyof typeof commands;
/** What a caller passes: defaults may be left out. */
export type CommandInput<Name extends CommandName> = z.input<(typeof commands)[Name]['args']>;
/** What the engine works on: validated, defaults filled in. */
export type CommandArgs<Name extends CommandName> = z.output<(typeof commands)[Name]['args']>;
/** What an acknowledged command answers. */
export type CommandValue<Name extends CommandName> = z.output<(typeof commands)[Name]['value']>;
