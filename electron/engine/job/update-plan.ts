import { changeIssue } from '#electron/engine/command/change-issue.ts';
import type { IssueState } from '#electron/engine/document/plan-rows.ts';
import type { IssueRecord } from '#electron/engine/document/record.ts';
import { must } from '#shared/base/must.ts';
import type { IssueDraft } from '#shared/plan/plan-draft.ts';
import { mergeText } from '#shared/plan/merge-text.ts';
import { rankBetween } from '#shared/plan/rank.ts';
import { spellStatus } from '#shared/plan/status.ts';
import { type DraftIds, issueFields, milestoneFields, roadmapFields } from './draft-record.ts';
import { type PlanFile, readPlanFile, type Remark } from './plan-file.ts';
import { differing, fileChanges, type KnownPlan, type PlanUpdate, same, type UpdateContext } from './plan-update.ts';
import { spellChange } from './spell-change.ts';
import { updateItems } from './update-item-list.ts';
import { updateLinks } from './update-link.ts';
import { updateStatements } from './update-statement.ts';

function updateRoadmap({ store, step, roadmapId, before, after }: PlanUpdate): void {
  const record = must(store.document(roadmapId)?.read('roadmap', roadmapId), 'the roadmap of a known plan');
  const changes = fileChanges(before === null ? null : roadmapFields(before), roadmapFields(after));
  const fields = differing(record, changes);
  step.set(roadmapId, 'roadmap', roadmapId, Object.fromEntries(fields));
  for (const [field, value] of fields) {
    step.note(roadmapId, { issueId: null, subject: `roadmap:${roadmapId}`, field, ...spellChange(Reflect.get(record, field), value) });
  }
}

function updateMilestones(update: PlanUpdate, milestoneIds: Map<string, string>): void {
  const { store, step, roadmapId, before, after, newId, now } = update;
  const was = new Map(before?.milestones.map((milestone) => [milestone.key, milestone]));
  let rank = store.rows.lastMilestoneRank(roadmapId);
  const document = must(store.document(roadmapId), 'the document of a known plan');
  for (const draft of after.milestones) {
    const id = milestoneIds.get(draft.key);
    const old = was.get(draft.key);
    if (id === undefined) {
      // Deleted here since the last import: it stays deleted.
      if (old !== undefined) continue;
      const created = newId();
      milestoneIds.set(draft.key, created);
      rank = rankBetween(rank, null);
      step.create(roadmapId, 'milestone', created, { ...milestoneFields(draft), target: null, rank });
      const subject = `milestone:${created}`;
      step.note(roadmapId, { issueId: null, subject, field: 'milestone', before: null, after: `${draft.key} ${draft.title}` });
      continue;
    }
    const record = must(document.read('milestone', id), 'the milestone of a row');
    const changes = fileChanges(old === undefined ? null : milestoneFields(old), milestoneFields(draft));
    const fields = differing(record, changes);
    step.set(roadmapId, 'milestone', id, Object.fromEntries(fields));
    for (const [field, value] of fields) {
      step.note(roadmapId, { issueId: null, subject: `milestone:${id}`, field, ...spellChange(Reflect.get(record, field), value) });
    }
  }
  const stays = new Set(after.milestones.map((milestone) => milestone.key));
  for (const [key, id] of milestoneIds) {
    if (stays.has(key) || !was.has(key)) continue;
    milestoneIds.delete(key);
    step.set(roadmapId, 'milestone', id, { deletedAt: now });
    const subject = `milestone:${id}`;
    step.note(roadmapId, { issueId: null, subject, field: 'milestone', before: `${key} ${was.get(key)?.title ?? ''}`.trim(), after: null });
  }
}

function mergeLabels(before: readonly string[], after: readonly string[], current: readonly string[]): string[] {
  const gone = new Set(before.filter((label) => !after.includes(label)));
  const added = after.filter((label) => !before.includes(label));
  return [...new Set([...current.filter((label) => !gone.has(label)), ...added])].toSorted();
}

