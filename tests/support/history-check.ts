// Finds what a step changed in the rows without an entry in the history that says so.
type Row = Readonly<Record<string, string | number | null>>;
type Rows = Readonly<Record<string, readonly unknown[]>>;

/** Column of `issue` → the field that history calls it; the same name where it is not listed. */
const fieldOf: Readonly<Record<string, string>> = {
  status_category: 'status',
  status_name: 'status',
  status_verified: 'status',
  estimate_likely: 'estimate',
  estimate_optimistic: 'estimate',
  estimate_pessimistic: 'estimate',
  assignee_id: 'assignee',
  milestone_id: 'milestone',
  parent_id: 'parent',
  hold_reason: 'holdReason',
  rank: 'order',
  not_before: 'notBefore',
  fixed_start: 'fixedStart',
  fixed_duration: 'fixedDuration',
  spent_hours: 'spentHours',
  remaining_hours: 'remainingHours',
};

/** Column of `issue` → the table of what it names, whose coming and going has an entry of its own. */
const targets: Readonly<Record<string, string>> = { milestone_id: 'milestone', parent_id: 'issue', assignee_id: 'person' };

/** Counted or derived from other rows, or where a plan file happens to have the issue. */
const derived: ReadonlySet<string> = new Set([
  'waits_for',
  'waits_for_external',
  'unblocks',
  'checklist_done',
  'checklist_total',
  'open',
  'blocked',
  'ready',
  'readiness',
  'source_line',
  'set_aside',
]);

/** Fields whose entries hold the very values of the column. */
const plain: ReadonlySet<string> = new Set([
  'title',
  'key',
  'kind',
  'priority',
  'severity',
  'component',
  'category',
  'flag',
  'sprint',
  'deadline',
]);

const byId = (rows: Rows, table: string): Map<string, Row> =>
  // Rows of the projection: columns of text, numbers and null.
  new Map((rows[table] ?? []).map((row) => [String((row as Row)['id']), row as Row]));

const cell = (row: Row | undefined, column: string): string | null => {
  const value = row?.[column] ?? null;
  return value === null ? null : String(value);
};

/** What was added, removed or changed in a table, with what it was and is. */
function* differences(before: Rows, after: Rows, table: string): Generator<[id: string, was: Row | undefined, is: Row | undefined]> {
  const [was, is] = [byId(before, table), byId(after, table)];
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    if (JSON.stringify(was.get(id)) !== JSON.stringify(is.get(id))) yield [id, was.get(id), is.get(id)];
  }
}

/** Whether what a row hangs on came or went with it: that has an entry of its own. */
function ownerMoved(before: Rows, after: Rows, row: Row): boolean {
  const owners: readonly (readonly [column: string, table: string])[] = [
    ['roadmap_id', 'roadmap'],
    ['issue_id', 'issue'],
    ['milestone_id', 'milestone'],
    ['depends_on_id', 'issue'],
  ];
  return owners.some(([column, table]) => {
    const id = cell(row, column);
    return id !== null && byId(before, table).has(id) !== byId(after, table).has(id);
  });
}

/** Whether the rows say that an issue is archived. */
const isInArchive = (rows: Rows, issueId: string): boolean =>
  // As above.
  (rows['archived_issue'] ?? []).some((row) => (row as Row)['issue_id'] === issueId && (row as Row)['archived'] === 1);

