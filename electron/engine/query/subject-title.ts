// What the subjects of history entries are called: `milestone:<id>` → the milestone's key and title.
import type { ProjectionTable } from './query-definition.ts';
import type { Reader } from './reader.ts';

/** Kind of a subject → its table and what it is called there. */
const kinds = {
  roadmap: { table: 'roadmap', title: 'title' },
  milestone: { table: 'milestone', title: `trim(key || ' ' || title)` },
  sprint: { table: 'sprint', title: 'name' },
  person: { table: 'person', title: 'name' },
  flag: { table: 'flag', title: 'name' },
  baseline: { table: 'baseline', title: 'name' },
  scenario: { table: 'scenario', title: 'name' },
  'saved-view': { table: 'saved_view', title: 'name' },
  'retention-rule': { table: 'retention_rule', title: 'name' },
} as const satisfies Readonly<Record<string, { readonly table: ProjectionTable; readonly title: string }>>;

/** Tables that {@link subjectTitles} reads. */
export const subjectTables: readonly ProjectionTable[] = Object.values(kinds).map(({ table }) => table);

function isKind(kind: string): kind is keyof typeof kinds {
  return Object.hasOwn(kinds, kind);
}

/** Titles by subject; of what is gone, the name that its first entry gave it. Subjects that nothing is known of are left out. */
export function subjectTitles(reader: Reader, subjects: readonly string[]): Map<string, string> {
  const titles = new Map<string, string>();
  const byKind = Map.groupBy(new Set(subjects), (subject) => subject.slice(0, Math.max(0, subject.indexOf(':'))));
  for (const [kind, named] of byKind) {
    if (!isKind(kind)) continue;
    const { table, title } = kinds[kind];
    const ids = JSON.stringify(named.map((subject) => subject.slice(kind.length + 1)));
    const found = reader.rows<{ id: string; title: string }>(
      `SELECT id AS id, ${title} AS title FROM ${table} WHERE id IN (SELECT value FROM json_each(@ids))`,
      { ids },
    );
    for (const row of found) titles.set(`${kind}:${row.id}`, row.title);
  }
  const gone = subjects.filter((subject) => !titles.has(subject));
  if (gone.length === 0) return titles;
  const first = reader.rows<{ subject: string; title: string | null }>(
    `SELECT wanted.value AS subject, (
       SELECT after FROM activity WHERE activity.subject = wanted.value AND after IS NOT NULL ORDER BY change_seq LIMIT 1
     ) AS title
     FROM json_each(@subjects) AS wanted`,
    { subjects: JSON.stringify([...new Set(gone)]) },
  );
  for (const { subject, title } of first) if (title !== null) titles.set(subject, title);
  return titles;
}
