// A step turned round, as far as it is still its author's to turn: what it would put back, before the rules of the plan
// are asked. Whatever somebody else changed since stays, and is named.
import { ForeignWork } from '#electron/engine/document/foreign-work.ts';
import type { PlanDocument } from '#electron/engine/document/plan-document.ts';
import type { Since } from '#electron/engine/document/plan-rows.ts';
import type { Collection } from '#electron/engine/document/record.ts';
import type { DocumentChange, FieldChange } from '#electron/engine/document/step-content.ts';
import type { KeptStep, UndoSide } from '#electron/engine/document/undo-history.ts';
import { mergeText } from '#shared/plan/merge-text.ts';
import type { CommandContext } from './command-handler.ts';
import { type AnyRecord, type NamedRecord, recordName, thingName } from './restored-entry.ts';

/** One field, or one member of a set, to put back. */
export interface PutBack {
  readonly place: DocumentChange;
  readonly document: PlanDocument;
  readonly collection: Collection;
  readonly id: string;
  /** The record as it is now. */
  readonly record: AnyRecord;
  readonly field: string;
  readonly member: string | null;
  readonly value: unknown;
  readonly theirs: boolean;
}

/** One body to put back. */
interface TextBack {
  readonly roadmapId: string;
  readonly issueId: string;
  readonly text: string;
  /** What it is now. */
  readonly before: string;
}

/** What can be put back, and what others have changed since, a sentence each. */
export interface TurnedStep {
  readonly fields: readonly PutBack[];
  readonly texts: readonly TextBack[];
  readonly kept: string[];
  /** What others did since. */
  readonly foreign: ForeignWork;
  /** Roadmaps that the step made and that stay. */
  readonly keptRoadmaps: ReadonlySet<string>;
}

const same = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);

/** What people call a record: an issue by its key, everything else by kind and name. */
export function callRecord({ rows }: Pick<CommandContext, 'rows'>, named: NamedRecord): string {
  const { collection, id, record } = named;
  if (collection === 'issue') return typeof record['key'] === 'string' ? record['key'] : id;
  const issueId = record['issueId'];
  const of = typeof issueId === 'string' ? ` of ${rows.issue(issueId)?.key ?? 'an issue'}` : '';
  return `${thingName(named)}${of} “${recordName(rows, named)}”`;
}

const fieldWords: Readonly<Record<string, string>> = {
  milestoneId: 'milestone',
  parentId: 'parent',
  assigneeId: 'assignee',
  rank: 'order',
};
const spaced = (name: string): string => fieldWords[name] ?? name.replaceAll(/([a-z])([A-Z])/gu, '$1 $2').toLowerCase();

/** Turns one step round against the documents as they are. */
class Turning {
  readonly fields: PutBack[] = [];
  readonly texts: TextBack[] = [];
  readonly kept: string[] = [];
  readonly keptRoadmaps = new Set<string>();
  readonly foreign: ForeignWork;
  readonly #context: CommandContext;
  readonly #since: Since;
  readonly #side: UndoSide;
  readonly #records = new Map<string, AnyRecord>();

  constructor(context: CommandContext, seq: number, side: UndoSide) {
    this.#context = context;
    this.#side = side;
    this.#since = { seq, author: context.author, deviceId: context.deviceId };
    this.foreign = new ForeignWork(context.rows, this.#since);
  }

  add(change: DocumentChange): void {
    const document = this.#context.document(change.documentId);
    if (document === null) {
      this.kept.push('A part of the plan is not on this device any more; what was changed in it stays.');
      return;
    }
    for (const [collection, id] of change.created) this.#remove(change, document, collection, id, { theirs: false, before: null });
    for (const field of change.fields) this.#field(change, document, field);
    for (const { issueId, before, after } of change.texts) this.#text(change, document, issueId, before, after);
  }

  #record(document: PlanDocument, collection: Collection, id: string): AnyRecord {
    const name = `${collection} ${id}`;
    // Records differ in their fields; here they are told apart by name.
    const record = this.#records.get(name) ?? ((document.read(collection, id) ?? {}) as unknown as AnyRecord);
    this.#records.set(name, record);
    return record;
  }

  #call({ roadmapId }: DocumentChange, document: PlanDocument, collection: Collection, id: string): string {
    return callRecord(this.#context, { roadmapId, collection, id, record: this.#record(document, collection, id) });
  }

