// A projection filled by hand, for tests of what is read from it: the tables of all migrations without an engine.
import Database from 'better-sqlite3';
import type { WriteConnection } from '#electron/engine/store/connection.ts';
import { migrate } from '#electron/engine/store/migrate.ts';
import { RowWriter } from '#electron/engine/store/row-writer.ts';
import { SearchText } from '#electron/engine/store/search-text.ts';
import { createReader, type Reader } from '#electron/engine/query/reader.ts';
import { must } from '#shared/base/must.ts';
import { seededRandom } from '#shared/base/random.ts';

/** A value of a column. */
type Value = string | number | null;

/** Defaults of the columns that every row of a table needs. */
const defaults: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  roadmap: { title: 'Plan', goal: '', notes: '', rank: 'a0' },
  milestone: { title: 'Milestone', goal: '', implied: 0, notes: '', rank: 'a0' },
  issue: {
    kind: 'issue',
    title: 'Issue',
    body: '',
    status_category: 'planned',
    status_name: 'Planned',
    status_verified: 0,
    rank: 'a0',
  },
  sprint: { goal: '', capacity_hours: null },
  named_sprint: { title: '', note: '', rank: 'a0' },
  checklist_item: { kind: 'task', group: '', text: 'Do it', done: 0, rank: 'a0' },
  dependency: { strength: 'hard', note: '', set_aside: 0 },
  external: { resolved: 0 },
  risk: { group: '', likelihood: '', impact: '', mitigations: '[]', rank: 'a0' },
};

/** A database with the tables of a projection. */
export interface ProjectionDatabase {
  readonly reader: Reader;
  /** Adds a row; columns that are not given have a plain value. */
  insert(table: string, row: Readonly<Record<string, Value>>): void;
  /** Runs statements. */
  execute(sql: string): void;
  /** Brings the full-text index level with the rows. */
  index(): void;
  close(): void;
}

/** Opens an empty projection at `path`, in memory by default. */
export function openProjection(path = ':memory:'): ProjectionDatabase {
  const database = new Database(path);
  migrate(database);
  return {
    reader: createReader(database, '/workspace'),
    insert(table, row) {
      const values = { ...defaults[table], ...row };
      const columns = Object.keys(values);
      database
        .prepare(
          `INSERT INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
        )
        .run(values);
    },
    execute: (sql) => void database.exec(sql),
    index() {
      // The connection is this test's own, and writes.
      const search = new SearchText(new RowWriter(database as WriteConnection));
      search.clear();
      search.finish();
    },
    close: () => void database.close(),
  };
}

/** Fills a projection with `count` issues in three roadmaps: 12 sprints, 8 components, ranges on half of the estimates, bodies of about 600 characters. */
export function fillProjection(database: ProjectionDatabase, count: number, seed = 1): void {
  const { insert, execute } = database;
  const random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => must(items[Math.floor(random() * items.length)], 'an item');
  const pickOrNone = (items: readonly string[]): string | null => (random() < 0.15 ? null : pick(items));
  execute('BEGIN');
  insert('workspace', { id: 1, name: 'Large', hours_per_week: 120, sprint_weeks: 2 });
  for (const roadmap of [0, 1, 2]) {
    insert('roadmap', { id: `r${roadmap}`, title: `Plan ${roadmap}`, rank: `a${roadmap}` });
    for (const milestone of [0, 1, 2, 3]) {
      insert('milestone', { id: `r${roadmap}m${milestone}`, roadmap_id: `r${roadmap}`, key: `M${milestone}`, rank: `a${milestone}` });
    }
  }
  for (const person of ['Ada', 'Grace', 'Edsger']) insert('person', { id: person, name: person, hours_per_week: 40 });
  for (let sprint = 1; sprint <= 12; sprint++) {
    const month = String(sprint).padStart(2, '0');
    insert('sprint', { id: `s${sprint}`, name: `Sprint ${sprint}`, start: `2026-${month}-01`, finish: `2026-${month}-14` });
  }
  const body = 'What has to be done, and why it matters to the people who wait for it. '.repeat(9);
  for (let index = 0; index < count; index++) {
    const roadmap = `r${index % 3}`;
    const likely = random() < 0.1 ? null : 1 + Math.floor(random() * 40);
    const ranged = likely !== null && random() < 0.5;
    const status = pick(['planned', 'planned', 'backlog', 'in-progress', 'done', 'cancelled']);
    insert('issue', {
      id: `i${index}`,
      roadmap_id: roadmap,
      milestone_id: random() < 0.2 ? null : `${roadmap}m${Math.floor(random() * 4)}`,
      key: `#${index}`,
      title: `Make the part ${index} of ${pick(['engine', 'table', 'graph', 'import'])} work`,
      body: `${body}${index}`,
      status_category: status,
      status_name: status,
      priority: pickOrNone(['P0', 'P1', 'P2', 'P3']),
      component: pickOrNone(['Core', 'Table', 'Graph', 'Import', 'Engine', 'Sync', 'Shell']),
      assignee_id: pickOrNone(['Ada', 'Grace', 'Edsger']),
      sprint: pickOrNone(Array.from({ length: 12 }, (_, sprint) => `Sprint ${sprint + 1}`)),
      estimate_likely: likely,
      estimate_optimistic: ranged ? Math.ceil(likely / 2) : null,
      estimate_pessimistic: ranged ? likely * 2 : null,
      rank: `a${String(index).padStart(7, '0')}`,
      waits_for: random() < 0.3 ? 1 : 0,
    });
    if (random() < 0.3) insert('issue_label', { issue_id: `i${index}`, label: pick(['bug', 'speed', 'docs']) });
    if (index > 3 && random() < 0.4) {
      insert('dependency', {
        id: `d${index}`,
        issue_id: `i${index}`,
        depends_on_id: `i${Math.max(0, index - 3 - Math.floor(random() * 50))}`,
      });
    }
  }
  database.index();
  execute('COMMIT');
}
