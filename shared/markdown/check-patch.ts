// Checks a patched text by reading it: it must show the edited values, and everything else as before.
import type { IssueDraft, PlanDraft } from '#shared/plan/plan-draft.ts';
import type { IssueEdit } from './field-wording.ts';

/** An edit of a plan file: a field of an issue, or the box of the checklist item on a line. */
export type PlanEdit = IssueEdit | { readonly field: 'done'; readonly line: number; readonly value: boolean };

/** `null` when `after` is `before` with the edits, else a message that names the first thing that is not. */
export function checkPatch(before: PlanDraft, after: PlanDraft, edits: readonly PlanEdit[]): string | null {
  const changed = new Set<string>();
  const issuesBefore = new Map(before.issues.map((issue) => [issue.key, issue]));
  const issuesAfter = new Map(after.issues.map((issue) => [issue.key, issue]));
  for (const edit of edits) {
    if (edit.field !== 'done') {
      changed.add(`${edit.key}\n${edit.field}`);
      const issue = issuesAfter.get(edit.key);
      if (issue === undefined || !shows(issue, edit)) return `The new ${edit.field} of ${edit.key} would not read back as it was given.`;
    }
  }
  for (const [key, issue] of issuesBefore) {
    const other = issuesAfter.get(key);
    if (other === undefined) return `${key} would no longer be found in the file.`;
    for (const field of fieldsOf(issue)) {
      if (changed.has(`${key}\n${field === 'milestoneKey' ? 'milestone' : field}`)) continue;
      // The label `sprint-1` names a sprint, so that labels and sprint change together.
      if (field === 'sprint' && changed.has(`${key}\nlabels`)) continue;
      if (!equal(issue[field], other[field])) return `The edit would also change the ${field} of ${key}.`;
    }
  }
  const names = new Set(edits.map((edit) => edit.field));
  if (issuesAfter.size !== issuesBefore.size) return 'The edit would add an issue to the file.';
  const ticks = new Map(edits.flatMap((edit) => (edit.field === 'done' ? [[edit.line, edit.value] as const] : [])));
  const checklist = before.checklist.map((item) => ({ ...item, done: ticks.get(item.line) ?? item.done }));
  if (!equal(withoutLines(checklist), withoutLines(after.checklist)))
    return 'The edit would not read back as this change of the checklist alone.';
  for (const part of [
    'title',
    'goal',
    'status',
    'notes',
    'dependencies',
    'externals',
    'risks',
    'statedTotals',
  ] satisfies (keyof PlanDraft)[]) {
    if (!equal(withoutLines(before[part]), withoutLines(after[part]))) return `The edit would also change the ${part} of the plan.`;
  }
  if (!names.has('milestone') && !equal(withoutLines(before.milestones), withoutLines(after.milestones)))
    return 'The edit would also change a milestone.';
  return null;
}

function fieldsOf(issue: IssueDraft): (keyof IssueDraft)[] {
  // `Object.keys` of a record gives its own keys; the compiler knows them as strings only.
  return (Object.keys(issue) as (keyof IssueDraft)[]).filter((field) => field !== 'line');
}

function shows(issue: IssueDraft, edit: IssueEdit): boolean {
  // The dialect may have another word for the status: `closed` for "Done".
  if (edit.field === 'status') return issue.status.category === edit.value.category && issue.status.verified === edit.value.verified;
  return equal(edit.field === 'milestone' ? issue.milestoneKey : issue[edit.field], edit.value);
}

/** Whether two values are equal, whatever the order of their properties. */
export function equal(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);
}

function inOrder(_name: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A copy in which lines do not count: an inserted line moves all below it. */
function withoutLines(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null, (name, inner: unknown) => (name === 'line' || name === 'lines' ? undefined : inner)));
}
