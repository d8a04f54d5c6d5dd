// Collects what a scenario changes in the plan, as one step; keys stay unique, dependencies without cycles, and whatever
// cannot be taken is said. Reads the plan and writes nothing.
import { fieldEntry, lifeEntries, type NamedRecord, recordName, thingName } from '#electron/engine/command/restored-entry.ts';
import { isSameName } from '#electron/engine/command/same-name.ts';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { type Collection, layoutOf, type RecordOf } from '#electron/engine/document/record.ts';
import type { Step } from '#electron/engine/document/step.ts';
import { changedPassage } from '#shared/base/changed-passage.ts';
import { mergeText } from '#shared/plan/merge-text.ts';
import type { MergeConflict } from '#shared/contract/view-job.ts';
import type { ForkedDocument } from './forked-document.ts';

import { type FieldConflict, mergeRecord, type Preferred } from './three-way-record.ts';

/** Collections that say something of the workspace and its views, not of the plan. */
const notMerged: ReadonlySet<Collection> = new Set(['baseline', 'scenario', 'archivedIssue']);
/** What others refer to comes first; dependencies last, when it is known which issues there are. */
const order: readonly Collection[] = ['roadmapEntry', 'roadmap', 'person', 'sprint', 'milestone', 'issue'];
const place = (collection: Collection): number =>
  collection === 'dependency' ? order.length + 1 : order.includes(collection) ? order.indexOf(collection) : order.length;

interface Change extends NamedRecord {
  /** Fields to set, all of them when it is created. */
  fields: Record<string, unknown>;
  readonly isNew: boolean;
}

const isDeletion = ({ fields }: Change): boolean => typeof fields['deletedAt'] === 'string';
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One merge. Take every document, then finish. */
export class ScenarioMerge {
  readonly conflicts: MergeConflict[] = [];
  readonly remarks: string[] = [];
  created = 0;
  changed = 0;
  deleted = 0;
  readonly #store: PlanStore;
  readonly #step: Step;
  readonly #prefer: Preferred;
  readonly #changes: Change[] = [];
  readonly #names = new Set<string>();
  /** People of the scenario whom the plan has under another id. */
  readonly #same = new Map<string, string>();
  readonly #texts: ForkedDocument[] = [];
  readonly #edges = { added: new Map<string, Set<string>>(), gone: new Set<string>() };

  constructor(store: PlanStore, step: Step, prefer: Preferred) {
    this.#store = store;
    this.#step = step;
    this.#prefer = prefer;
  }

  /** Looks at one document of the scenario. */
  take(document: ForkedDocument): void {
    if (document.kind === 'text') {
      this.#texts.push(document);
      return;
    }
    const mine = this.#store.document(document.id);
    const home = document.kind === 'space' ? null : document.roadmapId;
    for (const [collection, ids] of document.records) {
      if (notMerged.has(collection)) continue;
      for (const id of [...ids].toSorted()) {
        const theirs = document.now.read(collection, id);
        if (theirs === null) continue;
        const base = document.base.read(collection, id);
        this.#record(home, collection, id, { base, theirs, mine: mine?.read(collection, id) ?? null });
      }
    }
  }

