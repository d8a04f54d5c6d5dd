// Puts a labelled line of an issue into the field that it names. Third step of reading. A value that the field cannot
// hold stays as text on the issue, with a remark: nothing is guessed.
import { limit } from '#shared/plan/limit.ts';
import { isNoEffort, readEffort } from './effort-word.ts';
import { readPriority, readSeverity } from './grade-word.ts';
import { unwrap } from './issue-reference.ts';
import type { LabelLine } from './label-line.ts';
import { readMilestoneName } from './milestone-name.ts';
import type { PlanLine } from './plan-line.ts';
import { mentionedLevel, type OpenIssue, type PendingReference, type PlanBook, type SpottedField } from './reading-book.ts';
import { readStatus } from './status-word.ts';

const fieldOfLabel: ReadonlyMap<string, SpottedField> = new Map([
  ['status', 'status'],
  ['state', 'status'],
  ['priority', 'priority'],
  ['severity', 'severity'],
  ['component', 'component'],
  ['category', 'category'],
  ['assignee', 'assignee'],
  ['assigned to', 'assignee'],
  ['owner', 'assignee'],
  ['estimated effort', 'estimate'],
  ['effort', 'estimate'],
  ['estimate', 'estimate'],
  ['estimated time', 'estimate'],
  ['points', 'points'],
  ['story points', 'points'],
  ['labels', 'labels'],
  ['tags', 'labels'],
  ['milestone', 'milestone'],
  ['flag', 'flag'],
  ['feature flag', 'flag'],
  ['sprint', 'sprint'],
]);

const referenceOfLabel: ReadonlyMap<string, PendingReference['kind']> = new Map([
  ['dependencies', 'depends-on'],
  ['dependency', 'depends-on'],
  ['depends', 'depends-on'],
  ['depends on', 'depends-on'],
  ['blocked by', 'blocked-by'],
  ['blocks', 'blocks'],
]);

const noName = /^(?:tbd|none|n\/a|unassigned|nobody|unknown|[-–—?]+|to be (?:determined|decided|assigned))?$/i;

/**
 * Takes a labelled line of an issue; `false` when the label names no field. The line is then understood, or kept with a
 * remark when its value says nothing that the field can hold.
 */
export function applyField(book: PlanBook, issue: OpenIssue, label: LabelLine, line: PlanLine): boolean {
  const reference = referenceOfLabel.get(label.name);
  if (reference !== undefined) {
    issue.references.push({ kind: reference, label: label.label, value: label.value, line });
    // Its fate is settled when all keys are known.
    book.keep(line, book.unsettled);
    extendHeader(issue, line);
    return true;
  }
  const field = fieldOfLabel.get(label.name);
  if (field === undefined) return false;
  const from = line.contentAt + label.valueAt;
  if (issue.spots.has(field)) {
    book.keep(line, issue.body);
    book.remark(
      line.number,
      `${issue.draft.key} states its ${field} a second time; the first statement counts, this line is kept as text.`,
    );
    return true;
  }
  const taken = label.value === '' ? { from: 0, to: 0, rest: '' } : takeValue(book, issue, field, label, line);
  if (taken === null) {
    book.keep(line, issue.body);
    book.remark(
      line.number,
      `Expected ${expected[field]} for ${issue.draft.key}, found "${label.value.slice(0, 80)}"; the line is kept as text.`,
    );
    return true;
  }
  issue.spots.set(field, { line: line.number, from: from + taken.from, to: from + taken.to });
  book.understand(line.number, `${field} of ${issue.draft.key}`);
  book.keepRest(line.number, label.label, taken.rest, issue.body);
  extendHeader(issue, line);
  return true;
}

/** Moves the place where new fields go below a field line that directly continues the block under the heading. */
function extendHeader(issue: OpenIssue, line: PlanLine): void {
  if (issue.headerOpen) issue.headerLine = line.number;
}

const expected: Readonly<Record<SpottedField, string>> = {
  title: 'a title',
  status: 'a status of at most 200 characters',
  priority: 'a priority (P0 to P3, or critical, high, medium, low)',
  severity: 'a severity (critical, high, medium, low)',
  component: 'the name of a component',
  category: 'the name of a category',
  assignee: 'the name of a person',
  estimate: 'an amount of time such as "40 hours", "4-6h" or "3 days"',
  points: 'a number of points',
  labels: 'labels with commas between them',
  milestone: 'a milestone such as "M1: Title"',
  flag: 'the name of a feature flag',
  sprint: 'the name of a sprint',
};

/** Columns of the value that were used, and words that remain. */
interface Taken {
  readonly from: number;
  readonly to: number;
  readonly rest: string;
}

function takeValue(book: PlanBook, issue: OpenIssue, field: SpottedField, label: LabelLine, line: PlanLine): Taken | null {
  const { draft } = issue;
  const { value } = label;
  const whole: Taken = { from: 0, to: value.length, rest: '' };
  switch (field) {
    case 'status': {
      const reading = readStatus(value);
      if (reading === null) return null;
      draft.status = reading.status;
      if (!reading.known)
        book.remark(
          line.number,
          `The status "${reading.status.name}" of ${draft.key} is not one that Sextant knows; it is read as planned.`,
        );
      return whole;
    }
    case 'priority':
      draft.priority = readPriority(value);
      return draft.priority === null ? null : whole;
    case 'severity':
      draft.severity = readSeverity(value);
      return draft.severity === null ? null : whole;
    case 'estimate': {
      if (isNoEffort(value)) return whole;
      const reading = readEffort(value);
      draft.estimate = reading?.estimate ?? null;
      return reading;
    }
    case 'points': {
      const match = /^(\d+(?:\.\d+)?)(?:\s*(?:points?|pts?|sp))?$/i.exec(value);
      const points = Number(match?.[1] ?? Number.NaN);
      if (!(points <= limit.points)) return null;
      draft.points = points;
      return { from: 0, to: match?.[1]?.length ?? 0, rest: '' };
    }
    case 'labels': {
      const labels = readLabels(value);
      if (labels === null) return null;
      draft.labels = labels;
      return whole;
    }
    case 'milestone': {
      if (noName.test(value)) {
        draft.milestoneKey = null;
        return whole;
      }
      const name = readMilestoneName(value);
      if (name === null) return null;
      draft.milestoneKey = book.milestone(name.key, name.title, line.number, mentionedLevel).draft.key;
      return whole;
    }
    case 'assignee': {
      const [, name = '', note = ''] = /^(.*?)(\s*\([^()]*\))?$/s.exec(value) ?? [];
      if (noName.test(name)) return { from: 0, to: name.length, rest: unwrap(note) };
      if (value.length > limit.name) return null;
      draft.assignee = value;
      return whole;
    }
    case 'component':
    case 'category':
    case 'flag':
    case 'sprint':
      if (noName.test(value)) return whole;
      if (value.length > limit.name) return null;
      draft[field] = value;
      if (field === 'sprint') book.sprint(value, '', '', line.number);
      return whole;
    case 'title':
      return null;
  }
}

/** Labels with commas between them, each once; `null` when they are too many or too long. */
function readLabels(value: string): string[] | null {
  const labels = new Set<string>();
  for (const part of value.replace(/^\[(.*)\]$/s, '$1').split(',')) {
    const label = part.trim().replaceAll(/^`|`$/g, '').trim();
    if (label.length > limit.name) return null;
    if (label !== '') labels.add(label);
  }
  return labels.size > limit.labels ? null : [...labels];
}
