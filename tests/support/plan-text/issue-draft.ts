import type { PlanDraft, IssueDraft } from '#shared/plan/plan-draft.ts';
import { plannedStatus } from '#shared/plan/status.ts';

/** An issue that states nothing but its key and title, for a dialect to fill in. */
export function plainIssue(key: string, title: string, line: number): IssueDraft {
  return {
    key,
    kind: 'issue',
    title,
    body: '',
    status: plannedStatus,
    priority: null,
    severity: null,
    component: null,
    category: null,
    labels: [],
    flag: null,
    assignee: null,
    sprint: null,
    milestoneKey: null,
    parentKey: null,
    estimate: null,
    points: null,
    line,
  };
}

/** A plan that states nothing but its title, for a dialect to fill in. */
export function plainPlan(dialect: PlanDraft['dialect'], title: string): PlanDraft {
  return {
    dialect,
    title,
    goal: '',
    status: null,
    currentMilestone: null,
    generatedOn: null,
    notes: '',
    milestones: [],
    sprints: [],
    issues: [],
    checklist: [],
    dependencies: [],
    externals: [],
    risks: [],
    statedTotals: [],
    contradictions: [],
  };
}
