// Finds issues by the search language, best first. Bounded whatever is asked: beyond a thousand hits it counts no further
// and ranks those that have the words in their titles.
import type { QueryArgs, QueryResult } from '#shared/contract/query.ts';
import { printSearch } from '#shared/plan/search/print-search.ts';
import { searchWords } from '#shared/plan/search/search-word.ts';
import type { SearchNode } from '#shared/plan/search/search-node.ts';
import { type Condition, roadmapCondition } from './issue-filter.ts';
import { issueOrder, orderInReadiness } from './issue-order.ts';
import { issueRows, issueRowTables } from './issue-row.ts';
import { keySpelling } from './key-spelling.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';
import { readSearch } from './read-search.ts';
import { searchCondition } from './search-condition.ts';
import { type Conditions, lookUp, matching, meeting, most, type Narrowing, narrowing } from './search-look-up.ts';
import { searchClasses, searchLabels } from './search-narrowing.ts';
import { searchSnippet, snippetTables } from './search-snippet.ts';
import { expression, fit, quickExpression, type TextPattern, textPattern } from './text-pattern.ts';

/** Hits of each kind that are ranked when there are more than can be. */
const mostOfKind = 200;
/** Issues that a condition may leave to be compared one by one. */
const fewest = 4000;

/** The query `search`. */
export const search: QueryDefinition<'search'> = {
  tables: new Set([...issueRowTables, ...snippetTables, 'issue_text', 'search_word', 'issue_time', 'sprint', 'dependency', 'external']),
  answer(reader, { offset, limit, ...args }): QueryResult<'search'> {
    const { total, capped, correction, rows } = searchHits(reader, args);
    return { summary: { total, capped, correction }, rows: rows(offset, limit) };
  },
};

type Found = QueryResult<'search'>;

/** All hits of a search in one workspace, with a way to read some of them. @throws {QueryRefusal} when the text is not a search. */
export function searchHits(
  reader: Reader,
  args: Pick<QueryArgs<'search'>, 'text' | 'roadmapIds' | 'today'>,
): Found['summary'] & { rows(offset: number, limit: number): Found['rows'] } {
  const found = reader.remember(`search ${JSON.stringify([args.text, args.roadmapIds, args.today])}`, () => hitsOf(reader, args));
  return {
    total: Math.min(found.ids.length, most),
    capped: found.capped,
    correction: found.correction,
    rows(offset, limit) {
      const ids = found.ids.slice(offset, offset + limit);
      const snippet = searchSnippet(reader, found.patterns, ids);
      return issueRows(reader, ids).map((row) => ({ ...row, ...snippet(row) }));
    },
  };
}

interface Hits {
  readonly ids: readonly string[];
  readonly capped: boolean;
  readonly patterns: readonly TextPattern[];
  readonly correction: QueryResult<'search'>['summary']['correction'];
}

function hitsOf(reader: Reader, { text, roadmapIds, today }: Pick<QueryArgs<'search'>, 'text' | 'roadmapIds' | 'today'>): Hits {
  const node = readSearch(text);
  const parts = node.kind === 'all' ? node.of : [node];
  const texts = parts.filter((part) => part.kind === 'text');
  const without = texts.length === 0 ? [] : parts.flatMap((part) => (part.kind === 'not' && part.of.kind === 'text' ? [part.of] : []));
  const isLeft = (part: SearchNode): boolean => part.kind !== 'text' && !(part.kind === 'not' && without.some((one) => one === part.of));
  const rest: SearchNode = { kind: 'all', of: parts.filter(isLeft) };
  const fields = searchCondition({ reader, today }, rest);
  const condition: Conditions = {
    ...both(fields, roadmapCondition(roadmapIds)),
    narrow: fields.narrow,
    classes: searchClasses(rest),
    labels: searchLabels(rest),
  };
  if (texts.length === 0) {
    const ids = inOrder(reader, condition);
    return { ids: ids.slice(0, most), capped: ids.length > most, patterns: [], correction: null };
  }
  const patterns = texts.map((part) => textPattern(reader, part, { widen: true, correct: true }));
  const corrected = texts.map((part, index) => ({ typed: part, used: patterns[index]?.corrected ?? null }));
  const word = corrected.find(({ used }) => used !== null);
  const after = (part: SearchNode): SearchNode => {
    const used = corrected.find(({ typed }) => typed === part)?.used ?? null;
    return part.kind === 'text' && used !== null ? { ...part, text: used } : part;
  };
  const correction =
    word === undefined ? null : { typed: word.typed.text, used: word.used ?? '', text: printSearch({ kind: 'all', of: parts.map(after) }) };
  const narrowed = narrowing(reader, condition.labels, without);
  return { ...ranked(reader, patterns, condition, narrowed, parts.length === texts.length ? text : null), patterns, correction };
}

function both(one: Condition, other: Condition): Condition {
  return { sql: `${one.sql} AND ${other.sql}`, parameters: { ...one.parameters, ...other.parameters } };
}

