import type { LostChange } from '#electron/engine/document/lost-change.ts';
import type { PlanDocument } from '#electron/engine/document/plan-document.ts';
import type { Collection, RecordOf } from '#electron/engine/document/record.ts';
import { layoutOf } from '#electron/engine/document/record.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { mergeText } from '#shared/plan/merge-text.ts';
import { applyPutBack } from './apply-put-back.ts';
import { type CommandContext, type CommandHandler, notFound } from './command-handler.ts';
import { noteTakeover } from './note-takeover.ts';
import { callRecord, type PutBack } from './put-back.ts';
import { rulePutBack } from './put-back-rule.ts';
import { type AnyRecord, lifeEntries, type NamedRecord } from './restored-entry.ts';

/** A record that is to be created. */
interface Created extends NamedRecord {
  readonly record: Record<string, unknown>;
}

/** What the text of an issue is to become, and what it is; `null` when it has none. */
interface TakenText {
  readonly roadmapId: string;
  readonly now: string | null;
  readonly text: string;
}

const same = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);
// Sets are typed as lists of names in record.ts.
const names = (value: unknown): readonly string[] => (value ?? []) as readonly string[];

/** What several changes did, as it is to be done again. */
class TakenOver {
  /** By their place: what a later change did to the same field takes the place of what an earlier one did. */
  readonly #fields = new Map<string, PutBack>();
  readonly #texts = new Map<string, TakenText>();
  readonly created = new Map<string, Created>();
  readonly kept: string[] = [];
  readonly #context: CommandContext;

  constructor(context: CommandContext) {
    this.#context = context;
  }

  /** Notes what a change did to records and texts. */
  add(lost: LostChange): void {
    const present = this.#context.document(lost.documentId);
    for (const [collection, ids] of lost.changed.records) for (const id of ids) this.#record(lost, present, collection, id);
    for (const issueId of lost.changed.texts) this.#text(lost, present, issueId);
  }

  #record(lost: LostChange, present: PlanDocument | null, collection: Collection, id: string): void {
    const { documentId, roadmapId } = lost;
    const read = (document: PlanDocument | null): AnyRecord | null => {
      // Records differ in their fields; here they are told apart by name.
      return (document?.read(collection, id) ?? null) as unknown as AnyRecord | null;
    };
    const [was, is] = [read(lost.before), read(lost.after)];
    if (is === null) return;
    const name = `${documentId} ${collection} ${id}`;
    const own = this.created.get(name);
    const now = own?.record ?? read(present);
    const named = { roadmapId, collection, id, record: is };
    if (now === null || present === null) {
      if (was === null) this.created.set(name, { ...named, record: { ...is } });
      else this.kept.push(`${callRecord(this.#context, named)} is not in the plan, so nothing can be changed in it.`);
      return;
    }
    for (const [field, value] of Object.entries(is)) {
      if (was !== null && same(was[field], value)) continue;
      if (own !== undefined) own.record[field] = value;
      else this.#field(lost, present, { ...named, record: now }, field, { was: was?.[field], value });
    }
  }

  #field(
    { documentId, kind, roadmapId }: LostChange,
    document: PlanDocument,
    { collection, id, record }: NamedRecord,
    field: string,
    { was, value }: { readonly was: unknown; readonly value: unknown },
  ): void {
    const place = { documentId, kind, roadmapId, created: [], fields: [], texts: [] };
    const put = { place, document, collection, id, record, field, theirs: false };
    if (!layoutOf(collection).sets.includes(field)) {
      this.#put({ ...put, member: null, value }, same(record[field], value));
      return;
    }
    const [before, after, now] = [new Set(names(was)), new Set(names(value)), new Set(names(record[field]))];
    for (const member of after) if (!before.has(member)) this.#put({ ...put, member, value: true }, now.has(member));
    for (const member of before) if (!after.has(member)) this.#put({ ...put, member, value: null }, !now.has(member));
  }

  /** Notes what a field is to become, or that it is that already. */
  #put(put: PutBack, isSo: boolean): void {
    const key = JSON.stringify([put.place.documentId, put.collection, put.id, put.field, put.member]);
    this.#fields.delete(key);
    if (!isSo) this.#fields.set(key, put);
  }

  #text({ roadmapId, before, after }: LostChange, present: PlanDocument | null, issueId: string): void {
    const [was, is, now] = [before.readText(issueId), after.readText(issueId), present?.readText(issueId) ?? null];
    if (is === null || roadmapId === null) return;
    const sofar = this.#texts.get(issueId)?.text ?? now;
    this.#texts.set(issueId, { roadmapId, now, text: sofar === null ? is : mergeText(was ?? '', is, sofar).text });
  }

  /** What fields are to become. */
  fields(): PutBack[] {
    return [...this.#fields.values()];
  }

  /** Texts that are to become others than they are. */
  texts(): [issueId: string, text: TakenText][] {
    return [...this.#texts].filter(([, { text, now }]) => text !== now);
  }
}

/** Puts records into the step that are to be created, with what history tells of them. */
function create({ rows, step }: CommandContext, { roadmapId, collection, id, record }: Created): void {
  // What a document held under these names is of their types.
  step.take(roadmapId, collection, id, record as unknown as RecordOf[Collection]);
  if (record['deletedAt'] !== null) return;
  for (const entry of lifeEntries(rows, { roadmapId, collection, id, record }, true)) step.note(roadmapId, entry, collection);
}

/** Does again what changes did that do not count, as one step of this device. */
export const takeOverChanges: CommandHandler<'take-over-changes'> = ({ hashes }, context) => {
  const { step, lost } = context;
  const taken = new TakenOver(context);
  const found = lost(hashes);
  if (!found.ok) return notFound('change out of the quarantine', found.error, 'hashes');
  const { changes } = found.value;
  try {
    for (const one of changes) taken.add(one);
  } finally {
    found.value.free();
  }
  for (const record of taken.created.values()) create(context, record);
  const texts = taken.texts();
  for (const [issueId, { roadmapId, text, now }] of texts) {
    if (now === null) step.createText(roadmapId, issueId, text);
    else step.setText(roadmapId, issueId, text, now);
  }
  const { fields, kept } = rulePutBack(context, taken.fields());
  applyPutBack(context, fields);
  const done = taken.created.size + texts.length + fields.length;
  const sentences = [...taken.kept, ...kept];
  // By this the others know that it was done.
  const named = changes.map(({ hash, message }) => ({ subject: `change:${hash}`, author: message?.author ?? 'somebody' }));
  if (!noteTakeover(step, named, false)) {
    const message = `There is nothing left to do of these changes. ${sentences.join(' ') || 'The plan says already what they would make of it.'}`;
    return failure(problem('invalid-argument', message, 'hashes'));
  }
  step.label = `Took over changes by ${[...new Set(named.map(({ author }) => author))].join(', ')}`;
  return success({ done, kept: sentences });
};
