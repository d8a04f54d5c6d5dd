import type { RecordOf } from '#electron/engine/document/record.ts';
import { must } from '#shared/base/must.ts';
import type { PlanDraft } from '#shared/plan/plan-draft.ts';
import { rankBetween } from '#shared/plan/rank.ts';
import { createStatements } from './add-plan.ts';
import { dependencyFields, riskFields } from './draft-record.ts';
import { differing, fileChanges, type PlanUpdate, same } from './plan-update.ts';

/** What a record is recognised by. */
type Named<Fields> = ReadonlyMap<string, Fields>;

interface Linked<Name extends 'dependency' | 'external' | 'risk' | 'namedSprint'> {
  readonly collection: Name;
  /** What the file said, says, and what stands in the plan, each by name. */
  readonly was: Named<object>;
  readonly is: Named<object>;
  nameOf(record: RecordOf[Name]): string;
  create(name: string): void;
}

/** Creates, changes and removes the records of a collection as the file did. */
function updateRecords<Name extends 'dependency' | 'external' | 'risk' | 'namedSprint'>(update: PlanUpdate, linked: Linked<Name>): void {
  const { store, step, roadmapId, now } = update;
  const document = must(store.document(roadmapId), 'the document of a known plan');
  const current = new Map<string, [string, RecordOf[Name]]>();
  for (const [id, record] of document.records(linked.collection)) {
    if (record.deletedAt === null) current.set(linked.nameOf(record), [id, record]);
  }
  for (const [name, fields] of linked.is) {
    const found = current.get(name);
    const old = linked.was.get(name) ?? null;
    if (found === undefined) {
      // Removed here since the last import: it stays removed.
      if (old === null) linked.create(name);
      continue;
    }
    const [id, record] = found;
    const changes = differing(record, fileChanges(old, fields));
    // The fields of a file's record are fields of the collection's.
    step.set(roadmapId, linked.collection, id, Object.fromEntries(changes) as Partial<RecordOf[Name]>);
  }
  for (const [name, [id]] of current) {
    if (!linked.was.has(name) || linked.is.has(name)) continue;
    step.set(roadmapId, linked.collection, id, { deletedAt: now } as Partial<RecordOf[Name]>); // as above
  }
}

function updateDependencies(update: PlanUpdate): void {
  const { step, ids, roadmapId, newId } = update;
  const nameOf = (one: { issueId: string; dependsOnId: string }): string => `${one.issueId} ${one.dependsOnId}`;
  const read = (draft: PlanDraft | null): Map<string, Omit<RecordOf['dependency'], 'deletedAt'>> => {
    const byName = new Map<string, Omit<RecordOf['dependency'], 'deletedAt'>>();
    for (const dependency of draft?.dependencies ?? []) {
      const fields = dependencyFields(dependency, ids);
      if (fields !== null && !byName.has(nameOf(fields))) byName.set(nameOf(fields), fields);
    }
    return byName;
  };
  const [was, is] = [read(update.before), read(update.after)];
  const keyOf = new Map(update.after.issues.map((issue) => [ids.issue(issue.key), issue.key]));
  const create = (name: string): void => {
    const fields = must(is.get(name), 'a dependency of the file');
    step.create(roadmapId, 'dependency', newId(), fields);
    step.note(roadmapId, {
      issueId: fields.issueId,
      field: 'dependency',
      before: null,
      after: keyOf.get(fields.dependsOnId) ?? fields.dependsOnId,
    });
  };
  updateRecords(update, { collection: 'dependency', was, is, nameOf, create });
}

function updateExternals(update: PlanUpdate): void {
  const { step, ids, roadmapId, newId } = update;
  type Fields = Pick<RecordOf['external'], 'issueId' | 'kind' | 'name'>;
  const nameOf = ({ issueId, kind, name }: Fields): string => `${issueId} ${kind} ${name}`;
  const read = (draft: PlanDraft | null): Map<string, Fields> => {
    const byName = new Map<string, Fields>();
    for (const { key, kind, name } of draft?.externals ?? []) {
      const issueId = ids.issue(key);
      if (issueId !== null) byName.set(nameOf({ issueId, kind, name }), { issueId, kind, name });
    }
    return byName;
  };
  const [was, is] = [read(update.before), read(update.after)];
  const create = (name: string): void => {
    const fields = must(is.get(name), 'an external of the file');
    step.create(roadmapId, 'external', newId(), { ...fields, resolved: false });
    step.note(roadmapId, { issueId: fields.issueId, field: `external ${fields.kind}`, before: null, after: fields.name });
  };
  updateRecords(update, { collection: 'external', was, is, nameOf, create });
}

function updateRisks(update: PlanUpdate): void {
  const { step, ids, roadmapId, newId } = update;
  const nameOf = ({ title, group }: Pick<RecordOf['risk'], 'title' | 'group'>): string => `${group}\n${title}`;
  const read = (draft: PlanDraft | null): Map<string, ReturnType<typeof riskFields>> =>
    new Map((draft?.risks ?? []).map((risk) => [nameOf(risk), riskFields(risk, ids)]));
  const [was, is] = [read(update.before), read(update.after)];
  let rank: string | null = null;
  for (const [, record] of must(update.store.document(roadmapId), 'the document of a known plan').records('risk')) {
    if (rank === null || record.rank > rank) rank = record.rank;
  }
  const create = (name: string): void => {
    rank = rankBetween(rank, null);
    step.create(roadmapId, 'risk', newId(), { ...must(is.get(name), 'a risk of the file'), rank });
  };
  updateRecords(update, { collection: 'risk', was, is, nameOf, create });
}

function updateNamedSprints(update: PlanUpdate): void {
  const { step, roadmapId, newId } = update;
  type Fields = Pick<RecordOf['namedSprint'], 'name' | 'title' | 'note'>;
  const read = (draft: PlanDraft | null): Map<string, Fields> =>
    new Map((draft?.sprints ?? []).map(({ name, title, note }) => [name, { name, title, note }]));
  const [was, is] = [read(update.before), read(update.after)];
  let rank: string | null = null;
  for (const [, record] of must(update.store.document(roadmapId), 'the document of a known plan').records('namedSprint')) {
    if (rank === null || record.rank > rank) rank = record.rank;
  }
  const create = (name: string): void => {
    rank = rankBetween(rank, null);
    step.create(roadmapId, 'namedSprint', newId(), { ...must(is.get(name), 'a sprint of the file'), rank });
  };
  updateRecords(update, { collection: 'namedSprint', was, is, nameOf: ({ name }) => name, create });
}

/** Brings dependencies, externals, risks and named sprints in line with what the file changed. */
export function updateLinks(update: PlanUpdate): void {
  updateDependencies(update);
  updateExternals(update);
  updateRisks(update);
  updateNamedSprints(update);
}

/** Replaces stated totals and contradictions when the file states others than before. */
export function updateStatements({ store, step, ids, roadmapId, before, after, newId, now }: PlanUpdate): void {
  const stated = (draft: PlanDraft | null): unknown => [
    draft?.statedTotals,
    draft?.contradictions.map(({ key, text }) => [key, text]),
    draft?.contradictions.map(({ key }) => ids.issue(key)),
  ];
  if (before !== null && same(stated(before), stated(after))) return;
  const document = must(store.document(roadmapId), 'the document of a known plan');
  for (const collection of ['statedTotal', 'contradiction'] as const) {
    for (const [id, record] of document.records(collection)) {
      if (record.deletedAt === null) step.set(roadmapId, collection, id, { deletedAt: now });
    }
  }
  createStatements(after, roadmapId, ids, step, newId);
}
