// A search as SQL over the table `issue`. Every value is a parameter; what is missing in an issue never fits a comparison,
// and fits its opposite.
import { problem } from '#shared/contract/problem.ts';
import { must } from '#shared/base/must.ts';
import type { SearchField } from '#shared/plan/search/search-field.ts';
import type { Comparison, SearchNode, SearchValue } from '#shared/plan/search/search-node.ts';
import { QueryRefusal } from './query-refusal.ts';
import type { Bindable, Reader } from './reader.ts';
import { expression, type Leniency, textPattern } from './text-pattern.ts';

/** What a search is read against. */
export interface SearchScope {
  readonly reader: Reader;
  /** Calendar day that ages count from, `YYYY-MM-DD`; `null` where whoever asks gave none. */
  readonly today: string | null;
}

/** A condition and what its parameters stand for. */
interface Compiled {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, Bindable>>;
  /** Only few issues can meet it, and they are listed in it. */
  readonly narrow: boolean;
}

/** The condition of `node`. Its parameters begin with `search`. */
export function searchCondition(scope: SearchScope, node: SearchNode, leniency: Leniency = { widen: true, correct: false }): Compiled {
  const parameters: Record<string, Bindable> = {};
  const bind = (value: Bindable): string => {
    const name = `search${Object.keys(parameters).length}`;
    parameters[name] = value;
    return `@${name}`;
  };
  const compile = (part: SearchNode): string => {
    switch (part.kind) {
      case 'all':
        return part.of.length === 0 ? '1' : `(${part.of.map(compile).join(' AND ')})`;
      case 'any':
        return `(${part.of.map(compile).join(' OR ')})`;
      case 'not':
        return `(${compile(part.of)} IS NOT TRUE)`;
      case 'text':
        return `issue.rowid IN (SELECT rowid FROM issue_text WHERE issue_text MATCH ${bind(expression(textPattern(scope.reader, part, leniency)))})`;
      case 'field':
        return `(${part.values.map((value) => fieldSql({ ...scope, bind, parameters }, part.field, value)).join(' OR ')})`;
    }
  };
  const sql = compile(node);
  const parts = node.kind === 'all' ? node.of : [node];
  return {
    sql,
    parameters,
    narrow:
      parts.some((part) => part.kind === 'field' && part.values.length === 1 && listedFields.has(part.field)) && sql.includes(listedSql),
  };
}

/** What the parts of a condition are put together with. */
interface Work extends SearchScope {
  /** Takes a value as a parameter and gives the name that stands for it. */
  bind(value: Bindable): string;
  /** All that were taken. */
  readonly parameters: Readonly<Record<string, Bindable>>;
}

/** Columns that hold what a field names. */
const column: Partial<Record<SearchField, string>> = {
  status: 'issue.status_name',
  priority: 'issue.priority',
  component: 'issue.component',
  category: 'issue.category',
  kind: 'issue.kind',
  sprint: 'issue.sprint',
  key: 'issue.key',
  flag: 'issue.flag',
  milestone: 'issue.milestone_id',
  assignee: 'issue.assignee_id',
  estimate: 'issue.estimate_likely',
  points: 'issue.points',
  waits: 'issue.waits_for',
  unblocks: 'issue.unblocks',
  created: '(SELECT created_at FROM issue_time WHERE issue_id = issue.id)',
  updated: '(SELECT updated_at FROM issue_time WHERE issue_id = issue.id)',
  // What was finished before its status was first changed here came finished.
  closed: '(SELECT CASE WHEN issue.open = 0 THEN coalesce(status_at, created_at) END FROM issue_time WHERE issue_id = issue.id)',
};

const states: Readonly<Record<string, string>> = {
  open: 'issue.open = 1',
  closed: 'issue.open = 0',
  ready: 'issue.ready = 1',
  blocked: 'issue.blocked = 1',
};

