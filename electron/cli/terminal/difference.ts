import type { ComparedIssue, Comparison } from '#shared/contract/view-query.ts';
import type { Paint, Tone } from './paint.ts';
import { countText, hoursText } from './quantity.ts';
import { table } from './table.ts';

const tones: Readonly<Record<ComparedIssue['difference'], Tone>> = { added: 'ready', removed: 'blocked', changed: 'doubt', moved: 'quiet' };

/** Working days for people: `3 days later`; empty when there is nothing to say. */
function slipText(days: number | null): string {
  if (days === null || days === 0) return '';
  return `${countText(Math.abs(days), 'working day')} ${days > 0 ? 'later' : 'earlier'}`;
}

const shown = (text: string | null): string => (text === null ? '–' : text.length > 60 ? `${text.slice(0, 59)}…` : text);

function what({ difference, fields, hours, status }: ComparedIssue): string {
  if (difference === 'added' || difference === 'removed') {
    const side = difference === 'added' ? 'after' : 'before';
    const likely = hours[side];
    return [status[side]?.name ?? '', likely === null ? '' : hoursText(likely)].filter(Boolean).join(', ');
  }
  return fields.map(({ field, before, after }) => `${field}: ${shown(before)} → ${shown(after)}`).join('; ');
}

/** A comparison for people: a row an issue, then what it comes to. */
export function differenceText(summary: Comparison, rows: readonly ComparedIssue[], paint: Paint, columns: number | null): string {
  const heads = [{ head: '' }, { head: 'Key' }, { head: 'Title' }, { head: 'Finish' }, { head: 'What', flexible: true as const }];
  const lines = rows.map((row) => [
    { text: row.difference, tone: tones[row.difference] },
    row.key,
    shown(row.title),
    slipText(row.finish.slipDays),
    what(row),
  ]);
  const { added, removed, changed, moved, hours, openHours, done, finish } = summary;
  const totals = [
    `${summary.from.label} → ${summary.to.label}: ${added} added, ${removed} removed, ${changed} changed, ${moved} moved`,
    `Effort ${hoursText(hours.before)} → ${hoursText(hours.after)}, open ${hoursText(openHours.before)} → ${hoursText(openHours.after)}; done ${done.before} → ${done.after}`,
    ...(finish.before === null && finish.after === null
      ? []
      : [
          `Finish ${finish.before ?? '–'} → ${finish.after ?? '–'}${finish.slipDays === null || finish.slipDays === 0 ? '' : ` (${slipText(finish.slipDays)})`}`,
        ]),
  ];
  const body = rows.length === 0 ? 'No issue differs.' : table(heads, lines, paint, columns);
  return `${body}\n\n${totals.map((line) => paint('quiet', line)).join('\n')}`;
}
