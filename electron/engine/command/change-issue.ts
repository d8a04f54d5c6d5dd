import type { Entry } from '#electron/engine/document/change-message.ts';
import type { IssueState } from '#electron/engine/document/plan-rows.ts';
import type { IssueRecord } from '#electron/engine/document/record.ts';
import { type Result, success } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { Estimate } from '#shared/plan/estimate.ts';
import { readNeeds, spellNeeds } from '#shared/plan/planning.ts';
import { spellStatus } from '#shared/plan/status.ts';
import { type CommandContext, notFound } from './command-handler.ts';

type Patch = Partial<Omit<IssueRecord, 'deletedAt' | 'sourceLine' | 'labels'>>;

function spellEstimate({ likely, optimistic, pessimistic }: Estimate): string {
  return optimistic === null && pessimistic === null ? `${likely} h` : `${likely} h (${optimistic ?? '?'} to ${pessimistic ?? '?'})`;
}

/** Names that history shows instead of ids; what is gone by then is shown as its id. */
function spell(rows: CommandContext['rows'], field: keyof Patch, state: Patch): string | null {
  if (field === 'status') return state.status === undefined ? null : spellStatus(state.status);
  if (field === 'estimate') return state.estimate === null || state.estimate === undefined ? null : spellEstimate(state.estimate);
  if (field === 'splits') return state.splits === false ? 'in one piece' : 'in pieces';
  if (field === 'fixedDuration') return state.fixedDuration === true ? 'fixed' : 'by effort';
  if (field === 'needs') return spellNeeds(readNeeds(state.needs), (id) => rows.person(id)?.name ?? id);
  const value = state[field];
  if (value === null || value === undefined) return null;
  const text = String(value);
  if (field === 'spentHours' || field === 'remainingHours') return `${text} h`;
  if (field === 'fixedStart') return text.replace('T', ' ');
  if (field === 'assigneeId') return rows.person(text)?.name ?? text;
  if (field === 'milestoneId') return rows.milestone(text)?.key ?? text;
  if (field === 'parentId') return rows.issue(text)?.key ?? text;
  return text;
}

/** What history calls the fields that are not called as they are stored. */
const fieldName: Partial<Record<keyof Patch, string>> = { assigneeId: 'assignee', milestoneId: 'milestone', parentId: 'parent' };

/** The entry of a field of an issue that is put back. */
export function issueEntry(rows: CommandContext['rows'], issueId: string, field: string, before: unknown, after: unknown): Entry {
  if (field === 'rank') return { issueId, field: 'order', before: null, after: 'where it was' };
  if (field === 'labels') {
    const names = (value: unknown): string | null => (Array.isArray(value) && value.length > 0 ? value.join(', ') : null);
    return { issueId, field, before: names(before), after: names(after) };
  }
  // Whoever calls with a field of an issue calls with a value of it.
  const name = field as keyof Patch;
  const spelled = (value: unknown): string | null => spell(rows, name, { [name]: value ?? undefined });
  return { issueId, field: fieldName[name] ?? field, before: spelled(before), after: spelled(after) };
}

const equal = (one: unknown, other: unknown): boolean =>
  one === other ||
  (typeof one === 'object' && typeof other === 'object' && one !== null && other !== null && isSame(Object(one), Object(other)));

function isSame(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  const fields = Object.keys(one);
  return fields.length === Object.keys(other).length && fields.every((field) => one[field] === other[field]);
}

/** What a record has that was never given the field is stored as nothing, so that it is the same issue as before; the archive tells by that. */
function stored<Field extends keyof Patch>(field: Field, value: Patch[Field]): Patch[Field] | null {
  return (field === 'splits' && value === true) || (field === 'fixedDuration' && value === false) ? null : value;
}

/** Sets those fields of an issue that differ from what it has, each with its entry in the history. */
export function changeIssue({ rows, step }: Pick<CommandContext, 'rows' | 'step'>, issue: IssueState, patch: Patch): void {
  // The keys of a patch are fields of it.
  const fields = (Object.keys(patch) as (keyof Patch)[]).filter((field) => !equal(issue[field], patch[field]));
  if (fields.length === 0) return;
  step.set(issue.roadmapId, 'issue', issue.id, Object.fromEntries(fields.map((field) => [field, stored(field, patch[field])])));
  for (const field of fields) {
    const told = { field: fieldName[field] ?? field, before: spell(rows, field, issue), after: spell(rows, field, patch) };
    step.note(issue.roadmapId, { issueId: issue.id, ...told });
  }
}

/** Records that an issue was created, and each field that it was given. */
export function noteNewIssue(
  { rows, step }: Pick<CommandContext, 'rows' | 'step'>,
  roadmapId: string,
  issueId: string,
  record: Patch,
): void {
  step.note(roadmapId, { issueId, field: 'issue', before: null, after: record.title ?? null });
  // Every issue has these, and the entry above or the issue itself says them.
  const { key: _key, kind: _kind, title: _title, rank: _rank, ...given } = record;
  // The keys of a patch are fields of it.
  for (const field of Object.keys(given) as (keyof typeof given)[]) {
    const after = spell(rows, field, record);
    if (after !== null) step.note(roadmapId, { issueId, field: fieldName[field] ?? field, before: null, after });
  }
}

/** Finds all of the issues, each once. */
export function findIssues({ rows }: CommandContext, issueIds: readonly string[]): Result<IssueState[], Problem> {
  const issues: IssueState[] = [];
  for (const [index, id] of [...new Set(issueIds)].entries()) {
    const issue = rows.issue(id);
    if (issue === null) return notFound('issue', id, `issueIds.${index}`);
    issues.push(issue);
  }
  return success(issues);
}

/** Sets the same fields of several issues, wherever they are, as one step. */
export function changeIssues(context: CommandContext, issueIds: readonly string[], patch: Patch): Result<Record<never, never>, Problem> {
  const found = findIssues(context, issueIds);
  if (!found.ok) return found;
  for (const issue of found.value) changeIssue(context, issue, patch);
  return success({});
}
