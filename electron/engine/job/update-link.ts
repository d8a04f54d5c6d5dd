import { spellDependency } from '#electron/engine/command/add-dependency.ts';
import type { Entry } from '#electron/engine/document/change-message.ts';
import type { RecordOf } from '#electron/engine/document/record.ts';
import { must } from '#shared/base/must.ts';
import type { PlanDraft } from '#shared/plan/plan-draft.ts';
import { rankBetween } from '#shared/plan/rank.ts';
import { dependencyFields, riskFields } from './draft-record.ts';
import { differing, fileChanges, type PlanUpdate } from './plan-update.ts';
import { spellChange } from './spell-change.ts';

type Linkable = 'dependency' | 'external' | 'risk' | 'namedSprint';

/** What a plan file states of a record. */
interface ContentOf {
  dependency: Omit<RecordOf['dependency'], 'deletedAt'>;
  external: Pick<RecordOf['external'], 'issueId' | 'kind' | 'name'>;
  risk: ReturnType<typeof riskFields>;
  namedSprint: Pick<RecordOf['namedSprint'], 'name' | 'title' | 'note'>;
}

interface Linked<Name extends Linkable> {
  readonly collection: Name;
  /** What the file said and says, by what each is recognised by. */
  readonly was: ReadonlyMap<string, ContentOf[Name]>;
  readonly is: ReadonlyMap<string, ContentOf[Name]>;
  nameOf(content: ContentOf[Name]): string;
  /** The record to create. */
  make(content: ContentOf[Name]): Omit<RecordOf[Name], 'deletedAt'>;
  /** What an entry about the record is about. */
  about(id: string, content: ContentOf[Name]): Pick<Entry, 'issueId' | 'subject'>;
  /** What history says of it: what it is first, which is all that is said of one that comes or goes, then its other fields. */
  spell(content: ContentOf[Name]): readonly (readonly [field: string, value: unknown])[];
}

/** Creates, changes and removes the records of a collection as the file did. */
function updateRecords<Name extends Linkable>(update: PlanUpdate, linked: Linked<Name>): void {
  const { store, step, roadmapId, now, newId } = update;
  const note = (id: string, before: ContentOf[Name] | null, after: ContentOf[Name] | null): void => {
    const about = linked.about(id, must(after ?? before, 'a record that comes, stays or goes'));
    const [was, is] = [before, after].map((content) => (content === null ? null : linked.spell(content)));
    for (const [index, [field]] of (is ?? was ?? []).entries()) {
      const change = spellChange(was?.[index]?.[1], is?.[index]?.[1]);
      if (change.before !== change.after) step.note(roadmapId, { ...about, field, ...change });
      if (was === null || is === null) return;
    }
  };
  const document = must(store.document(roadmapId), 'the document of a known plan');
  const current = new Map<string, [string, RecordOf[Name] & ContentOf[Name]]>();
  for (const [id, record] of document.records(linked.collection)) {
    // A record has everything that a file can state of it.
    const content = record as RecordOf[Name] & ContentOf[Name];
    if (record.deletedAt === null) current.set(linked.nameOf(content), [id, content]);
  }
  for (const [name, fields] of linked.is) {
    const found = current.get(name);
    const old = linked.was.get(name) ?? null;
    if (found === undefined) {
      // Removed here since the last import: it stays removed.
      if (old !== null) continue;
      const id = newId();
      step.create(roadmapId, linked.collection, id, linked.make(fields));
      note(id, null, fields);
      continue;
    }
    const [id, record] = found;
    const changes = Object.fromEntries(differing(record, fileChanges(old, fields)));
    // The fields of a file's record are fields of the collection's.
    step.set(roadmapId, linked.collection, id, changes as Partial<RecordOf[Name]>);
    note(id, record, { ...record, ...changes });
  }
  for (const [name, [id, record]] of current) {
    if (!linked.was.has(name) || linked.is.has(name)) continue;
    step.set(roadmapId, linked.collection, id, { deletedAt: now } as Partial<RecordOf[Name]>); // as above
    note(id, record, null);
  }
}

/** Makes ranks behind the last one of a collection. */
function nextRanks({ store, roadmapId }: PlanUpdate, collection: 'risk' | 'namedSprint'): () => string {
  let rank: string | null = null;
  for (const [, record] of must(store.document(roadmapId), 'the document of a known plan').records(collection)) {
    if (rank === null || record.rank > rank) rank = record.rank;
  }
  return () => (rank = rankBetween(rank, null));
}

