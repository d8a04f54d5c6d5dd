import { limit } from '#shared/plan/limit.ts';
import type { ArchivedIssueRow } from '#shared/contract/archive.ts';
import type { SearchRow } from '#shared/contract/query.ts';
import { parseSearch } from '#shared/plan/search/parse-search.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import type { Call, Report, Verb } from '../call.ts';
import { indexEdges, listRecord } from '../lookup/list-record.ts';
import { allArchived } from '../lookup/find-archived.ts';
import { misuse, take } from '../refusal.ts';
import type { Paint } from '../terminal/paint.ts';
import { countText } from '../terminal/quantity.ts';
import { stateCell } from '../terminal/state-cell.ts';
import { table } from '../terminal/table.ts';
import { shellWord } from '../terminal/shell-word.ts';

const noEdges = indexEdges([]);

/** `sextant search QUERY`: the best hits first, with the place of the words. */
export const searchVerb: Verb = {
  name: 'search',
  summary: 'find issues by words and fields, best first',
  operands: 'QUERY…',
  words: [1, 100],
  options: {
    archived: { type: 'boolean', help: 'also what is in the archive; by words only' },
    limit: { type: 'string', value: 'N', help: `how many hits, 1 to ${limit.window} (default 20)` },
  },
  examples: [
    'sextant search single sign-on',
    "sextant search 'status:open priority:P0,P1 -label:later estimate:>8'",
    'sextant search \'milestone:"M1" assignee:me updated:<7d\' --json',
  ],
  run,
};

async function run(call: Call): Promise<Report> {
  const most = call.flags.number('limit', { from: 1, to: limit.window }) ?? 20;
  const roadmapIds = await call.roadmapIds();
  const connection = await call.open();
  const text = call.words.join(' ');
  const today = IsoDate.parse(call.host.today());
  const { summary, rows } = take(await connection.query('search', { text, roadmapIds, today, limit: Math.floor(most) }));
  const { total, capped, correction } = summary;
  const archived = call.flags.isSet('archived') ? await allArchived(connection, plainWords(text)) : null;
  return {
    json: {
      total,
      capped,
      correction,
      issues: rows.map((row) => {
        const { dependsOn: _dependsOn, softDependsOn: _soft, blocks: _blocks, ...record } = listRecord(row, noEdges);
        return { ...record, matchedIn: row.matchedIn, snippet: row.snippet };
      }),
      ...(archived === null
        ? {}
        : { archived: archived.map(({ id, key, title, roadmap, at, file }) => ({ id, key, title, roadmap, at, file })) }),
    },
    text: (paint, columns) => {
      const corrected = correction === null ? '' : `Nothing has “${correction.typed}”; showing what has “${correction.used}”.\n\n`;
      const cold = archived === null ? '' : `\n\n${archivedText(archived, paint, columns)}`;
      if (rows.length === 0) return `${corrected}No issue fits.${cold}`;
      const count = `${total < rows.length ? rows.length : total}${capped ? '+' : ''}`;
      const shown = rows.length < total ? `, the first ${rows.length} shown` : '';
      const counted = total === 1 && !capped ? countText(1, 'issue') : `${count} issues`;
      return `${corrected}${hitTable(rows, paint, columns)}\n\n${paint('quiet', counted + shown)}${cold}`;
    },
    hint:
      rows.length === 0
        ? 'Ask for less, or see how to ask: sextant search --help'
        : `See the first: sextant show ${shellWord(rows[0]?.key ?? '')}`,
  };
}

/** The words of a search that is nothing else: of what is archived, only the text is known. */
function plainWords(text: string): string {
  const parsed = parseSearch(text);
  const parts = !parsed.ok ? [] : parsed.value.kind === 'all' ? parsed.value.of : [parsed.value];
  const words = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  if (words.length === parts.length && words.length > 0) return words.join(' ');
  throw misuse('The archive is searched by words only: leave out --archived, or fields, OR and what is excluded.', '--archived');
}

function archivedText(rows: readonly ArchivedIssueRow[], paint: Paint, columns: number | null): string {
  const [first] = rows;
  if (first === undefined) return paint('quiet', 'Nothing in the archive fits.');
  const drawn = table(
    [{ head: 'Key' }, { head: 'Archived' }, { head: 'Title', flexible: true }],
    rows.map(({ key, at, title }) => [key, at.slice(0, 10), title]),
    paint,
    columns,
  );
  return `${drawn}\n\n${paint('quiet', `${countText(rows.length, 'issue')} in the archive; back with: sextant archive restore ${shellWord(first.key)}`)}`;
}

function hitTable(rows: readonly SearchRow[], paint: Paint, columns: number | null): string {
  const several = new Set(rows.map((row) => row.roadmapId)).size > 1;
  return table(
    [{ head: 'Key' }, { head: 'State' }, { head: 'Title' }, { head: 'Where' }, { head: 'Text', flexible: true }, { head: 'Roadmap' }],
    rows.map((row) => [
      row.key,
      stateCell(row),
      row.title,
      // The title is there already.
      row.matchedIn === null || row.matchedIn === 'title' ? '' : row.matchedIn,
      row.matchedIn === null || row.matchedIn === 'title' || row.matchedIn === 'key' ? '' : { text: marked(row.snippet), tone: 'quiet' },
      several ? row.roadmap : '',
    ]),
    paint,
    columns,
  );
}

/** The words found in square brackets: a table's cell has one colour. */
function marked(snippet: SearchRow['snippet']): string {
  if (snippet === null) return '';
  let text = '';
  let at = 0;
  for (const [start, end] of snippet.marks) {
    text += `${snippet.text.slice(at, start)}[${snippet.text.slice(start, end)}]`;
    at = end;
  }
  return text + snippet.text.slice(at);
}