function updateIssue(update: PlanUpdate, issue: IssueState, old: IssueDraft | null, draft: IssueDraft): void {
  const { store, step, ids, roadmapId, remarks } = update;
  const oldFields = old === null ? null : issueFields(old, ids);
  const { labels, sourceLine, key: _, ...changes } = fileChanges(oldFields, issueFields(draft, ids));
  if (oldFields !== null) {
    for (const [field, value] of Object.entries(changes)) {
      const current: unknown = Reflect.get(issue, field);
      if (same(current, Reflect.get(oldFields, field)) || same(current, value)) continue;
      remarks.push({ line: draft.line, text: `The ${field} of ${draft.key} was changed here and in the file; the file's is used now.` });
    }
  }
  changeIssue({ rows: store.rows, step }, issue, changes);
  if (sourceLine !== undefined) step.set(roadmapId, 'issue', issue.id, { sourceLine });
  if (labels !== undefined) {
    const current = store.rows.labels(issue.id);
    const merged = mergeLabels(old?.labels ?? [], draft.labels, current);
    if (!same(merged, current.toSorted())) {
      step.set(roadmapId, 'issue', issue.id, { labels: merged });
      step.note(roadmapId, { issueId: issue.id, field: 'labels', ...spellChange(current, merged) });
    }
  }
  if (old !== null && old.body === draft.body) return;
  const current = store.rows.body(issue.id);
  const { text, clean } = mergeText(old?.body ?? draft.body, draft.body, old === null ? draft.body : current);
  if (text !== current) step.setText(roadmapId, issue.id, text, current);
  if (!clean) {
    remarks.push({
      line: draft.line,
      text: `The text of ${draft.key} was changed here and in the file; both are kept, the file's lines last.`,
    });
  }
}

/** Issues of the file that are new, each behind the one that stands before it in the file. */
function createIssue(update: PlanUpdate, draft: IssueDraft, issueId: string, previous: string | null): string {
  const { store, step, ids, roadmapId } = update;
  const next = previous === null ? store.rows.firstIssue(roadmapId) : store.rows.issueBehind(roadmapId, previous);
  const rank = rankBetween(previous, next?.rank ?? null);
  const record: Omit<IssueRecord, 'deletedAt'> = { ...issueFields(draft, ids), holdReason: null, rank };
  step.create(roadmapId, 'issue', issueId, record);
  step.createText(roadmapId, issueId, draft.body);
  step.note(roadmapId, { issueId, field: 'issue', before: null, after: draft.title });
  step.note(roadmapId, { issueId, field: 'status', before: null, after: spellStatus(draft.status) });
  return rank;
}

function updateIssues(update: PlanUpdate, states: ReadonlyMap<string, IssueState>, issueIds: Map<string, string>): void {
  const { step, roadmapId, before, after, now } = update;
  const was = new Map(before?.issues.map((issue) => [issue.key, issue]));
  let previous: string | null = null;
  for (const draft of after.issues) {
    const state = states.get(draft.key);
    const id = issueIds.get(draft.key);
    if (state !== undefined) {
      updateIssue(update, state, was.get(draft.key) ?? null, draft);
      previous = state.rank;
    } else if (id !== undefined) previous = createIssue(update, draft, id, previous);
  }
  const stays = new Set(after.issues.map((issue) => issue.key));
  for (const [key, state] of states) {
    if (stays.has(key) || !was.has(key)) continue;
    step.set(roadmapId, 'issue', state.id, { deletedAt: now });
    step.note(roadmapId, { issueId: state.id, field: 'issue', before: state.title, after: null });
  }
}

/**
 * Brings into the step what differs between the file as it was read last and as it is now. What was changed here and
 * not in the file stays; what was deleted here stays deleted. Gives remarks about what was changed on both sides.
 */
export function updatePlan(file: PlanFile, known: KnownPlan, context: UpdateContext): Remark[] {
  const { store, step, newId, person } = context;
  const { roadmapId } = known;
  const old = known.text === null ? null : readPlanFile(file.path, known.text);
  const before = old?.ok === true ? old.value.draft : null;
  const after = file.draft;
  const states = new Map(store.rows.issuesOf(roadmapId).map((issue) => [issue.key, issue]));
  const milestoneIds = new Map(store.rows.milestonesOf(roadmapId).map((milestone) => [milestone.key, milestone.id]));
  const issueIds = new Map([...states].map(([key, { id }]) => [key, id]));
  const knownKeys = new Set(before?.issues.map((issue) => issue.key));
  for (const { key } of after.issues) if (!issueIds.has(key) && !knownKeys.has(key)) issueIds.set(key, newId());
  const ids: DraftIds = {
    issue: (key) => (key === null ? null : (issueIds.get(key) ?? null)),
    milestone: (key) => (key === null ? null : (milestoneIds.get(key) ?? null)),
    person,
  };
  const update: PlanUpdate = { ...context, roadmapId, before, after, ids, remarks: [] };
  updateRoadmap(update);
  updateMilestones(update, milestoneIds);
  updateIssues(update, states, issueIds);
  updateItems(update);
  updateLinks(update);
  updateStatements(update);
  step.planFiles.push({ path: file.path, row: { roadmapId, text: file.text, packed: file.packed } });
  return update.remarks;
}