function updateDependencies(update: PlanUpdate): void {
  const { store, ids } = update;
  const nameOf = (one: { issueId: string; dependsOnId: string }): string => `${one.issueId} ${one.dependsOnId}`;
  const read = (draft: PlanDraft | null): Map<string, ContentOf['dependency']> => {
    const byName = new Map<string, ContentOf['dependency']>();
    for (const dependency of draft?.dependencies ?? []) {
      const fields = dependencyFields(dependency, ids);
      if (fields !== null && !byName.has(nameOf(fields))) byName.set(nameOf(fields), fields);
    }
    return byName;
  };
  const keyOf = new Map(update.after.issues.map((issue) => [ids.issue(issue.key), issue.key]));
  const key = (id: string): string => keyOf.get(id) ?? store.rows.issue(id)?.key ?? id;
  updateRecords(update, {
    collection: 'dependency',
    was: read(update.before),
    is: read(update.after),
    nameOf,
    make: (fields) => fields,
    about: (_id, { issueId }) => ({ issueId }),
    spell: (content) => [['dependency', spellDependency(key(content.dependsOnId), content)]],
  });
}

function updateExternals(update: PlanUpdate): void {
  const { ids } = update;
  const nameOf = ({ issueId, kind, name }: ContentOf['external']): string => `${issueId} ${kind} ${name}`;
  const read = (draft: PlanDraft | null): Map<string, ContentOf['external']> => {
    const byName = new Map<string, ContentOf['external']>();
    for (const { key, kind, name } of draft?.externals ?? []) {
      const issueId = ids.issue(key);
      if (issueId !== null) byName.set(nameOf({ issueId, kind, name }), { issueId, kind, name });
    }
    return byName;
  };
  updateRecords(update, {
    collection: 'external',
    was: read(update.before),
    is: read(update.after),
    nameOf,
    make: (fields) => ({ ...fields, resolved: false }),
    about: (_id, { issueId }) => ({ issueId }),
    spell: ({ kind, name }) => [[`external ${kind}`, name]],
  });
}

function updateRisks(update: PlanUpdate): void {
  const { ids, store } = update;
  const nameOf = ({ title, group }: Pick<ContentOf['risk'], 'title' | 'group'>): string => `${group}\n${title}`;
  const read = (draft: PlanDraft | null): Map<string, ContentOf['risk']> =>
    new Map((draft?.risks ?? []).map((risk) => [nameOf(risk), riskFields(risk, ids)]));
  const nextRank = nextRanks(update, 'risk');
  const keyOf = new Map(update.after.issues.map((issue) => [ids.issue(issue.key), issue.key]));
  updateRecords(update, {
    collection: 'risk',
    was: read(update.before),
    is: read(update.after),
    nameOf,
    make: (fields) => ({ ...fields, rank: nextRank() }),
    about: (id) => ({ issueId: null, subject: `risk:${id}` }),
    spell: ({ title, likelihood, impact, mitigations, issueIds }) => [
      ['risk', title],
      ['likelihood', likelihood],
      ['impact', impact],
      ['mitigations', mitigations],
      ['issues', issueIds.map((id) => keyOf.get(id) ?? store.rows.issue(id)?.key ?? id).toSorted()],
    ],
  });
}

function updateNamedSprints(update: PlanUpdate): void {
  const read = (draft: PlanDraft | null): Map<string, ContentOf['namedSprint']> =>
    new Map((draft?.sprints ?? []).map(({ name, title, note }) => [name, { name, title, note }]));
  const nextRank = nextRanks(update, 'namedSprint');
  updateRecords(update, {
    collection: 'namedSprint',
    was: read(update.before),
    is: read(update.after),
    nameOf: ({ name }) => name,
    make: (fields) => ({ ...fields, rank: nextRank() }),
    about: (id) => ({ issueId: null, subject: `named-sprint:${id}` }),
    spell: ({ name, title, note }) => [
      ['sprint', name],
      ['title', title],
      ['note', note],
    ],
  });
}

/** Brings dependencies, externals, risks and named sprints in line with what the file changed. */
export function updateLinks(update: PlanUpdate): void {
  updateDependencies(update);
  updateExternals(update);
  updateRisks(update);
  updateNamedSprints(update);
}