/** Ids in the order of lists, one more than are counted at most. */
function inOrder(reader: Reader, condition: Conditions): string[] {
  const { sql, parameters, classes, labels, narrow } = condition;
  const labelled = labels === null ? null : matching(reader, labels, fewest + 1);
  if (labelled !== null && labelled.length <= fewest) return sorted(reader, condition, JSON.stringify(labelled));
  const listed = narrow ? meeting(reader, condition) : null;
  if (listed !== null && listed.count <= fewest) return sorted(reader, { sql: '1', parameters: {} }, listed.numbers);
  // Many: the index serves each class of readiness in order, and the first ones are soon met.
  const ids: string[] = [];
  for (const readiness of classes) {
    if (ids.length > most) break;
    const found = reader.rows<{ id: string }>(
      `SELECT issue.id AS id FROM issue WHERE issue.readiness = @readiness AND ${sql} ORDER BY ${orderInReadiness} LIMIT @limit`,
      { ...parameters, readiness, limit: most + 1 - ids.length },
    );
    for (const { id } of found) ids.push(id);
  }
  return ids;
}

/** Those of a few issues (row numbers as JSON) that meet a condition, in the order of lists. */
function sorted(reader: Reader, { sql, parameters }: Condition, numbers: string): string[] {
  return reader
    .rows<{ id: string }>(
      `SELECT issue.id AS id FROM json_each(@numbers) AS wanted CROSS JOIN issue ON issue.rowid = wanted.value
       WHERE ${sql} ORDER BY ${issueOrder.readiness} LIMIT @limit`,
      { ...parameters, numbers, limit: most + 1 },
    )
    .map(({ id }) => id);
}

interface Candidate {
  readonly number: number;
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly readiness: number;
  readonly priority: string | null;
  readonly rank: string;
}

function ranked(
  reader: Reader,
  patterns: readonly TextPattern[],
  condition: Conditions,
  narrowed: Narrowing,
  typed: string | null,
): { ids: string[]; capped: boolean } {
  const quick = patterns.map((pattern) => quickExpression(reader, pattern)).join(' AND ');
  const full = patterns.map(expression).join(' AND ');
  const numbersOf = lookUp(reader, condition, narrowed);
  let numbers = numbersOf(quick, most + 1);
  if (numbers.length <= most && full !== quick) numbers = numbersOf(full, most + 1);
  const capped = numbers.length > most;
  if (capped) {
    const exact = typed === null ? '' : keyExpression(typed);
    numbers = [
      ...new Set([
        ...(exact === '' ? [] : numbersOf(`{key} : (${exact})`, mostOfKind)),
        ...numbersOf(`{title key} : (${quick})`, mostOfKind),
        ...numbers,
      ]),
    ].slice(0, most);
  }
  const candidates = reader.rows<Candidate>(
    `SELECT issue.rowid AS number, issue.id AS id, issue.key AS key, issue.title AS title, issue.readiness AS readiness,
       issue.priority AS priority, issue.rank AS rank
     FROM json_each(@numbers) AS wanted CROSS JOIN issue ON issue.rowid = wanted.value`,
    { numbers: JSON.stringify(capped ? numbers.slice(0, 2 * mostOfKind) : numbers) },
  );
  const spelling = typed === null ? '' : keySpelling(typed);
  const scored = candidates.map((candidate) => ({ candidate, score: scoreOf(candidate, patterns, spelling) }));
  scored.sort((one, other) => compare(one.score, other.score) || byRank(one.candidate, other.candidate));
  const ids = scored.map(({ candidate }) => candidate.id);
  if (!capped) return { ids, capped };
  const listed = new Set(candidates.map(({ number }) => number));
  const others = numbers.filter((number) => !listed.has(number));
  return { ids: [...ids, ...idsOf(reader, others)], capped };
}

function idsOf(reader: Reader, numbers: readonly number[]): string[] {
  return reader
    .rows<{ id: string }>('SELECT issue.id AS id FROM json_each(@numbers) AS wanted CROSS JOIN issue ON issue.rowid = wanted.value', {
      numbers: JSON.stringify(numbers),
    })
    .map(({ id }) => id);
}

/** Keys that the typed text may spell: `12` is also `012`. */
function keyExpression(typed: string): string {
  const words = searchWords(typed);
  const last = words.at(-1) ?? '';
  if (!/^\d{1,6}$/u.test(last)) return words.length === 0 ? '' : `"${words.join(' ')}"`;
  const number = last.replace(/^0+(?=\d)/u, '');
  const spelled = Array.from({ length: 6 }, (_, zeros) => '0'.repeat(zeros) + number);
  return spelled.map((digits) => `"${[...words.slice(0, -1), digits].join(' ')}"`).join(' OR ');
}

/** Compared from the left, smaller first. */
type Score = readonly number[];

/**
 * Where the words stand decides: in the key, all in the title as whole words, all in the title from their start, some in
 * the title, elsewhere. Then the more of them in the title, the open before the done, the shorter title.
 */
function scoreOf({ key, title, readiness }: Candidate, patterns: readonly TextPattern[], spelling: string): Score {
  const words = searchWords(title);
  const fits = patterns.map((pattern) => fit(pattern, words));
  const inTitle = fits.reduce<number>((sum, one) => sum + one, 0);
  const isKey = spelling !== '' && keySpelling(key) === spelling;
  const place = isKey ? 0 : fits.every((one) => one === 2) ? 1 : fits.every((one) => one > 0) ? 2 : inTitle > 0 ? 3 : 4;
  return [place, -inTitle, readiness > 2 ? 1 : 0, words.length, readiness];
}

function compare(one: Score, other: Score): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function byRank(one: Candidate, other: Candidate): number {
  const key = ({ priority, rank, id }: Candidate): string => `${priority ?? 'P9'}\n${rank}\n${id}`;
  return key(one) < key(other) ? -1 : 1;
}
