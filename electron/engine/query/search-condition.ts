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
        return `(${part.values.map((value) => fieldSql(scope, bind, part.field, value)).join(' OR ')})`;
    }
  };
  return { sql: compile(node), parameters };
}

type Bind = (value: Bindable) => string;

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

function fieldSql(scope: SearchScope, bind: Bind, field: SearchField, value: SearchValue): string {
  switch (value.kind) {
    case 'none':
      return field === 'label' ? `NOT ${present['label']}` : `${column[field]} IS NULL`;
    case 'me':
      return meSql(scope.reader, bind);
    case 'word':
      return wordSql(scope, bind, field, value.word);
    case 'name':
      return nameSql(bind, field, (name) => comparedName(bind, name, value.text, value.prefix));
    case 'amount': {
      const number = field === 'priority' ? 'CAST(substr(issue.priority, 2) AS INTEGER)' : column[field];
      return `${number} ${value.comparison} ${bind(value.amount)}`;
    }
    case 'amounts':
      return `${column[field]} BETWEEN ${bind(value.from)} AND ${bind(value.to)}`;
    case 'day':
      return daySql(bind, must(column[field], 'a column'), value.comparison, value.day);
    case 'days':
      return `substr(${column[field]}, 1, 10) BETWEEN ${bind(value.from)} AND ${bind(value.to)}`;
    case 'age':
      return daySql(bind, must(column[field], 'a column'), mirrored[value.comparison], daysBefore(dayOf(scope), value.days));
  }
}

function meSql({ me, rows }: Reader, bind: Bind): string {
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

function wordSql(scope: SearchScope, bind: Bind, field: SearchField, word: string): string {
  switch (field) {
    case 'status':
      return states[word] ?? `issue.status_category = ${bind(word)}`;
    case 'is':
      return word === 'overdue' ? overdueSql(bind(dayOf(scope))) : must(states[word], 'a state');
    case 'has':
      return must(present[word], 'something that can be there');
    case 'blocked':
    case 'ready':
      return `issue.${field} = ${word === 'yes' ? 1 : 0}`;
    default:
      return `${column[field]} = ${bind(word)}`;
  }
}

const overdueSql = (day: string): string =>
  `(issue.open = 1 AND (issue.milestone_id IN (SELECT id FROM milestone WHERE target < ${day})
    OR issue.sprint IN (SELECT name FROM sprint WHERE finish < ${day})))`;

/** Names of records are looked up in their tables, which are small; others stand in the issue. */
function nameSql(bind: Bind, field: SearchField, compare: (name: string) => string): string {
  switch (field) {
    case 'label':
      return `EXISTS (SELECT 1 FROM issue_label WHERE issue_id = issue.id AND ${compare('label')})`;
    case 'milestone':
      return `issue.milestone_id IN (SELECT id FROM milestone WHERE ${compare('key')} OR ${compare('title')})`;
    case 'assignee':
      return `issue.assignee_id IN (SELECT id FROM person WHERE ${compare('name')})`;
    case 'roadmap':
      return `issue.roadmap_id IN (SELECT id FROM roadmap WHERE ${compare('title')})`;
    default:
      return compare(must(column[field], 'a column'));
  }
}

/** SQLite compares without case in A to Z only; other letters are tried in both cases. */
function comparedName(bind: Bind, name: string, text: string, prefix: boolean): string {
  if (prefix) return `${name} LIKE ${bind(`${text.replaceAll(/[\\%_]/gu, (sign) => `\\${sign}`)}%`)} ESCAPE '\\'`;
  const spelled = new Set([text, text.toLowerCase(), text.toUpperCase()]);
  // Cases that differ in A to Z only are one to SQLite.
  const needed = /[^\u0000-\u007f]/u.test(text) ? [...spelled] : [text];
  return `${name} COLLATE NOCASE IN (${needed.map(bind).join(', ')})`;
}

/** An age that is less is a day that is later. */
const mirrored: Readonly<Record<Comparison, Comparison>> = { '=': '=', '>': '<', '>=': '<=', '<': '>', '<=': '>=' };

/** Instants begin with their day, so texts compare as days do. */
function daySql(bind: Bind, instant: string, comparison: Comparison, day: string): string {
  return `substr(${instant}, 1, 10) ${comparison} ${bind(day)}`;
}

function dayOf({ today }: SearchScope): string {
  if (today !== null) return today;
  throw new QueryRefusal(
    problem('invalid-argument', 'An age or “overdue” counts from a day: give `today` with the search, as YYYY-MM-DD.', 'today'),
  );
}

function daysBefore(day: string, days: number): string {
  const then = new Date(Date.parse(day) - days * 86_400_000);
  // Further back than any calendar: everything is later.
  return Number.isNaN(then.getTime()) || then.getUTCFullYear() < 0 ? '0000-01-01' : then.toISOString().slice(0, 10);
}
