// The activity feed: what was changed, by whom, from what to what; newest first, windowed.
import type { ActivityRow } from '#shared/contract/activity.ts';
import type { QueryArgs, QueryResult } from '#shared/contract/query.ts';
import { spelledCategory } from '#shared/plan/status.ts';
import { type Condition, containing } from './issue-filter.ts';
import { naturalOrder } from './natural-order.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Bindable, Reader } from './reader.ts';
import { subjectTables, subjectTitles } from './subject-title.ts';

/** The query `activity`. Authors, commands and fields of the summary are those of the whole workspace. */
export const activity: QueryDefinition<'activity'> = {
  tables: new Set(['activity', 'issue', ...subjectTables]),
  answer(reader, args): QueryResult<'activity'> {
    const names = knownNames(reader);
    const { sql, parameters } = condition(reader, args, names);
    const few = fewEntries(reader, args, { sql, parameters });
    if (few !== null)
      return { summary: { total: few.length, ...names }, rows: rows(reader, few.slice(args.offset, args.offset + args.limit)) };
    const [count] = reader.rows<{ total: number }>(`SELECT count(*) AS total FROM activity WHERE ${sql}`, parameters);
    return { summary: { total: count?.total ?? 0, ...names }, rows: rows(reader, page(reader, args, { sql, parameters })) };
  },
};

/** More words than anybody types to find something; further ones are ignored. */
const words = 8;

/** Ids of the issues that have a word in title or key, as JSON: looked up once, not by every statement that asks for them. */
function issuesNamed(reader: Reader, word: string): string {
  const sql = `SELECT json_group_array(id) AS ids FROM issue WHERE title LIKE @word ESCAPE '\\' OR key LIKE @word ESCAPE '\\'`;
  return reader.rows<{ ids: string }>(sql, { word: containing(word) })[0]?.ids ?? '[]';
}

function condition(reader: Reader, args: QueryArgs<'activity'>, known: Names): Condition {
  const conditions: string[] = [];
  const parameters: Record<string, Bindable> = {};
  const oneOf = (column: string, name: string, values: readonly string[]): void => {
    if (values.length === 0) return;
    parameters[name] = JSON.stringify(values);
    conditions.push(`${column} IN (SELECT value FROM json_each(@${name}))`);
  };
  const compare = (sql: string, name: string, value: string | null): void => {
    if (value === null) return;
    parameters[name] = value;
    conditions.push(sql);
  };
  oneOf('activity.roadmap_id', 'roadmapIds', args.roadmapIds);
  oneOf('activity.author', 'authors', args.authors);
  oneOf('activity.command', 'commands', args.commands);
  oneOf('activity.field', 'fields', args.fields);
  compare('activity.issue_id = @issueId', 'issueId', args.issueId);
  if (args.subject?.endsWith(':') === true) {
    compare('activity.subject >= @subject', 'subject', args.subject);
    // Everything that begins with `kind:` sorts before `kind;`.
    compare('activity.subject < @subjectEnd', 'subjectEnd', `${args.subject.slice(0, -1)};`);
  } else compare('activity.subject = @subject', 'subject', args.subject);
  compare('activity.at >= @from', 'from', args.from === null ? null : instant(args.from, 0));
  compare('activity.at < @to', 'to', args.to === null ? null : instant(args.to, 1));
  for (const [index, word] of args.text.trim().split(/\s+/u).filter(Boolean).slice(0, words).entries()) {
    const name = `word${index}`;
    parameters[name] = containing(word);
    const own = ['before', 'after'].map((column) => `activity.${column} LIKE @${name} ESCAPE '\\'`);
    // There are few names: comparing them here spares looking at them in every entry.
    const named = (names: readonly string[]): string =>
      JSON.stringify(names.filter((one) => one.toLowerCase().includes(word.toLowerCase())));
    parameters[`${name}Authors`] = named(known.authors);
    parameters[`${name}Fields`] = named(known.fields);
    own.push(`activity.author IN (SELECT value FROM json_each(@${name}Authors))`);
    own.push(`activity.field IN (SELECT value FROM json_each(@${name}Fields))`);
    parameters[`${name}Issues`] = issuesNamed(reader, word);
    conditions.push(`(${own.join(' OR ')} OR activity.issue_id IN (SELECT value FROM json_each(@${name}Issues)))`);
  }
  return { sql: conditions.length === 0 ? '1' : conditions.join(' AND '), parameters };
}

