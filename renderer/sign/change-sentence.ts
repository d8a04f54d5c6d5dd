// The history in sentences: one recorded change, and several of one command together.
import type { ActivityRow } from '#shared/contract/activity.ts';
import { countText } from './hours-text.ts';

/** What is told of a change. */
export type ToldChange = Pick<ActivityRow, 'command' | 'issueId' | 'field' | 'before' | 'after'>;

/** A sentence about one change, without its author and what was changed: what was done, to what value, from which. */
export interface ChangeSentence {
  readonly did: string;
  /** The new value, which is what the eye looks for. */
  readonly value: string | null;
  readonly from: string | null;
}

/** What a field is called where it is not called as it is recorded. */
const fieldWord: Readonly<Record<string, string>> = {
  body: 'description',
  issue: 'existence',
  holdReason: 'hold',
  dependency: 'waits for',
  parent: 'part of',
  archived: 'archive',
  on: 'on or off',
  enabled: 'on or off',
  'saved-view': 'saved view',
  view: 'saved view',
  text: 'search',
  group: 'grouping',
  hoursPerWeek: 'hours a week',
  sprintWeeks: 'weeks of a sprint',
  capacityHours: 'capacity in hours',
  notBefore: 'earliest start',
  fixedStart: 'fixed start',
  fixedDuration: 'duration',
  splits: 'rests',
  spentHours: 'hours spent',
  remainingHours: 'hours remaining',
  week: 'days of the week',
  daysOff: 'days off',
  wipLimit: 'limit of work in progress',
  units: 'number',
  locked: 'lock',
};

/** Things that are made and deleted as a whole; their entries carry what they are called. Of an issue, a field of this name is a value. */
const things = new Set([
  'roadmap',
  'milestone',
  'sprint',
  'person',
  'flag',
  'baseline',
  'scenario',
  'view',
  'saved-view',
  'saved view',
  'retention rule',
  'risk',
  'contradiction',
  'workspace',
]);

/** How setting a field is told, and clearing it where that is more than clearing. `it` becomes `them` of several. */
const phrases: Readonly<Record<string, { readonly set: string; readonly clear?: string }>> = {
  title: { set: 'renamed it to' },
  name: { set: 'renamed it to' },
  'baseline name': { set: 'renamed it to' },
  'baseline note': { set: 'set the note to', clear: 'cleared the note' },
  milestone: { set: 'moved it to the milestone', clear: 'took it out of the milestone' },
  sprint: { set: 'moved it to the sprint', clear: 'took it out of the sprint' },
  assignee: { set: 'assigned it to', clear: 'no longer assigned it to' },
  parent: { set: 'made it part of', clear: 'took it out of' },
  flag: { set: 'put it behind the flag', clear: 'took it from behind the flag' },
  holdReason: { set: 'put it on hold:', clear: 'took it off hold:' },
  change: { set: 'took over what did not count, by', clear: 'no longer took over what did not count, by' },
  dependency: { set: 'lets it wait for', clear: 'no longer lets it wait for' },
  notBefore: { set: 'lets it start no earlier than', clear: 'no longer makes it wait until' },
  deadline: { set: 'gave it the deadline', clear: 'took away its deadline' },
  fixedStart: { set: 'fixed its start at', clear: 'no longer fixes its start at' },
  needs: { set: 'lets it need', clear: 'no longer lets it need' },
  spentHours: { set: 'recorded as spent', clear: 'cleared the hours spent' },
  remainingHours: { set: 'says that remain', clear: 'no longer says what remains' },
  'external blocker': { set: 'lets it wait, outside the plan, for', clear: 'no longer lets it wait, outside the plan, for' },
  'external target': { set: 'lets this wait for it, outside the plan:', clear: 'no longer lets this wait for it, outside the plan:' },
};

/** Changes that are told without a value, by field and what it became. */
const turns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  on: { on: 'switched it on', off: 'switched it off' },
  splits: { 'in one piece': 'keeps it in one piece', 'in pieces': 'lets it rest over days off' },
  fixedDuration: { fixed: 'made its estimate time that passes', 'by effort': 'made its estimate effort' },
  locked: { on: 'locked it', off: 'unlocked it' },
  enabled: { true: 'switched it on', on: 'switched it on', false: 'switched it off', off: 'switched it off' },
  state: { discarded: 'discarded it', merged: 'merged it into the plan', open: 'opened it again' },
};

