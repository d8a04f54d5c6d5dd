// Finds an issue by what somebody typed: a key in any usual spelling first, then words of the title.
import type { QueryResult } from '#shared/contract/query.ts';
import { searchWords } from '#shared/plan/search/search-word.ts';
import { roadmapCondition } from './issue-filter.ts';
import { issueOrder } from './issue-order.ts';
import { issueRows, issueRowTables } from './issue-row.ts';
import { keyNumber, keySpelling } from './key-spelling.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';
import { searchCondition } from './search-condition.ts';

/** The query `find-issue`: `summary.exact` rows in front have that key; those that were given it too follow. */
export const findIssue: QueryDefinition<'find-issue'> = {
  tables: new Set([...issueRowTables, 'key_alias', 'issue_text', 'search_word']),
  answer(reader, { text, roadmapIds, limit }): QueryResult<'find-issue'> {
    const { exact, alsoGiven } = idsByKey(reader, text, roadmapIds);
    const ids = [...new Set([...exact, ...alsoGiven, ...idsByWords(reader, text, roadmapIds, limit)])].slice(0, limit);
    const [first, second] = [Math.min(exact.length, limit), Math.min(exact.length + alsoGiven.length, limit)];
    return { summary: { exact: first, alsoGiven: second - first }, rows: issueRows(reader, ids) };
  },
};

/** Issues whose key is meant. The key as it is written beats the same number in another spelling: `001` is not `#1` where both exist. */
function idsByKey(reader: Reader, text: string, roadmapIds: readonly string[]): { exact: string[]; alsoGiven: string[] } {
  const wanted = keySpelling(text);
  if (wanted === '') return { exact: [], alsoGiven: [] };
  const written = text.trim().toLowerCase();
  const number = keyNumber(text);
  const candidates = keys(reader)
    .filter(({ roadmapId }) => roadmapIds.length === 0 || roadmapIds.includes(roadmapId))
    .map(({ id, key, given, spelling, number: own }) => {
      if (key.toLowerCase() === written) return { id, given, distance: 0 };
      if (spelling === wanted) return { id, given, distance: 1 };
      return { id, given, distance: number !== null && own === number ? 2 : 3 };
    });
  const best = Math.min(3, ...candidates.map(({ distance }) => distance));
  return {
    exact: best === 3 ? [] : candidates.filter(({ distance }) => distance === best).map(({ id }) => id),
    alsoGiven: candidates.filter(({ given }) => given !== null && keySpelling(given) === wanted).map(({ id }) => id),
  };
}

interface KnownKey {
  readonly id: string;
  readonly roadmapId: string;
  readonly key: string;
  /** The key that it was given, when it is read with another one. */
  readonly given: string | null;
  readonly spelling: string;
  readonly number: number | null;
}

/** All keys, in the order of the roadmaps. Their spelling is compared here because SQLite knows no such rule. */
function keys(reader: Reader): readonly KnownKey[] {
  return reader.remember('find-issue keys', () =>
    reader
      .rows<Pick<KnownKey, 'id' | 'roadmapId' | 'key' | 'given'>>(
        `SELECT issue.id AS id, issue.roadmap_id AS roadmapId, issue.key AS key, key_alias.key AS given
         FROM issue LEFT JOIN key_alias ON key_alias.issue_id = issue.id ORDER BY ${issueOrder.rank}`,
      )
      .map((issue) => ({ ...issue, spelling: keySpelling(issue.key), number: keyNumber(issue.key) })),
  );
}

function idsByWords(reader: Reader, text: string, roadmapIds: readonly string[], limit: number): string[] {
  if (text.trim() === '') return [];
  // What was typed here is words and never a search: `Fix: login` looks for both.
  const words = text
    .slice(0, 200)
    .trim()
    .split(/\s+/u)
    .filter((word) => searchWords(word).length > 0)
    .slice(0, 8);
  if (words.length === 0) return [];
  const of = words.map((word) => ({ kind: 'text', text: word, prefix: true, quoted: false }) as const);
  const condition = searchCondition({ reader, today: null }, { kind: 'all', of });
  const roadmap = roadmapCondition(roadmapIds);
  return reader
    .rows<{ id: string }>(
      // Words may also stand in a label or a component; those in the title are what a person most likely means.
      `SELECT issue.id AS id FROM issue WHERE ${condition.sql} AND ${roadmap.sql}
       ORDER BY instr(lower(issue.title), lower(@typed)) = 0, ${issueOrder.readiness} LIMIT @limit`,
      { ...condition.parameters, ...roadmap.parameters, typed: text.trim(), limit },
    )
    .map(({ id }) => id);
}
