import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PreparedQuery, prepareQuery } from '#electron/engine/query/answer-query.ts';
import { QueryRefusal } from '#electron/engine/query/query-refusal.ts';
import { must } from '#shared/base/must.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { parseSearch } from '#shared/plan/search/parse-search.ts';
import type { Comparison, SearchNode, SearchValue } from '#shared/plan/search/search-node.ts';
import { openProjection, type ProjectionDatabase } from '#tests/support/projection-database.ts';

// The law of matching: a search finds what a matcher finds that knows nothing of indexes and looks at every issue.

const today = '2026-11-20';
const words = [
  'auth',
  'author',
  'authentication',
  'login',
  'Log',
  'graph',
  'Grüße',
  'naïve',
  'résumé',
  'v2',
  '12',
  '搜索结果',
  'the',
  'to',
];

/** One issue as the matcher sees it. */
interface Plain {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly component: string | null;
  readonly sprint: string | null;
  readonly milestone: number | null;
  readonly assignee: number | null;
  readonly priority: string | null;
  readonly status: string;
  readonly statusName: string;
  readonly kind: string;
  readonly estimate: number | null;
  readonly points: number | null;
  readonly waits: number;
  readonly held: boolean;
  readonly items: readonly string[];
  readonly comments: readonly string[];
  readonly created: string;
  readonly updated: string;
  readonly statusAt: string | null;
}