/** Descriptions of changes in the rows that no entry after `before.revision` speaks of. */
export function unrecorded(before: { readonly rows: Rows; readonly revision: number }, after: Rows): string[] {
  const was = before.rows;
  const entries = (after['activity'] ?? []).map((row) => row as Row).filter((row) => Number(row['change_seq']) > before.revision); // as above
  const missing: string[] = [];
  const entry = (wanted: Row): boolean => entries.some((row) => Object.entries(wanted).every(([column, value]) => row[column] === value));
  const expectEntry = (what: string, wanted: Row): void => {
    if (!entry(wanted)) missing.push(`${what}: no entry ${JSON.stringify(wanted)}`);
  };
  for (const [id, old, row] of differences(was, after, 'issue')) {
    const any = row ?? old ?? {};
    if ((old === undefined || row === undefined) && isInArchive(was, id) !== isInArchive(after, id)) {
      // Whatever took it out of the archive or back into it, if only a change that makes it differ from what lies there, is told.
      expectEntry(`issue ${id} ${row === undefined ? 'was archived' : 'left the archive'}`, { issue_id: id });
      continue;
    }
    if (old === undefined) {
      if (ownerMoved(was, after, { roadmap_id: any['roadmap_id'] ?? null }) && !entry({ issue_id: id, field: 'issue' })) continue;
      expectEntry(`issue ${id} came`, { issue_id: id, field: 'issue', after: cell(row, 'title') });
      expectEntry(`issue ${id} came`, { issue_id: id, field: 'status' });
      continue;
    }
    if (row === undefined) {
      if (!ownerMoved(was, after, { roadmap_id: any['roadmap_id'] ?? null }))
        expectEntry(`issue ${id} went`, { issue_id: id, field: 'issue', after: null });
      continue;
    }
    for (const column of Object.keys(row)) {
      if (derived.has(column) || cell(old, column) === cell(row, column)) continue;
      const target = targets[column] ?? null;
      const gone =
        target !== null &&
        [cell(old, column), cell(row, column)].some(
          (named) => named !== null && byId(was, target).has(named) !== byId(after, target).has(named),
        );
      if (gone && !entry({ issue_id: id, field: fieldOf[column] ?? column })) continue;
      const field = fieldOf[column] ?? column;
      const values = plain.has(column) ? { before: cell(old, column), after: cell(row, column) } : {};
      expectEntry(`issue ${id} ${column}`, { issue_id: id, field, ...values });
      if (entry({ issue_id: id, field, before: null, after: null }))
        missing.push(`issue ${id} ${column}: an entry from nothing to nothing`);
    }
  }
  const owned: readonly (readonly [table: string, field: (row: Row) => string])[] = [
    ['checklist_item', () => 'checklist'],
    ['dependency', () => 'dependency'],
    ['external', (row) => `external ${cell(row, 'kind')}`],
    ['comment', () => 'comment'],
  ];
  for (const [table, field] of owned) {
    for (const [id, old, row] of differences(was, after, table)) {
      const any = row ?? old ?? {};
      if (
        old !== undefined &&
        row !== undefined &&
        Object.keys(row).every((column) => column === 'set_aside' || column === 'parent_id' || old[column] === row[column])
      )
        continue;
      if (ownerMoved(was, after, any)) continue;
      const issueId = cell(any, 'issue_id');
      const subject = cell(any, 'milestone_id') === null ? `roadmap:${cell(any, 'roadmap_id')}` : `milestone:${cell(any, 'milestone_id')}`;
      expectEntry(`${table} ${id}`, issueId === null ? { subject, field: field(any) } : { issue_id: issueId, field: field(any) });
    }
  }
  for (const table of [
    'milestone',
    'sprint',
    'person',
    'roadmap',
    'risk',
    'workspace',
    'flag',
    'baseline',
    'scenario',
    'saved_view',
    'retention_rule',
  ]) {
    for (const [id, old, row] of differences(was, after, table)) {
      const any = row ?? old ?? {};
      if (table !== 'roadmap' && ownerMoved(was, after, { roadmap_id: any['roadmap_id'] ?? null })) continue;
      const kind = table.replaceAll('_', '-');
      expectEntry(`${table} ${id}`, { subject: table === 'workspace' ? 'workspace:workspace' : `${kind}:${id}` });
    }
  }
  for (const table of ['issue_label', 'contradiction']) {
    const texts = (rows: Rows): Map<string, string> => {
      const grouped = new Map<string, string>();
      for (const one of rows[table] ?? []) {
        const row = one as Row; // as above
        const id = String(row['issue_id']);
        grouped.set(id, `${grouped.get(id) ?? ''}\n${cell(row, 'label') ?? cell(row, 'text')}`);
      }
      return grouped;
    };
    const [old, now] = [texts(was), texts(after)];
    for (const id of new Set([...old.keys(), ...now.keys()])) {
      if (old.get(id) === now.get(id) || ownerMoved(was, after, { issue_id: id })) continue;
      expectEntry(`${table} of ${id}`, { issue_id: id, field: table === 'issue_label' ? 'labels' : 'contradiction' });
    }
  }
  return missing;
}
