// Identities of records. Random, never reused, opaque: the human key of an issue is a field and may change.
import { z } from 'zod';

const identity = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/, 'An id holds letters, digits, "-" and "_" only.');

/** Identity of a roadmap, which is one document. */
export const RoadmapId = identity.brand<'RoadmapId'>();
export type RoadmapId = z.infer<typeof RoadmapId>;

/** Identity of a milestone. */
export const MilestoneId = identity.brand<'MilestoneId'>();
export type MilestoneId = z.infer<typeof MilestoneId>;

/** Identity of an issue or a phase. */
export const IssueId = identity.brand<'IssueId'>();
export type IssueId = z.infer<typeof IssueId>;

/** Identity of an item on a checklist. */
export const ChecklistItemId = identity.brand<'ChecklistItemId'>();
export type ChecklistItemId = z.infer<typeof ChecklistItemId>;

/** Identity of a sprint. */
export const SprintId = identity.brand<'SprintId'>();
export type SprintId = z.infer<typeof SprintId>;

/** Identity of a person. */
export const PersonId = identity.brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

/** Identity of a dependency between two issues. */
export const DependencyId = identity.brand<'DependencyId'>();
export type DependencyId = z.infer<typeof DependencyId>;

/** Identity of something outside the plan: a blocker that we wait for, or a target that waits for us. */
export const ExternalId = identity.brand<'ExternalId'>();
export type ExternalId = z.infer<typeof ExternalId>;

/** Identity of a risk. */
export const RiskId = identity.brand<'RiskId'>();
export type RiskId = z.infer<typeof RiskId>;

/** Identity of a comment. */
export const CommentId = identity.brand<'CommentId'>();
export type CommentId = z.infer<typeof CommentId>;

/** Identity of a feature flag. */
export const FlagId = identity.brand<'FlagId'>();
export type FlagId = z.infer<typeof FlagId>;
/** Identity of a baseline: a moment with a name. */
export const BaselineId = identity.brand<'BaselineId'>();
export type BaselineId = z.infer<typeof BaselineId>;

/** Identity of a scenario: a fork of the plan. */
export const ScenarioId = identity.brand<'ScenarioId'>();
export type ScenarioId = z.infer<typeof ScenarioId>;

/** Identity of a retention rule. */
export const RetentionRuleId = identity.brand<'RetentionRuleId'>();
export type RetentionRuleId = z.infer<typeof RetentionRuleId>;

/** Identity of a saved view. */
export const SavedViewId = identity.brand<'SavedViewId'>();
export type SavedViewId = z.infer<typeof SavedViewId>;