const people = ['Ada', 'Grace Hopper'];
const milestones = [
  { key: 'M1', title: 'First light', target: '2026-10-01' },
  { key: 'M2', title: 'Auth', target: null },
];
const sentence = fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((found) => found.join(' '));
const day = fc.constantFrom('2026-11-20', '2026-11-19', '2026-11-13', '2026-10-01', '2026-01-31');
const orNull = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { freq: 2 });
const plan = fc
  .array(
    fc.record({
      title: sentence,
      body: sentence,
      labels: fc.uniqueArray(fc.constantFrom('bug', 'Bug fix', 'v2', 'auth', 'later'), { maxLength: 2 }),
      component: orNull(fc.constantFrom('Core', 'Table', 'core')),
      sprint: orNull(fc.constantFrom('Sprint 1', 'Sprint 2')),
      milestone: orNull(fc.nat(1)),
      assignee: orNull(fc.nat(1)),
      priority: orNull(fc.constantFrom('P0', 'P1', 'P2', 'P3')),
      status: fc.constantFrom('backlog', 'planned', 'in-progress', 'done', 'cancelled'),
      statusName: fc.constantFrom('Todo', 'In review', 'Done'),
      kind: fc.constantFrom('issue', 'bug'),
      estimate: orNull(fc.constantFrom(1, 2, 7.5, 8, 16, 40)),
      points: orNull(fc.nat(8)),
      waits: fc.nat(2),
      held: fc.boolean(),
      items: fc.array(sentence, { maxLength: 2 }),
      comments: fc.array(sentence, { maxLength: 1 }),
      created: day,
      updated: day,
      statusAt: orNull(day),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((issues) => issues.map((issue, index): Plain => ({ ...issue, id: `i${index}`, key: `SX-${index + 9}` })));

const term = fc.oneof(
  fc.constantFrom(
    ...words,
    'aut',
    'au',
    'gruss',
    'grusse',
    'RESUME',
    'authentcation',
    'lgoin',
    'sx-12',
    '"the to"',
    '"log"',
    'auth*',
    'gra*',
    '搜索',
    '结果',
    '-login',
    '-"auth"',
    '-the',
  ),
  fc.constantFrom(
    'status:open',
    'status:closed',
    'status:done,planned',
    'status:"In review"',
    'status:"in rev"',
    'priority:P0,P1',
    'priority:none',
    'priority:>=P1',
    'label:bug',
    'label:b*',
    'label:none',
    '-label:v2',
    'label:"bug FIX"',
  ),
  fc.constantFrom(
    'component:core',
    'component:none',
    'kind:bug',
    'milestone:m1',
    'milestone:"First light"',
    'milestone:none',
    'sprint:"sprint 1"',
    'sprint:s*',
    'assignee:ada',
    'assignee:none',
    'assignee:me',
    'roadmap:plan',
    'key:sx-12',
    'key:SX-1*',
  ),
  fc.constantFrom(
    'blocked:yes',
    'blocked:no',
    'ready:yes',
    'is:overdue',
    'is:ready',
    'has:estimate',
    'has:checklist',
    'has:body',
    'has:comment',
    'has:label',
    '-has:label',
    'has:hold',
  ),
  fc.constantFrom(
    'estimate:>8',
    'estimate:1d',
    'estimate:2..8',
    'estimate:none',
    '-estimate:>8',
    'points:<=3',
    'points:0',
    'waits:>0',
    'updated:<7d',
    'updated:>=2026-11-13',
    'updated:today',
    'created:2026-10-01..2026-11-13',
    'closed:>1w',
    'closed:none',
    '-created:<2w',
  ),
);
const query = fc.array(fc.tuple(term, fc.constantFrom(' ', ' ', ' ', ' OR ')), { minLength: 1, maxLength: 4 }).chain((parts) =>
  fc.boolean().map((grouped) => {
    const text = parts.map(([one, joint], index) => one + (index === parts.length - 1 ? '' : joint)).join('');
    return grouped ? `-(${text})` : text;
  }),
);

// ── The matcher ──────────────────────────────────────────────────────────────────────────────────────────────────────

const tokens = (text: string): string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

interface Told {
  readonly issues: readonly Plain[];
  /** Words of titles and labels, which half-typed words go on as. */
  readonly known: ReadonlySet<string>;
  /** Words of all texts. */
  readonly all: ReadonlySet<string>;
}

const columns = ({ title, key, body, component, labels, items, comments }: Plain): string[][] => [
  tokens(title),
  tokens(key),
  tokens(body),
  tokens([component ?? '', ...labels.toSorted()].join('\n')),
  tokens(items.join('\n')),
  tokens(comments.join('\n')),
];

function textFits(issue: Plain, told: Told, { text, prefix, quoted }: Extract<SearchNode, { kind: 'text' }>): boolean {
  const wanted = tokens(text);
  const last = must(wanted.at(-1), 'a word');
  const exact = (word: string): boolean => word === last;
  const longer = (word: string): boolean => word.startsWith(last);
  const half = (word: string): boolean => exact(word) || (longer(word) && told.known.has(word));
  const inside = (word: string): boolean => word.includes(last) && told.known.has(word);
  const short = last.length <= 3 && /^\p{L}+$/u.test(last);
  let ends: (word: string) => boolean = prefix ? (short && wanted.length === 1 ? half : longer) : exact;
  if (wanted.length === 1 && /\p{sc=Han}/u.test(last)) ends = (word) => longer(word) || inside(word);
  else if (wanted.length === 1 && ![...told.all].some(ends)) {
    const wider = !quoted && last.length > 1 && [...told.known].some(inside);
    ends = wider ? inside : prefix ? longer : exact;
  }
  return columns(issue).some((column) =>
    column.some((_, at) =>
      wanted.every((word, index) => (index === wanted.length - 1 ? ends(column[at + index] ?? '') : column[at + index] === word)),
    ),
  );
}

const compared = (one: number | string, comparison: Comparison, other: number | string): boolean =>
  ({ '=': one === other, '>': one > other, '>=': one >= other, '<': one < other, '<=': one <= other })[comparison];

const isOpen = ({ status }: Plain): boolean => status !== 'done' && status !== 'cancelled';
const isBlocked = (issue: Plain): boolean => isOpen(issue) && (issue.waits > 0 || issue.held);
const isReady = (issue: Plain): boolean => ['backlog', 'planned'].includes(issue.status) && !isBlocked(issue);
const isOverdue = (issue: Plain): boolean =>
  isOpen(issue) && ((issue.milestone !== null && (milestones[issue.milestone]?.target ?? '9') < today) || issue.sprint === 'Sprint 1');

/** What an issue has for a field: names, a number or a day. */
function valuesOf(issue: Plain, field: string): (string | number | null)[] {
  const milestone = issue.milestone === null ? null : must(milestones[issue.milestone], 'a milestone');
  switch (field) {
    case 'status':
      return [issue.statusName];
    case 'priority':
      return [issue.priority];
    case 'label':
      return issue.labels.length === 0 ? [null] : [...issue.labels];
    case 'milestone':
      return milestone === null ? [null] : [milestone.key, milestone.title];
    case 'assignee':
      return [issue.assignee === null ? null : must(people[issue.assignee], 'a person')];
    case 'roadmap':
      return ['Plan'];
    case 'waits':
      return [issue.waits];
    case 'closed':
      return [isOpen(issue) ? null : (issue.statusAt ?? issue.created)];
    default:
      // The other fields are called as they are here.
      return [Reflect.get(issue, field) as string | number | null];
  }
}

function wordFits(issue: Plain, field: string, word: string): boolean {
  const states: Readonly<Record<string, boolean>> = {
    open: isOpen(issue),
    closed: !isOpen(issue),
    blocked: isBlocked(issue),
    ready: isReady(issue),
    overdue: isOverdue(issue),
  };
  if (field === 'is' || (field === 'status' && word in states)) return states[word] ?? false;
  if (field === 'status') return issue.status === word;
  if (field === 'blocked' || field === 'ready') return states[field] === (word === 'yes');
  if (field !== 'has') return valuesOf(issue, field).includes(word);
  const lists: Readonly<Record<string, number>> = {
    label: issue.labels.length,
    checklist: issue.items.length,
    comment: issue.comments.length,
    body: issue.body.length,
    hold: Number(issue.held),
  };
  return (lists[word] ?? Number(valuesOf(issue, word)[0] !== null)) > 0;
}

function ago(days: number): string {
  return new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
}

function valueFits(issue: Plain, field: string, value: SearchValue): boolean {
  const own = valuesOf(issue, field).filter((one) => one !== null && one !== undefined);
  const mirror: Readonly<Record<Comparison, Comparison>> = { '=': '=', '>': '<', '>=': '<=', '<': '>', '<=': '>=' };
  const number = (one: string | number): number => (field === 'priority' ? Number(String(one).slice(1)) : Number(one));
  switch (value.kind) {
    case 'none':
      return own.length === 0;
    case 'me':
      return issue.assignee === 0;
    case 'word':
      return wordFits(issue, field, value.word);
    case 'name': {
      const wanted = value.text.toLowerCase();
      return own.some((one) => (value.prefix ? String(one).toLowerCase().startsWith(wanted) : String(one).toLowerCase() === wanted));
    }
    case 'amount':
      return own.some((one) => compared(number(one), value.comparison, value.amount));
    case 'amounts':
      return own.some((one) => number(one) >= value.from && number(one) <= value.to);
    case 'day':
      return own.some((one) => compared(one, value.comparison, value.day));
    case 'days':
      return own.some((one) => one >= value.from && one <= value.to);
    case 'age':
      return own.some((one) => compared(one, mirror[value.comparison], ago(value.days)));
  }
}

function fits(issue: Plain, told: Told, node: SearchNode): boolean {
  switch (node.kind) {
    case 'all':
      return node.of.every((part) => fits(issue, told, part));
    case 'any':
      return node.of.some((part) => fits(issue, told, part));
    case 'not':
      return !fits(issue, told, node.of);
    case 'text':
      return textFits(issue, told, node);
    case 'field':
      return node.values.some((value) => valueFits(issue, node.field, value));
  }
}

// ── The database ─────────────────────────────────────────────────────────────────────────────────────────────────────

function filled(issues: readonly Plain[]): ProjectionDatabase {
  const database = openProjection();
  const { insert } = database;
  insert('roadmap', { id: 'r' });
  for (const [index, name] of people.entries()) insert('person', { id: `p${index}`, name, hours_per_week: null });
  for (const [index, { key, title, target }] of milestones.entries())
    insert('milestone', { id: `m${index}`, roadmap_id: 'r', key, title, target });
  insert('sprint', { id: 's1', name: 'Sprint 1', start: '2026-11-01', finish: '2026-11-14' });
  for (const issue of issues) {
    const { id, key, title, body, component, sprint, priority, kind, points } = issue;
    insert('issue', {
      id,
      key,
      title,
      body,
      component,
      sprint,
      priority,
      kind,
      points,
      roadmap_id: 'r',
      status_category: issue.status,
      status_name: issue.statusName,
      milestone_id: issue.milestone === null ? null : `m${issue.milestone}`,
      assignee_id: issue.assignee === null ? null : `p${issue.assignee}`,
      estimate_likely: issue.estimate,
      waits_for: issue.waits,
      hold_reason: issue.held ? 'Held' : null,
      checklist_total: issue.items.length,
    });
    for (const label of issue.labels) insert('issue_label', { issue_id: id, label });
    for (const [index, text] of issue.items.entries())
      insert('checklist_item', { id: `${id}-${index}`, roadmap_id: 'r', issue_id: id, text });
    for (const [index, text] of issue.comments.entries())
      insert('comment', { id: `${id}-${index}`, issue_id: id, author: 'Ada', at: today, text });
    const at = (on: string): string => `${on}T10:00:00.000Z`;
    insert('issue_time', {
      issue_id: id,
      created_at: at(issue.created),
      updated_at: at(issue.updated),
      status_at: issue.statusAt === null ? null : at(issue.statusAt),
    });
  }
  database.index();
  return database;
}

function answer(database: ProjectionDatabase, name: 'search' | 'issue-list', args: object): ReturnType<PreparedQuery['answer']> {
  const prepared = prepareQuery(name, args);
  if (!prepared.ok) throw new Error(prepared.error.message);
  return prepared.value.answer({ ...database.reader, me: 'ada' });
}

test('a search finds what looking at every issue finds, in the list and by itself', () => {
  let found = 0;
  let corrected = 0;
  fc.assert(
    fc.property(plan, fc.array(query, { minLength: 8, maxLength: 8 }), (issues, texts) => {
      const database = filled(issues);
      const told: Told = {
        issues,
        known: new Set(issues.flatMap(({ title, component, labels }) => tokens([title, component ?? '', ...labels].join(' ')))),
        all: new Set(issues.flatMap((issue) => columns(issue).flat())),
      };
      for (const text of texts) {
        const node = parseSearch(text);
        if (!node.ok) throw new Error(`${text}: ${node.error.message}`);
        const wanted = issues.filter((issue) => fits(issue, told, node.value)).map(({ id }) => id);
        const listed = answer(database, 'issue-list', { filter: { text, today } });
        expect([text, listed.rows.map(({ id }) => id).toSorted()]).toEqual([text, wanted.toSorted()]);
        const searched = answer(database, 'search', { text, today }) as QueryResult<'search'>; // as above
        found += wanted.length;
        // A corrected word finds more; that is told.
        if (searched.summary.correction !== null) corrected += 1;
        else
          expect([text, searched.rows.map(({ id }) => id).toSorted(), searched.summary.total]).toEqual([
            text,
            wanted.toSorted(),
            wanted.length,
          ]);
      }
      database.close();
    }),
    { numRuns: 150, seed: 3 },
  );
  expect(found).toBeGreaterThan(2000);
  expect(corrected).toBeGreaterThan(0);
});

test('no text makes a search fail otherwise than by a refusal with its place', () => {
  const database = filled([]);
  let refused = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc
          .array(
            fc.constantFrom(
              '"',
              "'",
              '*',
              '(',
              ')',
              ':',
              '^',
              '{',
              '}',
              'NEAR',
              'AND',
              'OR',
              'NOT',
              '-',
              '+',
              '\0',
              '\ud800',
              'a',
              ' ',
              ';',
              '--',
              'ﬁ',
              '𐐨',
              '࠙',
            ),
            { maxLength: 12 },
          )
          .map((signs) => signs.join('')),
      ),
      (text) => {
        // Half a pair is no text: it is refused before anything is searched.
        if (!text.isWellFormed()) {
          expect(prepareQuery('search', { text, today })).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
          return;
        }
        try {
          answer(database, 'search', { text, today });
          answer(database, 'issue-list', { filter: { text, today } });
        } catch (error) {
          if (!(error instanceof QueryRefusal)) throw error;
          refused += 1;
          expect(error.problem.where).toMatch(/^text:\d+$/u);
        }
      },
    ),
    { numRuns: 1500, seed: 4 },
  );
  database.close();
  expect(refused).toBeGreaterThan(50);
});
