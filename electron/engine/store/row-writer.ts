// Writes rows of the projection. Knows tables and columns, not where the rows come from.
import type Database from 'better-sqlite3';
import type { WriteConnection } from './connection.ts';

/** What a column can hold. */
export type Cell = string | number | null;

const tables = {
  workspace: { key: ['id'], columns: ['id', 'name', 'hours_per_week', 'sprint_weeks', 'holidays'] },
  person: {
    key: ['id'],
    columns: ['id', 'name', 'hours_per_week', 'week', 'days_off', 'focus', 'share', 'skills', 'units', 'wip_limit'],
  },
  member: { key: ['id'], columns: ['id', 'name', 'role', 'revoked', 'position', 'admitted_at'] },
  member_device: { key: ['id'], columns: ['id', 'name', 'person_id', 'revoked', 'added_at'] },
  sprint: { key: ['id'], columns: ['id', 'name', 'goal', 'start', 'finish', 'capacity_hours', 'locked'] },
  roadmap: {
    key: ['id'],
    columns: [
      'id',
      'title',
      'goal',
      'status_category',
      'status_name',
      'status_verified',
      'current_milestone',
      'generated_on',
      'notes',
      'source_path',
      'dialect',
      'rank',
    ],
  },
  milestone: {
    key: ['id'],
    columns: [
      'id',
      'roadmap_id',
      'key',
      'title',
      'goal',
      'status_category',
      'status_name',
      'status_verified',
      'implied',
      'target',
      'notes',
      'rank',
    ],
  },
  named_sprint: { key: ['roadmap_id', 'name'], columns: ['roadmap_id', 'name', 'title', 'note', 'rank'] },
  issue: {
    key: ['id'],
    columns: [
      'id',
      'roadmap_id',
      'parent_id',
      'milestone_id',
      'key',
      'kind',
      'title',
      'status_category',
      'status_name',
      'status_verified',
      'priority',
      'severity',
      'component',
      'category',
      'flag',
      'assignee_id',
      'sprint',
      'estimate_likely',
      'estimate_optimistic',
      'estimate_pessimistic',
      'points',
      'hold_reason',
      'rank',
      'source_line',
      'not_before',
      'deadline',
      'fixed_start',
      'fixed_duration',
      'splits',
      'needs',
      'spent_hours',
      'remaining_hours',
    ],
  },
  key_alias: { key: ['issue_id'], columns: ['issue_id', 'roadmap_id', 'key'] },
  issue_label: { key: ['issue_id', 'label'], columns: ['issue_id', 'label'] },
  checklist_item: {
    key: ['id'],
    columns: ['id', 'roadmap_id', 'issue_id', 'milestone_id', 'parent_id', 'kind', 'group', 'text', 'done', 'rank'],
  },
  dependency: { key: ['id'], columns: ['id', 'issue_id', 'depends_on_id', 'strength', 'note', 'kind', 'lag_minutes'] },
  external: { key: ['id'], columns: ['id', 'roadmap_id', 'issue_id', 'kind', 'name', 'resolved', 'expected_on'] },
  risk: { key: ['id'], columns: ['id', 'roadmap_id', 'title', 'group', 'likelihood', 'impact', 'mitigations', 'rank'] },
  risk_issue: { key: ['risk_id', 'issue_id'], columns: ['risk_id', 'issue_id'] },
  stated_total: { key: ['roadmap_id', 'position'], columns: ['roadmap_id', 'position', 'by', 'name', 'issues', 'hours'] },
  contradiction: { key: ['issue_id', 'position'], columns: ['issue_id', 'position', 'text'] },
  comment: { key: ['id'], columns: ['id', 'issue_id', 'author', 'at', 'text'] },
  activity: {
    key: ['id'],
    columns: ['id', 'change_seq', 'roadmap_id', 'issue_id', 'at', 'author', 'device_id', 'command', 'field', 'before', 'after', 'subject'],
  },
  baseline: { key: ['id'], columns: ['id', 'name', 'note', 'at', 'author', 'heads'] },
  scenario: { key: ['id'], columns: ['id', 'name', 'roadmap_id', 'created_at', 'author', 'device_id', 'state', 'heads'] },
  flag: {
    key: ['id'],
    columns: ['id', 'name', 'description', 'is_on', 'rollout_percent', 'milestone_id', 'created_at'],
  },
  saved_view: { key: ['id'], columns: ['id', 'name', 'text', 'group', 'order', 'author', 'rank'] },
  issue_time: { key: ['issue_id'], columns: ['issue_id', 'created_at', 'updated_at', 'status_at'] },
  archived_issue: {
    key: ['issue_id'],
    columns: [
      'issue_id',
      'roadmap_id',
      'archived',
      'key',
      'title',
      'kind',
      'status_category',
      'status_name',
      'status_verified',
      'estimate_likely',
      'text',
      'parts',
      'fingerprint',
      'file',
      'sha256',
      'device_id',
      'author',
      'at',
    ],
  },
  dormant: { key: ['anchor_id', 'record_id'], columns: ['anchor_id', 'record_id', 'collection', 'document_id'] },
  trash: {
    key: ['record_id'],
    columns: ['record_id', 'kind', 'roadmap_id', 'owner_id', 'other_id', 'key', 'title', 'deleted_at'],
  },
  retention_rule: { key: ['id'], columns: ['id', 'name', 'roadmap_id', 'statuses', 'days', 'device_id', 'enabled'] },
  conflict: {
    key: ['record_id', 'kind', 'field', 'operation'],
    columns: ['record_id', 'kind', 'field', 'operation', 'document_id', 'collection', 'value', 'wins', 'author', 'device_id', 'at'],
  },
} as const;

