// Shows where a hit is: the column that has the words, and a piece of its text with the words marked.
import type { QueryResult } from '#shared/contract/query.ts';
import type { Reader } from './reader.ts';
import { markedPlaces, type TextPattern } from './text-pattern.ts';

type Found = Pick<QueryResult<'search'>['rows'][number], 'matchedIn' | 'snippet'>;

/** Tables that {@link searchSnippet} reads. */
export const snippetTables = ['issue', 'issue_label', 'checklist_item', 'comment'] as const;

/** Length of a snippet in UTF-16 units, and how much of it stands before the first word found. */
const length = 160;
const before = 40;

interface Texts {
  readonly id: string;
  readonly body: string;
  readonly checklist: string | null;
  readonly comment: string | null;
}

/** Reads the texts of `ids` and gives a function from a row to where the patterns stand in it. */
export function searchSnippet(
  reader: Reader,
  patterns: readonly TextPattern[],
  ids: readonly string[],
): (row: Pick<QueryResult<'search'>['rows'][number], 'id' | 'key' | 'title' | 'component' | 'category' | 'flag' | 'labels'>) => Found {
  if (patterns.length === 0) return () => ({ matchedIn: null, snippet: null });
  const texts = new Map(
    reader
      .rows<Texts>(
        `SELECT issue.id AS id, issue.body AS body,
           (SELECT group_concat(text, char(10) ORDER BY id) FROM checklist_item WHERE issue_id = issue.id) AS checklist,
           (SELECT group_concat(text, char(10) ORDER BY id) FROM comment WHERE issue_id = issue.id) AS comment
         FROM json_each(@ids) AS wanted CROSS JOIN issue ON issue.id = wanted.value`,
        { ids: JSON.stringify(ids) },
      )
      .map((row) => [row.id, row]),
  );
  return (row) => {
    const own = texts.get(row.id);
    const labels = [row.component, row.category, row.flag, ...row.labels].filter((name) => name !== null).join(', ');
    const columns: readonly (readonly [NonNullable<Found['matchedIn']>, string])[] = [
      ['key', row.key],
      ['title', row.title],
      ['label', labels],
      ['body', own?.body ?? ''],
      ['checklist', own?.checklist ?? ''],
      ['comment', own?.comment ?? ''],
    ];
    for (const [matchedIn, text] of columns) {
      const marks = markedPlaces(patterns, text);
      if (marks.length > 0) return { matchedIn, snippet: cut(text, marks) };
    }
    return { matchedIn: null, snippet: null };
  };
}

/** A piece of `text` around the first mark, on one line; marks are ranges of the piece. */
function cut(text: string, marks: readonly { readonly start: number; readonly end: number }[]): NonNullable<Found['snippet']> {
  const first = marks[0]?.start ?? 0;
  const wanted = text.length <= length ? 0 : Math.max(0, Math.min(first - before, text.length - length));
  // At the start of a word, and never inside a pair of surrogates.
  const start = wanted === 0 ? 0 : Math.min(first, wordStart(text, wanted));
  let end = Math.min(text.length, start + length);
  if (/[\udc00-\udfff]/u.test(text.charAt(end))) end -= 1;
  const lead = start > 0 ? '…' : '';
  const shift = lead.length - start;
  return {
    text: lead + text.slice(start, end).replaceAll(/[\r\n\t]/gu, ' ') + (end < text.length ? '…' : ''),
    marks: marks.filter((mark) => mark.end <= end && mark.start >= start).map((mark) => [mark.start + shift, mark.end + shift]),
  };
}

function wordStart(text: string, from: number): number {
  const space = text.slice(from, from + before).search(/\s/u);
  return space < 0 ? from : from + space + 1;
}
