import type { PlanDraft } from '#shared/plan/plan-draft.ts';
import type { Priority, Severity } from '#shared/plan/priority.ts';

/** A plan and the file that states it. What the dialect cannot hold is in neither. */
export interface GeneratedPlan {
  readonly draft: PlanDraft;
  readonly text: string;
}

/** What a generated issue says, before a dialect words it. Numbers are positions in the plan. */
export interface IssueContent {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly priority: Priority;
  readonly severity: Severity;
  readonly component: string;
  readonly hours: number;
  readonly milestone: number;
  readonly done: boolean;
  readonly checklist: readonly { readonly text: string; readonly done: boolean }[];
  /** Positions of earlier issues, ascending. */
  readonly dependsOn: readonly number[];
}

/** What a generated plan says, before a dialect words it. */
export interface PlanContent {
  readonly title: string;
  readonly milestones: readonly string[];
  readonly issues: readonly IssueContent[];
}