/** Name of a table of the projection. */
export type Table = keyof typeof tables;

/** What is kept for search beside the tables; the index of texts and the list of words. */
export type SearchTable = 'issue_text' | 'search_word';

/** A row of a table. Columns that the projection counts or keeps elsewhere (an issue's body) are not part of it. */
export type Row<Name extends Table> = Readonly<Record<(typeof tables)[Name]['columns'][number], Cell>>;

/** All tables of the projection. */
// The keys of a constant object are its names.
export const projectionTables = Object.keys(tables) as readonly Table[];

/** Columns that a table has beside those of its rows, with what a new row starts with. They are kept up to date elsewhere. */
const startingCells: Partial<Record<Table, Readonly<Record<string, Cell>>>> = {
  issue: { body: '', waits_for: 0, waits_for_external: 0, unblocks: 0, checklist_done: 0, checklist_total: 0 },
  dependency: { set_aside: 0 },
};

/** Writes rows and remembers which tables it wrote. */
export class RowWriter {
  readonly #connection: WriteConnection;
  readonly #statements = new Map<string, Database.Statement<Cell[]>>();
  #written = new Set<Table | SearchTable>();

  constructor(connection: WriteConnection) {
    this.#connection = connection;
  }

  #statement(sql: string): Database.Statement<Cell[]> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare<Cell[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Inserts the row or brings the one with the same key up to date. `start` is what a new row has in its other columns. */
  put<Name extends Table>(table: Name, row: Row<Name>, start: Readonly<Record<string, Cell>> = startingCells[table] ?? {}): void {
    const cells: Readonly<Record<string, Cell>> = row;
    // A plain list: the literal types of the table are of no use here.
    const columns: readonly string[] = tables[table].columns;
    let statement = this.#statements.get(table);
    if (statement === undefined) {
      const key: readonly string[] = tables[table].key;
      const names = [...columns, ...Object.keys(startingCells[table] ?? {})].map((column) => `"${column}"`);
      const changes = columns.filter((column) => !key.includes(column)).map((column) => `"${column}" = excluded."${column}"`);
      statement = this.#connection.prepare<Cell[]>(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT (${key.join(', ')}) DO ${
          changes.length === 0 ? 'NOTHING' : `UPDATE SET ${changes.join(', ')}`
        }`,
      );
      this.#statements.set(table, statement);
    }
    const parameters: Cell[] = [];
    for (const column of columns) parameters.push(cells[column] ?? null);
    for (const cell of Object.values(start)) parameters.push(cell);
    statement.run(...parameters);
    this.#written.add(table);
  }

  /** The row of this key; `null` when there is none. For tables whose key is one column. */
  read<Name extends Table>(table: Name, key: string): Row<Name> | null {
    const name = `read ${table}`;
    let statement = this.#statements.get(name);
    if (statement === undefined) {
      const columns = tables[table].columns.map((column) => `"${column}"`).join(', ');
      statement = this.#connection.prepare<Cell[]>(`SELECT ${columns} FROM ${table} WHERE "${tables[table].key[0]}" = ?`);
      this.#statements.set(name, statement);
    }
    // The columns of the statement are those of the row.
    return (statement.get(key) as Row<Name> | undefined) ?? null;
  }

  /**
   * Turns the row `before`, which is there, into `after`, which has the same key, of one column. Only what differs is written: an index is
   * made anew for every column of it that a statement names, and most of what a small change wrote was that.
   */
  revise<Name extends Table>(table: Name, before: Row<Name>, after: Row<Name>): void {
    const [was, is]: Readonly<Record<string, Cell>>[] = [before, after];
    const differing = tables[table].columns.filter((column) => was?.[column] !== is?.[column]);
    if (differing.length === 0) return;
    const [key] = tables[table].key;
    const sql = `UPDATE ${table} SET ${differing.map((column) => `"${column}" = ?`).join(', ')} WHERE "${key}" = ?`;
    this.run(table, sql, ...[...differing, key].map((column) => is?.[column] ?? null));
  }

  /** Removes the rows that have `value` in `column`. */
  remove(table: Table, column: string, value: Cell): void {
    const { changes } = this.#statement(`DELETE FROM ${table} WHERE "${column}" = ?`).run(value);
    if (changes > 0) this.#written.add(table);
  }

  /** Runs a statement that writes `table`. */
  run(table: Table | SearchTable, sql: string, ...parameters: Cell[]): void {
    const { changes } = this.#statement(sql).run(...parameters);
    if (changes > 0) this.#written.add(table);
  }

  /** Rows of a statement, one cell each. */
  cells(sql: string, ...parameters: Cell[]): Cell[] {
    // One column of our own tables, which hold text, numbers and null.
    return this.#statement(sql)
      .pluck()
      .all(...parameters) as Cell[];
  }

  /** The tables written since the last call. */
  takeWritten(): (Table | SearchTable)[] {
    const written = [...this.#written];
    this.#written = new Set();
    return written;
  }
}
