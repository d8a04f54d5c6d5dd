// The history in sentences: one recorded change, and several of one command together.
import type { HistoryEntry } from '#shared/contract/query.ts';
import { countText } from './hours-text.ts';

/** What is told of a change. */
export type ToldChange = Pick<HistoryEntry, 'command' | 'field' | 'before' | 'after'>;

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
  checklist: 'checklist',
  parent: 'part of',
};

/** Things that are made and deleted as a whole; their entries carry what they are called. */
const things = new Set([
  'issue',
  'roadmap',
  'milestone',
  'sprint',
  'person',
  'baseline',
  'scenario',
  'view',
  'saved view',
  'retention rule',
  'workspace',
]);

/** The name of a field for people: `holdReason` → `hold`, `external blocker` stays. */
export function fieldName(field: string): string {
  // A field may carry a name that somebody gave; only what we put together ourselves is taken apart.
  return fieldWord[field] ?? field.replaceAll(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}

/** Tells a change in words. `them`: it is said of several things at once. */
export function changeSentence({ command, field, before, after }: ToldChange, them = false): ChangeSentence {
  const it = them ? 'them' : 'it';
  if (field === 'issue') return { did: after === null ? gone(command, it) : come(command, it), value: null, from: null };
  if (things.has(field) && (before === null || after === null)) {
    const what = `the ${fieldName(field)}`;
    return { did: after === null ? gone(command, what) : come(command, what), value: after ?? before, from: null };
  }
  if (field === 'body') return { did: 'wrote in the description', value: null, from: null };
  if (field === 'comment') return { did: after === null ? 'deleted the comment' : 'wrote', value: after ?? before, from: null };
  if (field === 'checklist') return checklistSentence(before, after);
  if (field === 'dependency') {
    return after === null
      ? { did: `no longer lets ${it} wait for`, value: before, from: null }
      : { did: `lets ${it} wait for`, value: after, from: null };
  }
  if (field === 'order') return { did: `moved ${it}`, value: after, from: null };
  if (after === null) return { did: `cleared the ${fieldName(field)}`, value: null, from: before };
  return { did: `set the ${fieldName(field)} to`, value: after, from: before };
}

function come(command: string, what: string): string {
  if (command === 'import-plan') return `imported ${what}`;
  if (command === 'undo' || command === 'redo') return `brought ${what} back`;
  return `${command.startsWith('restore') ? 'restored' : 'created'} ${what}`;
}

function gone(command: string, what: string): string {
  return command === 'undo' || command === 'redo' ? `took ${what} back` : `deleted ${what}`;
}

function checklistSentence(before: string | null, after: string | null): ChangeSentence {
  const text = (line: string): string => line.replace(/^\[[ x]\] /, '');
  if (after === null) return { did: 'removed the item', value: before === null ? null : text(before), from: null };
  if (before === null) return { did: 'added the item', value: text(after), from: null };
  const ticked = after.startsWith('[x]');
  if (text(before) === text(after)) return { did: ticked ? 'ticked' : 'unticked', value: text(after), from: null };
  return { did: 'changed an item to', value: text(after), from: text(before) };
}

/** Field names said one by one; of more the rest is counted. */
const namedFields = 3;

/** Tells several changes of one command together: as one change where they are alike, else which fields they are about. */
export function changesSentence(changes: readonly [ToldChange, ...ToldChange[]], count: number): ChangeSentence {
  const [first] = changes;
  const alike = changes.every(({ field, after }) => field === first.field && (after === null) === (first.after === null));
  const sameValue = alike && changes.every(({ after }) => after === first.after);
  const sameFrom = alike && changes.every(({ before }) => before === first.before);
  if (changes.length === 1 || sameValue) {
    const told = changeSentence(first, count > 1);
    return sameFrom ? told : { ...told, from: null };
  }
  if (alike && first.field === 'issue') return changeSentence(first, count > 1);
  if (first.command === 'import-plan') return { did: 'imported a plan', value: null, from: null };
  const names = [...new Set(changes.map(({ field }) => (field === 'issue' ? 'the issues themselves' : fieldName(field))))];
  const named = names.slice(0, namedFields).join(', ');
  const rest = names.length > namedFields ? ` and ${countText(names.length - namedFields)} more` : '';
  return { did: `changed ${named}${rest}`, value: null, from: null };
}
