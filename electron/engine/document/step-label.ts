// What a step did, in a few words, for the button that takes it back.
import type { Entry } from './change-message.ts';
import type { PlanRows } from './plan-rows.ts';
import type { Step } from './step.ts';

/** Longer names are cut: a label is read at a glance. */
const longest = 60;

const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
const quoted = (text: string): string => `“${short(text.replaceAll(/\s+/gu, ' ').trim())}”`;
const plural = (count: number, one: string): string => (count === 1 ? `1 ${one}` : `${count} ${one}s`);
const spaced = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/gu, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
/** What a schedule has to know is called by its meaning. */
const planningName: Readonly<Record<string, string>> = {
  notBefore: 'earliest start',
  spentHours: 'hours spent',
  remainingHours: 'hours remaining',
  wipLimit: 'limit of work in progress',
};
const called = (field: string): string => planningName[field] ?? spaced(field);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What made, deleted or changed something, by the word that entries have for it. */
const things: ReadonlySet<string> = new Set([
  'issue',
  'roadmap',
  'milestone',
  'person',
  'sprint',
  'flag',
  'baseline',
  'scenario',
  'view',
  'saved-view',
  'retention rule',
]);

/** Whether an entry is about the coming, going or renaming of a thing, and not about a field that names one: issues have milestones too. */
const isThing = ({ issueId, subject, field }: Entry): boolean =>
  field === 'issue' ? issueId !== null : things.has(field) && subject?.startsWith(`${field.replace(' ', '-')}:`) === true;

function thingLabel(entries: readonly Entry[], { field, before, after }: Entry, one: string): string {
  const verb = before === null ? 'Created' : after === null ? 'Deleted' : 'Renamed';
  if (entries.length > 1) return `${verb} ${plural(entries.length, spaced(field))}`;
  if (verb === 'Renamed') return `Renamed ${spaced(field)} ${quoted(before ?? '')}`;
  return field === 'issue' ? `${verb} ${one}` : `${verb} ${spaced(field)} ${quoted(after ?? before ?? '')}`;
}

function linkLabel({ field, before, after }: Entry, what: string): string | null {
  switch (field) {
    case 'dependency':
      return after === null ? `${what} no longer waits for ${short(before ?? '')}` : `${what} waits for ${short(after)}`;
    case 'comment':
      return after === null ? `Deleted a comment on ${what}` : before === null ? `Commented on ${what}` : `Changed a comment on ${what}`;
    case 'checklist': {
      if (before === null) return `Added to the checklist of ${what}`;
      if (after === null) return `Removed from the checklist of ${what}`;
      const ticked = after.startsWith('[x]') ? 'Ticked' : 'Unticked';
      return before.slice(3) === after.slice(3) ? `${ticked} ${quoted(after.slice(3))}` : `Changed the checklist of ${what}`;
    }
    case 'order':
      return `Moved ${what}`;
    case 'body':
      return `Edited the text of ${what}`;
    default:
      return null;
  }
}

/** Fields that are one of two, by field and what they became. */
const turns: Readonly<Record<string, (what: string) => string>> = {
  'locked on': (what) => `Locked ${what}`,
  'locked off': (what) => `Unlocked ${what}`,
  'splits in one piece': (what) => `Kept ${what} in one piece`,
  'splits in pieces': (what) => `Let ${what} rest over days off`,
  'fixedDuration fixed': (what) => `Made the estimate of ${what} time that passes`,
  'fixedDuration by effort': (what) => `Made the estimate of ${what} effort`,
};

/** The label of entries that are all about the same field, in the same direction. */
function fieldLabel(entries: readonly Entry[], first: Entry, one: string): string {
  if (isThing(first)) return thingLabel(entries, first, one);
  const issues = new Set(entries.map((entry) => entry.issueId));
  const what = issues.size > 1 ? plural(issues.size, 'issue') : one;
  if (first.field === 'archived') return first.after === null ? `Brought ${what} back from the archive` : `Archived ${what}`;
  const link = linkLabel(first, what);
  if (link !== null && (entries.length === 1 || first.field === 'order' || first.field === 'body')) return link;
  if (link !== null) return `Changed ${entries.length} ${first.field} entries of ${what}`;
  const of = ` of ${what}`;
  const [value, ...others] = new Set(entries.map((entry) => entry.after));
  if (others.length > 0 || value === undefined) return `Changed ${called(first.field)}${of}`;
  if (first.field === 'on' && first.subject?.startsWith('flag:') === true) return `Switched ${what} ${value ?? 'off'}`;
  const turned = turns[`${first.field} ${value ?? ''}`];
  if (turned !== undefined) return turned(what);
  return value === null ? `Cleared ${called(first.field)}${of}` : `Set ${called(first.field)}${of} to ${short(value)}`;
}

