import type { Step } from '#electron/engine/document/step.ts';
import type { PlanDraft } from '#shared/plan/plan-draft.ts';
import { rankAt } from '#shared/plan/rank.ts';
import { spellStatus } from '#shared/plan/status.ts';
import { dependencyFields, type DraftIds, issueFields, itemFields, milestoneFields, riskFields, roadmapFields } from './draft-record.ts';
import type { PlanFile } from './plan-file.ts';
import type { PersonFinder } from './plan-people.ts';

/** What adding a plan needs beside the plan. */
export interface AddContext {
  readonly step: Step;
  readonly person: PersonFinder;
  /** ISO instant. */
  readonly now: string;
  /** Rank of the new roadmap among the others. */
  readonly rank: string;
  newId(): string;
}

/** Records between two pauses: some ten milliseconds' worth. */
const pause = 1000;

function* createIssues(draft: PlanDraft, roadmapId: string, ids: DraftIds, { step }: AddContext): Generator<void, void, void> {
  for (const [index, issue] of draft.issues.entries()) {
    if (index % pause === pause - 1) yield;
    const issueId = ids.issue(issue.key);
    if (issueId === null) continue;
    step.create(roadmapId, 'issue', issueId, { ...issueFields(issue, ids), holdReason: null, rank: rankAt(index) });
    step.createText(roadmapId, issueId, issue.body);
    step.note(roadmapId, { issueId, field: 'issue', before: null, after: issue.title });
    // The history of a status is complete from the first; what else the file says of a new issue is not listed one by one.
    step.note(roadmapId, { issueId, field: 'status', before: null, after: spellStatus(issue.status) });
  }
}

function* createItems(draft: PlanDraft, roadmapId: string, ids: DraftIds, { step, newId }: AddContext): Generator<void, void, void> {
  const itemIds = draft.checklist.map(() => newId());
  for (const [index, item] of draft.checklist.entries()) {
    if (index % pause === pause - 1) yield;
    const parentId = item.parent === null ? null : (itemIds[item.parent] ?? null);
    step.create(roadmapId, 'item', itemIds[index] ?? newId(), { ...itemFields(item, ids), parentId, rank: rankAt(index) });
  }
}

function* createLinks(draft: PlanDraft, roadmapId: string, ids: DraftIds, { step, newId }: AddContext): Generator<void, void, void> {
  const pairs = new Set<string>();
  for (const [index, dependency] of draft.dependencies.entries()) {
    if (index % pause === pause - 1) yield;
    const fields = dependencyFields(dependency, ids);
    if (fields === null || pairs.has(`${fields.issueId} ${fields.dependsOnId}`)) continue;
    pairs.add(`${fields.issueId} ${fields.dependsOnId}`);
    step.create(roadmapId, 'dependency', newId(), fields);
  }
  for (const { key, kind, name } of draft.externals) {
    const issueId = ids.issue(key);
    if (issueId !== null) step.create(roadmapId, 'external', newId(), { issueId, kind, name, resolved: false });
  }
}

/** Creates the totals and contradictions that a plan states; they have no identity of their own. */
export function createStatements(draft: PlanDraft, roadmapId: string, ids: DraftIds, step: Step, newId: () => string): void {
  for (const [position, { by, name, issues, hours }] of draft.statedTotals.entries()) {
    step.create(roadmapId, 'statedTotal', newId(), { position, by, name, issues, hours });
  }
  for (const [position, { key, text }] of draft.contradictions.entries()) {
    const issueId = ids.issue(key);
    if (issueId !== null) step.create(roadmapId, 'contradiction', newId(), { issueId, position, text });
  }
}

/** Puts a new roadmap with everything that the plan holds into the step, with pauses; gives its id. */
export function* addPlan({ draft, path, text, packed }: PlanFile, context: AddContext): Generator<void, string, void> {
  const { step, now, rank, newId, person } = context;
  const roadmapId = newId();
  const milestoneIds = new Map(draft.milestones.map((milestone) => [milestone.key, newId()]));
  const issueIds = new Map(draft.issues.map((issue) => [issue.key, newId()]));
  const ids: DraftIds = {
    issue: (key) => (key === null ? null : (issueIds.get(key) ?? null)),
    milestone: (key) => (key === null ? null : (milestoneIds.get(key) ?? null)),
    person,
  };
  step.create(null, 'roadmapEntry', roadmapId, { addedAt: now });
  step.create(roadmapId, 'roadmap', roadmapId, { ...roadmapFields(draft), sourcePath: path, rank });
  step.note(roadmapId, { issueId: null, subject: `roadmap:${roadmapId}`, field: 'roadmap', before: null, after: draft.title });
  for (const [index, milestone] of draft.milestones.entries()) {
    const id = milestoneIds.get(milestone.key);
    if (id === undefined) continue;
    step.create(roadmapId, 'milestone', id, { ...milestoneFields(milestone), target: null, rank: rankAt(index) });
    const after = `${milestone.key} ${milestone.title}`;
    step.note(roadmapId, { issueId: null, subject: `milestone:${id}`, field: 'milestone', before: null, after });
  }
  for (const [index, { name, title, note }] of draft.sprints.entries()) {
    step.create(roadmapId, 'namedSprint', newId(), { name, title, note, rank: rankAt(index) });
  }
  yield* createIssues(draft, roadmapId, ids, context);
  yield* createItems(draft, roadmapId, ids, context);
  yield* createLinks(draft, roadmapId, ids, context);
  for (const [index, risk] of draft.risks.entries()) {
    step.create(roadmapId, 'risk', newId(), { ...riskFields(risk, ids), rank: rankAt(index) });
  }
  createStatements(draft, roadmapId, ids, step, newId);
  step.planFiles.push({ path, row: { roadmapId, text, packed } });
  return roadmapId;
}