const present: Readonly<Record<string, string>> = {
  estimate: 'issue.estimate_likely IS NOT NULL',
  points: 'issue.points IS NOT NULL',
  priority: 'issue.priority IS NOT NULL',
  component: 'issue.component IS NOT NULL',
  category: 'issue.category IS NOT NULL',
  milestone: 'issue.milestone_id IS NOT NULL',
  sprint: 'issue.sprint IS NOT NULL',
  assignee: 'issue.assignee_id IS NOT NULL',
  flag: 'issue.flag IS NOT NULL',
  hold: 'issue.hold_reason IS NOT NULL',
  body: `issue.body <> ''`,
  checklist: 'issue.checklist_total > 0',
  label: 'EXISTS (SELECT 1 FROM issue_label WHERE issue_id = issue.id)',
  comment: 'EXISTS (SELECT 1 FROM comment WHERE issue_id = issue.id)',
  dependency: 'EXISTS (SELECT 1 FROM dependency WHERE issue_id = issue.id)',
  external: 'EXISTS (SELECT 1 FROM external WHERE issue_id = issue.id)',
};

function fieldSql(work: Work, field: SearchField, value: SearchValue): string {
  const { bind } = work;
  const own = column[field] ?? '';
  switch (value.kind) {
    case 'none':
      return field === 'label' ? `NOT ${present['label']}` : `${own} IS NULL`;
    case 'me':
      return meSql(work);
    case 'word':
      return wordSql(work, field, value.word);
    case 'name':
      return nameSql(work, field, (name) => comparedName(work, name, value.text, value.prefix));
    case 'amount': {
      const number = field === 'priority' ? 'CAST(substr(issue.priority, 2) AS INTEGER)' : own;
      return `${number} ${value.comparison} ${bind(value.amount)}`;
    }
    case 'amounts':
      return `${own} BETWEEN ${bind(value.from)} AND ${bind(value.to)}`;
    case 'day':
      return daySql(work, field, value.comparison, value.day);
    case 'days':
      return `(${daySql(work, field, '>=', value.from)} AND ${daySql(work, field, '<=', value.to)})`;
    case 'age':
      return daySql(work, field, mirrored[value.comparison], dayAfter(dayOf(work), -value.days));
  }
}

function meSql({ reader: { me, rows }, bind }: Work): string {
  const known = rows<{ id: string }>('SELECT id AS id FROM person WHERE name = @me COLLATE NOCASE', { me });
  if (known.length > 0) return `issue.assignee_id IN (${known.map(({ id }) => bind(id)).join(', ')})`;
  const names = rows<{ name: string }>('SELECT name AS name FROM person ORDER BY name LIMIT 20').map(({ name }) => name);
  const listed = names.length === 0 ? 'Nobody is in the workspace yet' : `Known are ${names.join(', ')}`;
  throw new QueryRefusal(
    problem(
      'not-found',
      `“assignee:me” means the person called “${me ?? ''}”, as whom your changes are signed. ${listed}; give one of these names, or add yourself as a person.`,
      'text',
      names,
    ),
  );
}

function wordSql(work: Work, field: SearchField, word: string): string {
  if (field === 'status') return states[word] ?? `issue.status_category = ${work.bind(word)}`;
  if (field === 'is') return word === 'overdue' ? overdueSql(work.bind(dayOf(work))) : must(states[word], 'a state');
  if (field === 'has') return must(present[word], 'something that can be there');
  if (field === 'blocked' || field === 'ready') return `issue.${field} = ${word === 'yes' ? 1 : 0}`;
  return `${column[field]} = ${work.bind(word)}`;
}

const overdueSql = (day: string): string =>
  `(issue.open = 1 AND (issue.milestone_id IN (SELECT id FROM milestone WHERE target < ${day})
    OR issue.sprint IN (SELECT name FROM sprint WHERE finish < ${day})))`;

