import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import type { Reader } from '#electron/engine/query/reader.ts';
import { must } from '#shared/base/must.ts';
import { seededRandom } from '#shared/base/random.ts';
import { openProjection, type ProjectionDatabase } from '#tests/support/projection-database.ts';
import { type Bench, durations, type Figure, percentile } from './measure.ts';

const today = '2026-11-20';

/** What people ask, from the common to the costly; a third of all titles and bodies have `auth`, a few per cent each other word. */
const asked: Readonly<Record<string, readonly string[]>> = {
  'one word of 30 % of the issues': ['auth', 'auth*', '"auth"'],
  words: ['login graph', 'authentication retry', 'graph layout', 'w12 w40', 'w7 auth', '"retry login"'],
  'half a word': ['a', 'au', 're', 'gra', 'layo', 'w1', 'auth'],
  'a key': ['SX-4711', '4711', 'key:SX-47*'],
  'a typing error': ['authentcation', 'grahp layout', 'schedulre', 'zzzzzzzz'],
  fields: [
    'blocked:yes estimate:>8',
    'status:open priority:P0 label:v2 blocked:yes estimate:>8',
    '-label:bug',
    'label:rare',
    'estimate:>39 priority:P0 component:Sync is:ready',
    'component:Nowhere',
    'updated:<2d',
    'is:overdue',
    'milestone:M1 assignee:Ada',
    'has:comment',
    'status:done OR priority:P0',
  ],
  'words and fields': [
    'auth blocked:yes estimate:>8',
    'login status:open -label:bug',
    'graph component:Core priority:P0,P1',
    'auth label:rare',
    'auth component:Nowhere',
    'w3 (priority:P0 OR label:bug)',
    '-auth priority:P0',
  ],
};

/** A plan of 300-letter bodies; words fall off as they do in language. */
function fill({ insert, execute, index }: ProjectionDatabase, count: number): void {
  const random = seededRandom(7);
  const pick = (items: readonly string[]): string => must(items[Math.floor(random() * items.length)], 'an item');
  const pickOrNone = (items: readonly string[]): string | null => (random() < 0.2 ? null : pick(items));
  const named = ['login', 'graph', 'layout', 'retry', 'authentication', 'schedule', 'import', 'release'];
  const vocabulary = Array.from({ length: 20_000 }, (_, at) =>
    at < named.length * 12 && at % 12 === 5 ? must(named[(at - 5) / 12], 'a word') : `w${at}`,
  );
  const word = (): string => must(vocabulary[Math.floor(random() ** 4 * vocabulary.length)], 'a word');
  const text = (words: number): string => Array.from({ length: words }, word).join(' ');
  // As connection.ts opens databases.
  execute('PRAGMA journal_mode = WAL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; BEGIN');
  for (let roadmap = 0; roadmap < 10; roadmap += 1) {
    insert('roadmap', { id: `r${roadmap}`, title: `Plan ${roadmap}`, rank: `a${roadmap}` });
    for (const number of [1, 2, 3])
      insert('milestone', { id: `r${roadmap}m${number}`, roadmap_id: `r${roadmap}`, key: `M${number}`, target: `2026-1${number - 1}-15` });
  }
  for (const name of ['Ada', 'Grace', 'Edsger']) insert('person', { id: name, name, hours_per_week: 40 });
  for (let at = 0; at < count; at += 1) {
    const id = `i${at.toString(36).padStart(24, '0')}`;
    const roadmap = `r${at % 10}`;
    const status = pick(['planned', 'planned', 'backlog', 'in-progress', 'done', 'done']);
    insert('issue', {
      id,
      roadmap_id: roadmap,
      milestone_id: random() < 0.2 ? null : `${roadmap}m${1 + Math.floor(random() * 3)}`,
      key: `SX-${at}`,
      title: `${random() < 0.15 ? 'auth ' : ''}${text(7)}`,
      body: `${random() < 0.2 ? 'auth ' : ''}${text(55)}`,
      status_category: status,
      status_name: status,
      priority: pickOrNone(['P0', 'P1', 'P2', 'P3']),
      component: pickOrNone(['Core', 'Table', 'Graph', 'Import', 'Engine', 'Sync']),
      assignee_id: pickOrNone(['Ada', 'Grace', 'Edsger']),
      sprint: pickOrNone(['Sprint 1', 'Sprint 2', 'Sprint 3']),
      estimate_likely: random() < 0.1 ? null : 1 + Math.floor(random() * 40),
      rank: `a${String(at).padStart(7, '0')}`,
      waits_for: random() < 0.3 ? 1 : 0,
    });
    if (random() < 0.3) insert('issue_label', { issue_id: id, label: pick(['bug', 'v2', 'docs']) });
    if (at % 5000 === 77) insert('issue_label', { issue_id: id, label: 'rare' });
    if (random() < 0.1) insert('comment', { id: `c${at}`, issue_id: id, author: 'Ada', at: today, text: text(8) });
    const day = `2026-${String(1 + Math.floor(random() * 11)).padStart(2, '0')}-10T10:00:00.000Z`;
    insert('issue_time', { issue_id: id, created_at: day, updated_at: day, status_at: null });
  }
  execute('COMMIT');
  const started = performance.now();
  execute('BEGIN');
  index();
  execute('COMMIT');
  indexing = performance.now() - started;
}