/** What an entry that is about no issue is about. */
function subjectName(rows: PlanRows, subject: string): string {
  const [kind = '', id = ''] = subject.split(':');
  const name: Readonly<Record<string, () => string | undefined>> = {
    milestone: () => rows.milestone(id)?.key,
    person: () => rows.person(id)?.name,
    sprint: () => rows.sprint(id)?.name,
    roadmap: () => rows.roadmap(id)?.title,
  };
  const found = name[kind]?.();
  return found === undefined ? `the ${kind === '' ? 'plan' : spaced(kind)}` : `${kind} ${quoted(found)}`;
}

/** The key of an issue, whether it is there already or made by the step; for what is no issue, its kind and name. */
function whatOf(step: Step, rows: PlanRows, { issueId, subject }: Entry): string {
  if (issueId === null) return subjectName(rows, subject ?? '');
  const known = rows.issue(issueId)?.key;
  if (known !== undefined) return known;
  for (const { records } of step.documents()) {
    const made = records.find((record) => record.collection === 'issue' && record.id === issueId);
    const key: unknown = made === undefined ? undefined : Reflect.get(made.fields, 'key');
    if (typeof key === 'string') return key;
  }
  return 'an issue';
}

function importLabel(entries: readonly Entry[]): string {
  const added = entries.filter((entry) => entry.field === 'roadmap' && entry.before === null);
  const [only] = added;
  if (only === undefined) return 'Imported a plan again';
  return added.length === 1 ? `Imported roadmap ${quoted(only.after ?? '')}` : `Imported ${added.length} roadmaps`;
}

/** What a merge or a discarding does, whatever else is changed by it; `null` when the step is neither. */
function scenarioLabel(entries: readonly Entry[], rows: PlanRows): string | null {
  const state = entries.find(({ subject, field }) => field === 'state' && subject?.startsWith('scenario:') === true);
  const scenario = rows.scenarios().find(({ id }) => state?.subject === `scenario:${id}`);
  return scenario === undefined ? null : `${capital(state?.after ?? 'changed')} scenario ${quoted(scenario.name)}`;
}

/** Kinds of records that are called otherwise by entries. */
const kindOf: Readonly<Record<string, string>> = { checklist: 'checklist item', view: 'saved view' };

/** What came back from the trash. */
function restoreLabel(entries: readonly Entry[], rows: PlanRows): string {
  const back = entries.filter(({ field, before, after }) => before === null && after !== null && field !== 'status');
  const [first] = back;
  if (first === undefined) return 'Restored from the trash';
  const kind = kindOf[first.field] ?? spaced(first.field);
  if (back.length > 1) return `Restored ${plural(back.length, back.every(({ field }) => field === first.field) ? kind : 'thing')}`;
  const { issueId } = first;
  const key = issueId === null ? null : (rows.issue(issueId)?.key ?? rows.trashed(issueId)?.key ?? null);
  if (first.field === 'issue') return `Restored ${key ?? 'an issue'}`;
  return key === null ? `Restored ${kind} ${quoted(first.after ?? '')}` : `Restored ${kind} of ${key}`;
}

/** Says in a few words what a step does; call it before its rows are written. */
export function stepLabel(step: Step, rows: PlanRows): string {
  const entries = step.documents().flatMap((document) => document.entries);
  if (step.command === 'merge-scenario' || step.command === 'discard-scenario') {
    return scenarioLabel(entries, rows) ?? capital(spaced(step.command));
  }
  if (step.command === 'restore') return restoreLabel(entries, rows);
  if (step.command === 'import-plan') return importLabel(entries);
  return labelOf(step, rows, withoutDetails(entries));
}

/** What came or went is told by one entry; the fields that it came with are not. */
function withoutDetails(entries: readonly Entry[]): readonly Entry[] {
  const about = (entry: Entry): string => entry.issueId ?? entry.subject ?? '';
  const moved = entries.filter((entry) => isThing(entry) && (entry.before === null) !== (entry.after === null));
  const ids = new Set(moved.map(about));
  return ids.size === 0 ? entries : entries.filter((entry) => moved.includes(entry) || !ids.has(about(entry)));
}

function labelOf(step: Step, rows: PlanRows, entries: readonly Entry[]): string {
  const [first] = entries;
  if (first === undefined) return capital(spaced(step.command));
  const direction = (entry: Entry): string => `${entry.field} ${entry.before === null} ${entry.after === null}`;
  const one = whatOf(step, rows, first);
  if (
    isThing(first) ? entries.every((entry) => direction(entry) === direction(first)) : entries.every((entry) => entry.field === first.field)
  ) {
    return fieldLabel(entries, first, one);
  }
  const issues = new Set(entries.map((entry) => entry.issueId).filter((id) => id !== null));
  if (issues.size > 1) return `${capital(spaced(step.command))}: ${plural(issues.size, 'issue')}`;
  const fields = [...new Set(entries.map((entry) => called(entry.field)))];
  const named = fields.length > 3 ? plural(fields.length, 'field') : `${fields.slice(0, -1).join(', ')} and ${fields.at(-1)}`;
  return `Changed ${named} of ${one}`;
}