/** Names of records are looked up in their tables, which are small; others stand in the issue. */
function nameSql(work: Work, field: SearchField, compare: (name: string) => string): string {
  if (field === 'label') {
    const labelled = compare('label');
    return fewOrEach(
      work,
      `SELECT issue_id FROM issue_label WHERE ${labelled}`,
      () => `EXISTS (SELECT 1 FROM issue_label WHERE issue_id = issue.id AND ${labelled})`,
    );
  }
  if (field === 'milestone') return recordSql(work, 'issue.milestone_id', `milestone WHERE ${compare('key')} OR ${compare('title')}`);
  if (field === 'assignee') return recordSql(work, 'issue.assignee_id', `person WHERE ${compare('name')}`);
  if (field === 'roadmap') return recordSql(work, 'issue.roadmap_id', `roadmap WHERE ${compare('title')}`);
  return compare(must(column[field], 'a column'));
}

/** That a column holds the id of one of the records in `among`; without any, no issue has to be looked at. */
function recordSql({ reader, parameters }: Work, name: string, among: string): string {
  return reader.rows(`SELECT 1 FROM ${among} LIMIT 1`, parameters).length === 0 ? '0' : `${name} IN (SELECT id FROM ${among})`;
}

/** Fields whose issues are listed beforehand when they are few. */
const listedFields: ReadonlySet<SearchField> = new Set(['label', 'created', 'updated']);
const listedSql = 'issue.id IN';

/** More issues than this are met soon when each is looked at in turn. */
const few = 2000;

/** Few issues are listed beforehand, so that they lead the way; of many each issue is asked for itself. */
function fewOrEach({ reader, parameters }: Work, listed: string, each: () => string): string {
  const counted = reader.rows(`SELECT 1 FROM (${listed}) LIMIT ${few + 1}`, parameters).length;
  return counted > few ? each() : `${listedSql} (${listed})`;
}

/** How a name may be spelled, cases of A to Z apart: SQLite compares without case in these only, other letters are tried in both cases. */
export function nameSpellings(text: string): string[] {
  // Cases that differ in A to Z only are one to SQLite.
  return /\P{ASCII}/u.test(text) ? [...new Set([text, text.toLowerCase(), text.toUpperCase()])] : [text];
}

function comparedName({ bind }: Work, name: string, text: string, prefix: boolean): string {
  if (prefix) return `${name} LIKE ${bind(`${text.replaceAll(/[\\%_]/gu, (sign) => `\\${sign}`)}%`)} ESCAPE '\\'`;
  return `${name} COLLATE NOCASE IN (${nameSpellings(text).map(bind).join(', ')})`;
}

/** An age that is less is a day that is later. */
const mirrored: Readonly<Record<Comparison, Comparison>> = { '=': '=', '>': '<', '>=': '<=', '<': '>', '<=': '>=' };

/** Instants begin with their day: those of a day lie between it and the next. */
function daySql(work: Work, field: SearchField, comparison: Comparison, day: string): string {
  const from = (): string => work.bind(day);
  const after = (): string => work.bind(dayAfter(day, 1));
  const range = (instant: string): string =>
    ({
      '<': () => `${instant} < ${from()}`,
      '<=': () => `${instant} < ${after()}`,
      '=': () => `${instant} >= ${from()} AND ${instant} < ${after()}`,
      '>=': () => `${instant} >= ${from()}`,
      '>': () => `${instant} >= ${after()}`,
    })[comparison]();
  const own = field === 'created' ? 'created_at' : field === 'updated' ? 'updated_at' : undefined;
  if (own === undefined) return `(${range(must(column[field], 'a column'))})`;
  const listed = range(own);
  return fewOrEach(
    work,
    `SELECT issue_id FROM issue_time WHERE ${listed}`,
    () => `EXISTS (SELECT 1 FROM issue_time WHERE issue_id = issue.id AND ${listed})`,
  );
}

function dayOf({ today }: SearchScope): string {
  if (today !== null) return today;
  throw new QueryRefusal(
    problem('invalid-argument', 'An age or “overdue” counts from a day: give `today` with the search, as YYYY-MM-DD.', 'today'),
  );
}

function dayAfter(day: string, days: number): string {
  const then = new Date(Date.parse(day) + days * 86_400_000);
  // Further than any calendar goes.
  if (Number.isNaN(then.getTime()) || then.getUTCFullYear() < 0) return '0000-01-01';
  return then.getUTCFullYear() > 9999 ? '9999-12-31' : then.toISOString().slice(0, 10);
}