/** The name of a field for people: `holdReason` → `hold`, `source line` for `sourceLine`. */
export function fieldName(field: string): string {
  // A field may carry a name that somebody gave; only what we put together ourselves is taken apart.
  return fieldWord[field] ?? field.replaceAll(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}

/** Whether a change made, deleted or brought back a thing as a whole. */
function isLife({ issueId, field, before, after }: ToldChange): boolean {
  return (before === null || after === null) && (field === 'issue' || field === 'archived' || (issueId === null && things.has(field)));
}

function lifeSentence({ command, field, before, after }: ToldChange, it: string): ChangeSentence {
  if (field === 'archived')
    return { did: after === null ? `brought ${it} back from the archive` : `archived ${it}`, value: null, from: null };
  if (field === 'issue') return { did: after === null ? gone(command, it) : come(command, it), value: null, from: null };
  const what = `the ${fieldName(field)}`;
  return { did: after === null ? gone(command, what) : come(command, what), value: after ?? before, from: null };
}

/** Tells a change in words. `them`: it is said of several things at once. */
export function changeSentence(change: ToldChange, them = false): ChangeSentence {
  const { issueId, field, before, after } = change;
  const it = them ? 'them' : 'it';
  if (isLife(change)) return lifeSentence(change, it);
  if (field === 'body') return { did: 'wrote in the description', value: null, from: null };
  if (field === 'comment') return { did: after === null ? 'deleted the comment' : 'wrote', value: after ?? before, from: null };
  if (field === 'checklist') return checklistSentence(before, after);
  if (field === 'order' && issueId !== null) return { did: `moved ${it}`, value: after, from: null };
  if (field === 'external blocker' && before !== null && after !== null) return resolvedSentence(before, after);
  const turn = after === null ? undefined : turns[field]?.[after];
  if (turn !== undefined) return { did: said(turn, it), value: null, from: null };
  return valueSentence(change, it);
}

const said = (phrase: string, it: string): string => phrase.replace(/\bit\b/u, it);

/** A value that was set or cleared; what clearing it means is said where that is more than that it is empty. */
function valueSentence({ field, before, after }: ToldChange, it: string): ChangeSentence {
  const phrase = phrases[field];
  if (after !== null) return { did: said(phrase?.set ?? `set the ${fieldName(field)} to`, it), value: after, from: before };
  return phrase?.clear === undefined
    ? { did: `cleared the ${fieldName(field)}`, value: null, from: before }
    : { did: said(phrase.clear, it), value: before, from: null };
}

function come(command: string, what: string): string {
  if (command === 'import-plan' || command === 'import-json') return `imported ${what}`;
  if (command === 'undo' || command === 'redo') return what.startsWith('the ') ? `brought back ${what}` : `brought ${what} back`;
  return `${command.startsWith('restore') ? 'restored' : 'created'} ${what}`;
}

function gone(command: string, what: string): string {
  if (command === 'redo') return `deleted ${what} again`;
  if (command !== 'undo') return `deleted ${what}`;
  return what.startsWith('the ') ? `took back ${what}` : `took ${what} back`;
}

function checklistSentence(before: string | null, after: string | null): ChangeSentence {
  const text = (line: string): string => line.replace(/^\[[ x]\] /, '');
  if (after === null) return { did: 'removed the item', value: before === null ? null : text(before), from: null };
  if (before === null) return { did: 'added the item', value: text(after), from: null };
  const ticked = after.startsWith('[x]');
  if (text(before) === text(after)) return { did: ticked ? 'ticked' : 'unticked', value: text(after), from: null };
  return { did: 'changed an item to', value: text(after), from: text(before) };
}

function resolvedSentence(before: string, after: string): ChangeSentence {
  const resolved = ' (resolved)';
  if (after === `${before}${resolved}`) return { did: 'no longer has to wait, outside the plan, for', value: before, from: null };
  if (before === `${after}${resolved}`) return { did: 'has to wait again, outside the plan, for', value: after, from: null };
  return { did: 'changed what it waits for, outside the plan, to', value: after, from: before };
}

/** Field names said one by one; of more the rest is counted. */
const namedFields = 3;

/** Tells several changes of one command together: as one change where they are alike, as the making of a thing with its first values, else by their fields. */
export function changesSentence(changes: readonly [ToldChange, ...ToldChange[]], count: number): ChangeSentence {
  const [first] = changes;
  const alike = changes.every(({ field, after }) => field === first.field && (after === null) === (first.after === null));
  const sameValue = alike && changes.every(({ after }) => after === first.after);
  const sameFrom = alike && changes.every(({ before }) => before === first.before);
  if (changes.length === 1 || sameValue) {
    const told = changeSentence(first, count > 1);
    return sameFrom ? told : { ...told, from: null };
  }
  if (first.command === 'import-plan') return { did: 'imported a plan', value: null, from: null };
  if (first.command === 'import-json') return { did: 'imported a workspace', value: null, from: null };
  if (first.command === 'merge-scenario') return { did: 'merged a scenario into the plan', value: null, from: null };
  const born = birthOf(changes);
  if (born !== null) return lifeSentence(born, count > 1 ? 'them' : 'it');
  const names = [...new Set(changes.map(({ field }) => (field === 'issue' ? 'the issues themselves' : fieldName(field))))];
  const named = names.slice(0, namedFields).join(', ');
  const rest = names.length > namedFields ? ` and ${countText(names.length - namedFields)} more` : '';
  return { did: `changed ${named}${rest}`, value: null, from: null };
}

/** The change that the others only accompany: issues, or one other thing, that all came or all went, some with their values. */
function birthOf(changes: readonly ToldChange[]): ToldChange | null {
  const lives = changes.filter(isLife);
  const [first] = lives;
  if (first === undefined) return null;
  const alike = lives.every(({ field, after }) => field === first.field && (after === null) === (first.after === null));
  if (!alike || (lives.length > 1 && first.issueId === null)) return null;
  // What else was said of the same issues; a change of another issue is a second thing to tell.
  const told = new Set(lives.map(({ issueId }) => issueId));
  return changes.every(({ issueId }) => told.has(issueId)) ? first : null;
}
