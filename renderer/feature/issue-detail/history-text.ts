// The history of an issue in sentences, and times as people say them.
import type { HistoryEntry } from '#shared/contract/query.ts';

/** A sentence about one change, without its author: what was done, to what value, from which. */
export interface HistorySentence {
  readonly did: string;
  /** The new value, which is what the eye looks for. */
  readonly value: string | null;
  readonly from: string | null;
}

/** Tells a change in words. */
export function historySentence({ command, field, before, after }: HistoryEntry): HistorySentence {
  if (field === 'issue')
    return after === null ? { did: 'deleted it', value: null, from: null } : { did: created(command), value: null, from: null };
  if (field === 'body') return { did: 'wrote in the description', value: null, from: null };
  if (field === 'checklist') return checklistSentence(before, after);
  if (field === 'dependency') {
    return after === null
      ? { did: 'no longer lets it wait for', value: before, from: null }
      : { did: 'lets it wait for', value: after, from: null };
  }
  if (after === null) return { did: `cleared the ${words(field)}`, value: null, from: before };
  return { did: `set the ${words(field)} to`, value: after, from: before };
}

function created(command: string): string {
  return command === 'import-plan' ? 'imported it' : 'created it';
}

function checklistSentence(before: string | null, after: string | null): HistorySentence {
  const text = (line: string): string => line.replace(/^\[[ x]\] /, '');
  if (after === null) return { did: 'removed the item', value: before === null ? null : text(before), from: null };
  if (before === null) return { did: 'added the item', value: text(after), from: null };
  const ticked = after.startsWith('[x]');
  if (text(before) === text(after)) return { did: ticked ? 'ticked' : 'unticked', value: text(after), from: null };
  return { did: 'changed an item to', value: text(after), from: text(before) };
}

/** `holdReason` → `hold reason`. */
function words(field: string): string {
  return field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** An instant as one says it on the day `today` (`YYYY-MM-DD`): `today 09:52`, `Tue 17:20` within a week, `9 Nov` before. In local time. */
export function sayTime(at: string, today: string): string {
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return at;
  const time = when.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const midnight = new Date(when.getFullYear(), when.getMonth(), when.getDate());
  const days = Math.round((new Date(`${today}T00:00`).getTime() - midnight.getTime()) / 86_400_000);
  if (days === 0) return `today ${time}`;
  if (days === 1) return `yesterday ${time}`;
  if (days > 1 && days < 7) return `${when.toLocaleDateString('en-GB', { weekday: 'short' })} ${time}`;
  const year = when.getFullYear() === Number(today.slice(0, 4)) ? undefined : ('numeric' as const);
  return when.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...(year === undefined ? {} : { year }) });
}