/** An argument as the column spells instants; a day stands for its first instant, `days` later. */
function instant(text: string, days: number): string {
  if (text.includes('T')) return new Date(text).toISOString();
  const day = new Date(`${text}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString();
}

interface Column extends Omit<ActivityRow, 'fromCategory' | 'toCategory' | 'subjectTitle'> {
  /** The title that an issue was deleted under. */
  readonly deletedTitle: string | null;
}

/** Entries with words, up to so many, are all found in one pass and put in order here. */
const few = 2000;

/**
 * Ids of all entries in which the words stand, newest first, unless there are many or none are asked for. Words are looked for in
 * columns that are in no index: a second pass through all entries, for the window, would take as long as counting them did.
 */
function fewEntries(reader: Reader, args: QueryArgs<'activity'>, { sql, parameters }: Condition): string[] | null {
  if (passing(args) === '') return null;
  const found = reader.rows<{ id: string; seq: number }>(
    `SELECT activity.id AS id, activity.change_seq AS seq FROM activity NOT INDEXED WHERE ${sql} LIMIT ${few + 1}`,
    parameters,
  );
  if (found.length > few) return null;
  return found.toSorted((one, other) => other.seq - one.seq || (one.id < other.id ? 1 : -1)).map(({ id }) => id);
}

/** Going through the table is three times as fast as looking up every entry that an index has. */
const passing = ({ text, issueId, subject }: QueryArgs<'activity'>): string =>
  text.trim() === '' || issueId !== null || subject !== null ? '' : 'NOT INDEXED';

/** Ids of a window, which is found on an index alone when no words are asked for. */
function page(reader: Reader, args: QueryArgs<'activity'>, { sql, parameters }: Condition): string[] {
  return reader
    .rows<{ id: string }>(
      `SELECT activity.id AS id FROM activity ${passing(args)} WHERE ${sql}
       ORDER BY activity.change_seq DESC, activity.id DESC LIMIT @limit OFFSET @offset`,
      { ...parameters, limit: args.limit, offset: args.offset },
    )
    .map(({ id }) => id);
}

/** The entries of these ids, newest first. */
function rows(reader: Reader, ids: readonly string[]): ActivityRow[] {
  const found = reader.rows<Column>(
    `SELECT entry.id AS id, entry.change_seq AS seq, entry.at AS at, entry.author AS author, entry.device_id AS deviceId,
       entry.command AS command, entry.roadmap_id AS roadmapId, roadmap.title AS roadmap, entry.issue_id AS issueId,
       issue.key AS issueKey, issue.title AS issueTitle, entry.subject AS subject, entry.field AS field,
       entry.before AS before, entry.after AS after,
       CASE WHEN issue.id IS NULL AND entry.issue_id IS NOT NULL THEN (
         SELECT gone.before FROM activity AS gone WHERE gone.issue_id = entry.issue_id AND gone.field = 'issue' AND gone.before IS NOT NULL
         ORDER BY gone.change_seq DESC LIMIT 1
       ) END AS deletedTitle
     FROM json_each(@ids) AS page CROSS JOIN activity AS entry ON entry.id = page.value
     LEFT JOIN issue ON issue.id = entry.issue_id
     LEFT JOIN roadmap ON roadmap.id = entry.roadmap_id
     ORDER BY entry.change_seq DESC, entry.id DESC`,
    { ids: JSON.stringify(ids) },
  );
  const titles = subjectTitles(
    reader,
    found.flatMap((row) => row.subject ?? []),
  );
  return found.map(({ deletedTitle, ...row }) => ({
    ...row,
    issueTitle: row.issueTitle ?? deletedTitle,
    subjectTitle: row.subject === null ? null : (titles.get(row.subject) ?? null),
    fromCategory: category(row, row.before),
    toCategory: category(row, row.after),
  }));
}

function category({ issueId, field }: Pick<Column, 'issueId' | 'field'>, value: string | null): ActivityRow['toCategory'] {
  return issueId === null || field !== 'status' || value === null ? null : spelledCategory(value);
}

interface Names {
  readonly authors: string[];
  readonly commands: string[];
  readonly fields: string[];
}

interface Known {
  /** How far the log has been looked through. */
  seq: number;
  readonly authors: Set<string>;
  readonly commands: Set<string>;
  readonly fields: Set<string>;
}

/** Entries are only ever added, so each is looked at once a connection: over 100,000 the names take 30 ms to collect. */
const known = new WeakMap<Reader, Known>();

function knownNames(reader: Reader): Names {
  const [newest] = reader.rows<{ seq: number | null }>('SELECT max(change_seq) AS seq FROM activity');
  const seq = newest?.seq ?? 0;
  let names = known.get(reader);
  // A log that became shorter is another one (a backup was restored).
  if (names === undefined || names.seq > seq) {
    names = { seq: 0, authors: new Set(), commands: new Set(), fields: new Set() };
    known.set(reader, names);
  }
  if (names.seq < seq) {
    const added = reader.rows<{ author: string; command: string; field: string }>(
      'SELECT DISTINCT author AS author, command AS command, field AS field FROM activity WHERE change_seq > @seq',
      { seq: names.seq },
    );
    for (const { author, command, field } of added) {
      names.authors.add(author);
      names.commands.add(command);
      names.fields.add(field);
    }
    names.seq = seq;
  }
  const sorted = (set: ReadonlySet<string>): string[] => [...set].toSorted(naturalOrder);
  return { authors: sorted(names.authors), commands: sorted(names.commands), fields: sorted(names.fields) };
}
