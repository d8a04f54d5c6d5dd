// A real workspace in a temporary folder, written without a thread in between: for laws that take thousands of steps.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCommand } from '#electron/engine/command/run-command.ts';
import { openPlanStore } from '#electron/engine/document/open-plan-store.ts';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import type { Commit } from '#electron/engine/document/thread-message.ts';
import { importPlan } from '#electron/engine/job/import-plan.ts';
import type { BundleTable } from '#electron/engine/store/bundle-table.ts';
import type { FolderTable } from '#electron/engine/store/folder-table.ts';
import { openReader, type ReadConnection } from '#electron/engine/store/connection.ts';
import { must } from '#shared/base/must.ts';
import type { Result } from '#shared/base/result.ts';
import type { JobValue } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Rows by table. */
type Dump = Readonly<Record<string, readonly unknown[]>>;

/** A workspace under test. */
export interface OpenStore {
  readonly folder: string;
  readonly deviceKeyPath: string;
  readonly store: PlanStore;
  /** The secret bytes of the device's key. */
  readonly seed: () => Uint8Array;
  readonly bundles: BundleTable;
  readonly sharedFolder: FolderTable;
  readonly commits: readonly Commit[];
  /** Calls `listener` after each commit. */
  onCommit(listener: () => void): void;
  /** A second connection, which sees what is committed and nothing else. */
  readonly reader: ReadConnection;
  command(name: string, args: unknown): Result<unknown, Problem>;
  importFiles(files: readonly { path: string; text: string }[]): Result<JobValue<'import-plan'>, Problem>;
  /** All rows of the projection. */
  rows(): Dump;
  /** Change log and heads. */
  log(): Dump;
  close(): void;
  /** Closes it and removes its folder: a law of thousands of workspaces cannot keep them until it ends. */
  discard(): void;
}

/** The tables in which SQLite keeps an index of words say the same in many ways; the words themselves are compared. */
const indexTables = /^issue_text/u;
/** Tables that are not derived from the documents. */
const kept: ReadonlySet<string> = new Set([
  'change',
  'document',
  'document_snapshot',
  'refused_change',
  'plan_file',
  'archive_setting',
  'bundle_document',
  'folder_setting',
  'folder_file',
  'folder_document',
  'undo_step',
  'own_actor',
  'returned_operation',
  'present_author',
  'sync_setting',
  'peer',
  'peer_document',
  'invitation',
  'sqlite_sequence',
]);
let opened = 0;

/** A clock (ms since 1970, and per reading) and what ids begin with. */
export interface Course {
  readonly start: number;
  readonly step: number;
  readonly seed: string;
}

function nextCourse(): Course {
  opened += 1;
  return { start: Date.UTC(2026, 0, 5, 9), step: 1000, seed: `t${String(opened).padStart(6, '0')}x` };
}

/** Opens the workspace in `folder`, a new one when none is given. Clock and ids are the same on every run. */
export function openStore(
  folder: string = temporaryFolder(),
  deviceKeyPath = join(folder, 'key', 'device.key'),
  author = 'Ada',
  course: Course = nextCourse(),
): OpenStore {
  const commits: Commit[] = [];
  const listeners: (() => void)[] = [];
  const result = openPlanStore(
    {
      folder,
      deviceKeyPath,
      author,
      workspaceName: 'Test',
      deterministic: course,
    },
    (commit) => {
      commits.push(commit);
      for (const listener of listeners) listener();
    },
  );
  if (!result.ok) throw new Error(result.error.message);
  const { store, seed, bundles, sharedFolder } = result.value;
  const connection = openReader(folder);
  if (!connection.ok) throw new Error(connection.error.message);
  const reader = connection.value;
  const close = closer(reader, store);
  onTestFinished(close);
  const names = reader.prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).all();
  // In the order of their content: where SQLite happens to keep a row means nothing.
  const all = (name: string): unknown[] =>
    reader
      .prepare(`SELECT * FROM "${name}"`)
      .all()
      .map((row) => ({ row, order: JSON.stringify(row) }))
      .toSorted((one, other) => (one.order < other.order ? -1 : 1))
      .map(({ row }) => row);
  const dump = (wanted: (name: string) => boolean): Dump =>
    Object.fromEntries(names.filter(({ name }) => wanted(name)).map(({ name }) => [name, all(name)]));
  return {
    folder,
    deviceKeyPath,
    store,
    seed,
    bundles,
    sharedFolder,
    commits,
    onCommit: (listener) => void listeners.push(listener),
    reader,
    command: (name, args) => runCommand(store, name, args),
    importFiles(files) {
      const run = importPlan({ files: [...files] }, store);
      for (;;) {
        const step = run.next();
        if (step.done === true) return step.value;
      }
    },
    rows: () => ({ ...dump((name) => !kept.has(name) && !indexTables.test(name)), 'indexed words': indexedWords(reader) }),
    log: () => ({
      change: reader.prepare('SELECT seq, hash FROM change ORDER BY seq').all(),
      document: reader.prepare('SELECT id, heads FROM document ORDER BY id').all(),
      plan_file: reader.prepare('SELECT path, sha256 FROM plan_file ORDER BY path').all(),
    }),
    close,
    discard() {
      close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Closes both, once. It is held until the test ends, so it must let go of them, and of the documents with them. */
function closer(reader: ReadConnection, store: PlanStore): () => void {
  let open: [ReadConnection, PlanStore] | null = [reader, store];
  return () => {
    for (const one of open ?? []) one.close();
    open = null;
  };
}

/** Every word of the full-text index with the issue, column and place where it stands. */
function indexedWords(reader: ReadConnection): unknown[] {
  reader.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed_word USING fts5vocab(main, issue_text, instance)');
  return reader
    .prepare(
      `SELECT issue.id AS issue, col, "offset" AS place, term FROM temp.indexed_word LEFT JOIN issue ON issue.rowid = doc
       ORDER BY issue.id, col, "offset", term`,
    )
    .all();
}

/** The value of what must not be refused. */
export function accepted(result: Result<unknown, Problem>): Record<string, string> {
  if (!result.ok) throw new Error(`Refused: ${result.error.message}`);
  // Every command answers an object whose fields are ids, keys or counts.
  return must(result.value, 'an answer') as Record<string, string>;
}