/** What indexing the plan that was filled last took, in milliseconds. */
let indexing = 0;

/** Asks anew each time: what was remembered of the same question is not what somebody waits for. */
function ask(reader: Reader, text: string): number {
  const query = prepareQuery('search', { text, today });
  if (!query.ok) throw new Error(query.error.message);
  const forgetting: Reader = {
    ...reader,
    remember: (key, compute) =>
      key.startsWith('search [') || key.startsWith('search meeting') ? compute() : reader.remember(key, compute),
  };
  return query.value.answer(forgetting).rows.length;
}

/** Search at 1,000, 10,000 and 100,000 issues: the first twenty hits of each kind of question. */
export const searchBench: Bench = {
  async *figures() {
    for (const count of (process.env['SEARCH_BENCH_SIZE'] ?? '1000 10000 100000').split(' ').map(Number)) {
      const folder = mkdtempSync(join(tmpdir(), 'sextant-search-'));
      const database = openProjection(join(folder, 'plan.sqlite'));
      try {
        fill(database, count);
        const size = `${count.toLocaleString('en')} issues`;
        const scan = await durations(
          () =>
            database.reader.rows(`SELECT id FROM issue WHERE title LIKE '%auth%' OR body LIKE '%auth%' ORDER BY readiness, rank LIMIT 20`),
          5,
          1,
        );
        const beside = percentile(scan, 0.5);
        const compared = (name: string, milliseconds: number, limit: number | null): Figure => ({
          name: `${name}, ${size}`,
          value: milliseconds,
          besideName: 'LIKE over titles and bodies',
          besideValue: beside,
          limit,
        });
        yield compared('index all texts', indexing, null);
        const all: number[] = [];
        for (const [kind, texts] of Object.entries(asked)) {
          const taken: number[] = [];
          for (const text of texts) {
            const own = await durations(() => ask(database.reader, text), 9, 2);
            if (process.env['SEARCH_BENCH_EACH'] !== undefined)
              console.log(`    ${text.padEnd(60)} ${percentile(own, 0.5).toFixed(2)} ${percentile(own, 0.95).toFixed(2)}`);
            taken.push(...own);
          }
          all.push(...taken);
          taken.sort((one, other) => one - other);
          yield compared(`search ${kind}, p95`, percentile(taken, 0.95), 10);
        }
        all.sort((one, other) => one - other);
        yield compared('search, all of these, p95', percentile(all, 0.95), 10);
      } finally {
        database.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }
  },
};