  #record(
    roadmapId: string | null,
    collection: Collection,
    id: string,
    sides: { base: RecordOf[Collection] | null; theirs: RecordOf[Collection]; mine: RecordOf[Collection] | null },
  ): void {
    // What a record holds, whatever its kind.
    const { base, theirs, mine } = sides as unknown as Record<'base' | 'theirs' | 'mine', Record<string, unknown> | null>;
    if (theirs === null) return;
    if (mine === null) {
      if (theirs['deletedAt'] === null)
        this.#changes.push({ roadmapId, collection, id, record: theirs, fields: { ...theirs }, isNew: true });
      return;
    }
    const named: NamedRecord = { roadmapId, collection, id, record: mine };
    // One that a merge made and an undo took away comes back as the scenario has it.
    const known = base ?? { ...mine };
    const { fields, conflicts } = mergeRecord(known, theirs, mine, layoutOf(collection).sets, this.#prefer);
    for (const conflict of conflicts) this.#conflict(named, conflict);
    if (Object.keys(fields).length > 0) this.#changes.push({ ...named, fields: { ...fields }, isNew: false });
  }

  #conflict(named: NamedRecord, { field, base, scenario, main }: FieldConflict): void {
    const { rows } = this.#store;
    const told = (value: unknown): string | null => {
      if (field === 'deletedAt') return typeof value === 'string' ? value : null;
      return fieldEntry(rows, named, field, null, value)?.after ?? (value === null ? null : JSON.stringify(value));
    };
    this.conflicts.push({
      subject: this.#call(named),
      collection: named.collection,
      recordId: named.id,
      field,
      base: told(base),
      scenario: told(scenario),
      main: told(main),
    });
  }

  #call(named: NamedRecord): string {
    const key = named.collection === 'issue' ? textOf(named.record['key']) : recordName(this.#store.rows, named);
    return `${thingName(named)} ${key}`;
  }

  /** Puts everything into the step. */
  finish(): void {
    const taken = this.#changes.toSorted((one, other) => place(one.collection) - place(other.collection));
    for (const change of taken) if (change.collection === 'dependency' && isDeletion(change)) this.#edgeGone(change);
    const created = new Set<string>();
    for (const change of taken) {
      if (!this.#isAllowed(change)) continue;
      if (change.isNew && change.collection === 'issue') created.add(change.id);
      this.#apply(change);
    }
    for (const document of this.#texts) for (const issueId of document.texts) this.#text(document, issueId, created);
  }

  /** Whether the plan allows a change; adapts it where that is enough. */
  #isAllowed(change: Change): boolean {
    const { rows } = this.#store;
    const { roadmapId, collection, fields, isNew } = change;
    if (roadmapId !== null && rows.roadmap(roadmapId) === null && this.#store.document(roadmapId) !== null) {
      this.remarks.push(`The roadmap of the ${this.#call(change)} was deleted since; what the scenario has of it was left out.`);
      return false;
    }
    if (typeof fields['assigneeId'] === 'string') fields['assigneeId'] = this.#same.get(fields['assigneeId']) ?? fields['assigneeId'];
    if (isNew && (collection === 'person' || collection === 'sprint')) {
      const known = (collection === 'person' ? rows.people() : rows.sprints()).find(({ name }) => isSameName(name, textOf(fields['name'])));
      if (known !== undefined) {
        this.#same.set(change.id, known.id);
        return false;
      }
    }
    if (collection === 'issue' || collection === 'milestone') this.#freeKey(change);
    if (collection === 'issue' && typeof fields['parentId'] === 'string' && this.#liesBelow(fields['parentId'], change.id)) {
      this.remarks.push(`The ${this.#call(change)} would lie below itself, because issues have been moved since; its parent stays.`);
      delete fields['parentId'];
    }
    return collection !== 'dependency' || this.#isEdgeAllowed(change);
  }

  /** Gives a record another key when the plan has given its key to something else since. */
  #freeKey(change: Change): void {
    const { rows } = this.#store;
    const { roadmapId, collection, id, fields, isNew } = change;
    const revived = !isNew && fields['deletedAt'] === null;
    const wanted = textOf(fields['key'] ?? (revived ? change.record['key'] : ''));
    if (wanted === '') return;
    const isTaken = (key: string): boolean => {
      if (this.#names.has(`${collection} ${roadmapId ?? ''} ${key}`)) return true;
      const holder =
        collection === 'issue' ? rows.issueIdByKey(roadmapId ?? '', key) : (rows.milestoneByKey(roadmapId ?? '', key)?.id ?? null);
      return holder !== null && holder !== id && !this.#givesUpKey(holder);
    };
    let key = wanted;
    for (let copy = 2; isTaken(key); copy++) key = `${wanted} (${copy})`;
    this.#names.add(`${collection} ${roadmapId ?? ''} ${key}`);
    if (key === wanted) return;
    fields['key'] = key;
    this.remarks.push(`The key ${wanted} has been given to something else since; the ${thingName(change)} of the scenario is ${key} now.`);
  }

  /** Whether the scenario deletes the record or gives it another key. */
  #givesUpKey(id: string): boolean {
    return this.#changes.some((change) => change.id === id && (isDeletion(change) || change.fields['key'] !== undefined));
  }

  #liesBelow(start: string, id: string): boolean {
    const moved = new Map(this.#changes.map((change) => [change.id, change.fields['parentId']]));
    const seen = new Set<string>();
    for (let above: string | null = start; above !== null && !seen.has(above);) {
      if (above === id) return true;
      seen.add(above);
      const next: unknown = moved.get(above);
      above = next === undefined ? (this.#store.rows.issue(above)?.parentId ?? null) : textOf(next) || null;
    }
    return false;
  }

  #edgeGone({ record }: Change): void {
    this.#edges.gone.add(`${textOf(record['issueId'])} ${textOf(record['dependsOnId'])}`);
  }

  #isEdgeAllowed(change: Change): boolean {
    const { fields, record, isNew } = change;
    if (!isNew && fields['deletedAt'] !== null) return true;
    const [issueId, dependsOnId] = [textOf(record['issueId']), textOf(record['dependsOnId'])];
    const isThere = this.#store.rows.dependencyId(issueId, dependsOnId) !== null;
    if (isThere && !this.#edges.gone.has(`${issueId} ${dependsOnId}`)) return false;
    if (this.#reaches(dependsOnId, issueId, record['strength'] === 'hard')) {
      this.remarks.push(`The ${this.#call(change)} would close a cycle with what has been added since; it was left out.`);
      return false;
    }
    this.#edges.added.set(issueId, (this.#edges.added.get(issueId) ?? new Set()).add(dependsOnId));
    return true;
  }

  #reaches(from: string, to: string, hardOnly: boolean): boolean {
    const seen = new Set([from]);
    for (const at of seen) {
      if (at === to) return true;
      for (const next of this.#store.rows.waitsFor(at, hardOnly)) if (!this.#edges.gone.has(`${at} ${next}`)) seen.add(next);
      for (const next of this.#edges.added.get(at) ?? []) seen.add(next);
    }
    return false;
  }

  #apply(change: Change): void {
    const { rows } = this.#store;
    const { roadmapId, collection, id, record, fields, isNew } = change;
    const step = this.#step;
    if (isNew) {
      const { deletedAt: _alive, ...content } = fields;
      step.create(roadmapId, collection, id, content);
      for (const entry of lifeEntries(rows, { ...change, record: fields }, true)) step.note(roadmapId, entry);
      this.created += 1;
      return;
    }
    if (Object.keys(fields).length === 0) return;
    step.set(roadmapId, collection, id, fields);
    const { deletedAt } = fields;
    if (deletedAt !== undefined) {
      const alive = deletedAt === null;
      for (const entry of lifeEntries(rows, { ...change, record: alive ? { ...record, ...fields } : record }, alive))
        step.note(roadmapId, entry);
    }
    if (typeof deletedAt === 'string') this.deleted += 1;
    else this.changed += 1;
    for (const [field, value] of Object.entries(fields)) {
      const entry = field === 'deletedAt' ? null : fieldEntry(rows, change, field, record[field], value);
      if (entry !== null) step.note(roadmapId, entry);
    }
  }

  #text({ id, roadmapId, base, now }: ForkedDocument, issueId: string, created: ReadonlySet<string>): void {
    const theirs = now.readText(issueId);
    if (theirs === null || roadmapId === null) return;
    const mine = this.#store.document(id)?.readText(issueId) ?? null;
    if (mine === null) {
      if (!created.has(issueId)) return;
      this.#step.createText(roadmapId, issueId, theirs);
      if (theirs !== '') this.#step.note(roadmapId, { issueId, field: 'body', ...changedPassage('', theirs) });
      return;
    }
    const was = base.readText(issueId) ?? mine;
    if (theirs === was || theirs === mine) return;
    const { text, clean } = mergeText(was, theirs, mine);
    if (!clean) {
      const key = this.#store.rows.issue(issueId)?.key ?? issueId;
      const cut = (whole: string): string => (whole.length > 500 ? `${whole.slice(0, 499)}…` : whole);
      this.conflicts.push({
        subject: `issue ${key}`,
        collection: 'issue',
        recordId: issueId,
        field: 'body',
        base: cut(was),
        scenario: cut(theirs),
        main: cut(mine),
      });
      if (this.#prefer !== 'scenario') return;
    }
    this.#step.setText(roadmapId, issueId, clean ? text : theirs, mine);
    this.changed += 1;
  }
}
