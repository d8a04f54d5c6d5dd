import type { ActivityRow } from '#shared/contract/activity.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** An instant in local time, to the minute. */
function momentText(instant: string): string {
  const at = new Date(instant);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

function aboutText(row: ActivityRow): string {
  if (row.issueId !== null) return `${row.issueKey ?? '(deleted)'} ${row.issueTitle ?? ''}`.trim();
  return row.subjectTitle ?? row.subject?.replace(/:.*/u, '') ?? '';
}

/** Draws entries of the history as an aligned table; what they are about has a column when it is not one issue for all. */
export function activityTable(rows: readonly ActivityRow[], withSubject: boolean, paint: Paint, columns: number | null): string {
  return table(
    [
      { head: 'When' },
      { head: 'Who' },
      { head: 'What about', flexible: true },
      { head: 'Field' },
      { head: 'From', ...(withSubject ? {} : { flexible: true }) },
      { head: 'To' },
      { head: 'By' },
    ],
    rows.map((row) => [
      momentText(row.at),
      row.author,
      withSubject ? aboutText(row) : '',
      row.field,
      short(row.before, columns),
      short(row.after, columns),
      row.command,
    ]),
    paint,
    columns,
  );
}

/** On a terminal a value takes a part of the line; elsewhere it is whole. */
function short(value: string | null, columns: number | null): string {
  const most = columns === null ? Number.POSITIVE_INFINITY : Math.max(16, Math.floor(columns / 5));
  const text = value ?? '';
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
}
