// A draft's records as the documents hold them: keys become ids, what is not part of a plan file gets its start value.
import type { RecordOf } from '#electron/engine/document/record.ts';
import type { ChecklistItemDraft, DependencyDraft, IssueDraft, MilestoneDraft, PlanDraft, RiskDraft } from '#shared/plan/plan-draft.ts';
import type { PersonFinder } from './plan-people.ts';

type Content<Name extends keyof RecordOf> = Omit<RecordOf[Name], 'deletedAt'>;

/** How a draft's keys and names are looked up. */
export interface DraftIds {
  issue(key: string | null): string | null;
  milestone(key: string | null): string | null;
  readonly person: PersonFinder;
}

/** Fields of a roadmap that a plan file states. */
export function roadmapFields(draft: PlanDraft): Omit<Content<'roadmap'>, 'rank' | 'sourcePath'> {
  const { title, goal, status, currentMilestone, generatedOn, notes, dialect } = draft;
  return { title, goal, status, currentMilestone, generatedOn, notes, dialect };
}

/** Fields of a milestone that a plan file states. */
export function milestoneFields({
  key,
  title,
  goal,
  status,
  implied,
  notes,
}: MilestoneDraft): Omit<Content<'milestone'>, 'rank' | 'target'> {
  return { key, title, goal, status, implied, notes };
}

/** Fields of an issue that a plan file states. */
export function issueFields(draft: IssueDraft, ids: DraftIds): Omit<Content<'issue'>, 'rank' | 'holdReason'> {
  return {
    parentId: ids.issue(draft.parentKey),
    milestoneId: ids.milestone(draft.milestoneKey),
    key: draft.key,
    kind: draft.kind,
    title: draft.title,
    status: draft.status,
    priority: draft.priority,
    severity: draft.severity,
    component: draft.component,
    category: draft.category,
    labels: [...new Set(draft.labels)],
    flag: draft.flag,
    assigneeId: ids.person(draft.assignee),
    sprint: draft.sprint,
    estimate: draft.estimate,
    points: draft.points,
    sourceLine: draft.line,
  };
}

/** Fields of a checklist item that a plan file states, but for its place among others. */
export function itemFields(
  { owner, kind, group, text, done }: ChecklistItemDraft,
  ids: DraftIds,
): Omit<Content<'item'>, 'rank' | 'parentId'> {
  return {
    issueId: owner.on === 'issue' ? ids.issue(owner.key) : null,
    milestoneId: owner.on === 'milestone' ? ids.milestone(owner.key) : null,
    kind,
    group,
    text,
    done,
  };
}

/** A dependency of a plan file; `null` when the file has no such issue. */
export function dependencyFields({ key, dependsOnKey, strength, note }: DependencyDraft, ids: DraftIds): Content<'dependency'> | null {
  const issueId = ids.issue(key);
  const dependsOnId = ids.issue(dependsOnKey);
  return issueId === null || dependsOnId === null ? null : { issueId, dependsOnId, strength, note };
}

/** Fields of a risk that a plan file states. */
export function riskFields(draft: RiskDraft, ids: DraftIds): Omit<Content<'risk'>, 'rank'> {
  const { title, group, likelihood, impact, mitigations, issueKeys } = draft;
  const issueIds = new Set(issueKeys.flatMap((key) => ids.issue(key) ?? []));
  return { title, group, likelihood, impact, mitigations, issueIds: [...issueIds] };
}