  /** Deletes what the step made or brought back, unless somebody else has worked on it since. */
  #remove(
    place: DocumentChange,
    document: PlanDocument,
    collection: Collection,
    id: string,
    { theirs, before }: Pick<FieldChange, 'theirs' | 'before'>,
  ): void {
    const record = this.#record(document, collection, id);
    if (record['deletedAt'] !== null) return;
    if (collection === 'roadmapEntry' && this.keptRoadmaps.has(id)) return;
    const worker = this.#workerOn(place, document, collection, id);
    if (worker !== null) {
      if (collection === 'roadmap') this.keptRoadmaps.add(id);
      this.kept.push(`${worker} has worked on ${this.#call(place, document, collection, id)} since; it stays.`);
      return;
    }
    // As it was deleted before, so that the steps before this one find what they left.
    const value = before ?? this.#context.now;
    this.fields.push({ place, document, collection, id, record, field: 'deletedAt', member: null, value, theirs });
  }

  #workerOn(place: DocumentChange, document: PlanDocument, collection: Collection, id: string): string | null {
    const { foreign } = this;
    if (foreign.documentIds().length === 0) return null;
    if (collection === 'roadmap') return foreign.authorIn(id);
    if (collection === 'roadmapEntry') return null;
    const author = foreign.authorOn(place.documentId, document, collection, id);
    // Bodies are in documents of their own.
    return author ?? (collection === 'issue' ? this.#context.rows.otherOnIssue(id, this.#since) : null);
  }

  /**
   * Whether this person may turn what an operation wrote. What an undo brought back for somebody else is theirs for the
   * steps before it; to the redo of the same step it is what that undo left.
   */
  #isMine({ documentId }: DocumentChange, operation: string): boolean {
    const { ownership } = this.#context.history;
    return this.#side === 'redo' ? ownership.wrote(operation) : ownership.owns(documentId, operation);
  }

  #field(place: DocumentChange, document: PlanDocument, change: FieldChange): void {
    if (change.member === null) this.#plain(place, document, change);
    else this.#member(place, document, change, change.member);
  }

  #plain(place: DocumentChange, document: PlanDocument, change: FieldChange): void {
    const { collection, id, field, before, after, theirs } = change;
    const { value, operations } = document.present(collection, id, field);
    const mine = operations.every((operation) => this.#isMine(place, operation));
    if (!mine || !same(value, after)) {
      if (!same(value, before)) this.kept.push(this.#changedBy(place, document, change, operations));
      return;
    }
    if (field === 'deletedAt' && before !== null) this.#remove(place, document, collection, id, { theirs, before });
    else {
      const record = this.#record(document, collection, id);
      this.fields.push({ place, document, collection, id, record, field, member: null, value: before, theirs });
    }
  }

  #member(place: DocumentChange, document: PlanDocument, change: FieldChange, member: string): void {
    const { collection, id, field, before, theirs } = change;
    const operations = document.memberOperations(collection, id, field, member);
    const isIn = operations.length > 0;
    const wanted = before === true;
    if (isIn === wanted) return;
    const mine = isIn
      ? operations.every((operation) => this.#isMine(place, operation))
      : this.foreign.removerOf(place.documentId, document, collection, id, field, member) === null;
    if (!mine) {
      const author = isIn
        ? this.foreign.authorOf(place.documentId, operations)
        : this.foreign.removerOf(place.documentId, document, collection, id, field, member);
      this.kept.push(
        `${author} has changed “${member}” in the ${spaced(field)} of ${this.#call(place, document, collection, id)} since; it stays.`,
      );
      return;
    }
    const record = this.#record(document, collection, id);
    this.fields.push({ place, document, collection, id, record, field, member, value: wanted, theirs });
  }

  #changedBy(place: DocumentChange, document: PlanDocument, { collection, id, field }: FieldChange, operations: readonly string[]): string {
    const what = this.#call(place, document, collection, id);
    const author = this.foreign.authorOf(place.documentId, operations);
    if (field === 'deletedAt') return `${author} has deleted or restored ${what} since; that stays.`;
    return `${author} has changed the ${spaced(field)} of ${what} since; it stays.`;
  }

  #text(place: DocumentChange, document: PlanDocument, issueId: string, before: string, after: string): void {
    const current = document.readText(issueId);
    if (current === null || current === before || place.roadmapId === null) return;
    const { roadmapId } = place;
    const merged = current === after ? { text: before, clean: true } : mergeText(after, before, current);
    if (merged.clean) this.texts.push({ roadmapId, issueId, text: merged.text, before: current });
    else {
      const key = this.#context.rows.issue(issueId)?.key ?? 'an issue';
      this.kept.push(`The text of ${key} has been changed at the same place since; it stays.`);
    }
  }
}

/** What of a step its author can still turn round. Roadmaps come first: whether one stays decides about the rest. */
export function turnStep(context: CommandContext, { content, seq }: KeptStep, side: UndoSide): TurnedStep {
  const turning = new Turning(context, seq, side);
  const made = (change: DocumentChange): boolean => change.created.some(([collection]) => collection === 'roadmap');
  for (const change of content.documents.toSorted((one, other) => Number(made(other)) - Number(made(one)))) turning.add(change);
  return turning;
}
