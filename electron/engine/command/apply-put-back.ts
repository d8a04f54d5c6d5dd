// Puts fields back: into the step, and into the history.
import type { CommandContext } from './command-handler.ts';
import type { PutBack } from './put-back.ts';
import { fieldEntry, lifeEntries } from './restored-entry.ts';

/** The members of a set with those that go and come. */
function membersOf(parts: readonly PutBack[]): { before: string[]; after: string[] } {
  const [first] = parts;
  const before = first === undefined ? [] : first.document.members(first.collection, first.id, first.field);
  const after = new Set(before);
  for (const { member, value } of parts) {
    if (member === null) continue;
    if (value === true) after.add(member);
    else after.delete(member);
  }
  return { before, after: [...after].toSorted() };
}

/** Puts the fields of one record back. */
function applyRecord({ rows, step }: CommandContext, parts: readonly PutBack[]): void {
  const [first] = parts;
  if (first === undefined) return;
  const { place, collection, id, record } = first;
  const sets = new Map<string, PutBack[]>();
  const values: Record<string, unknown> = {};
  const lives = parts.find((part) => part.field === 'deletedAt');
  for (const part of parts) {
    if (part.member !== null) sets.set(part.field, [...(sets.get(part.field) ?? []), part]);
    else values[part.field] = part.value;
  }
  const named = { roadmapId: place.roadmapId, collection, id, record };
  if (lives !== undefined) {
    const alive = lives.value === null;
    for (const entry of lifeEntries(rows, alive ? { ...named, record: { ...record, ...values } } : named, alive)) step.noteIn(place, entry);
  }
  const note = (field: string, before: unknown, after: unknown): void => {
    const told = field === 'deletedAt' ? null : fieldEntry(rows, named, field, before, after);
    if (told !== null) step.noteIn(place, told);
  };
  for (const [field, value] of Object.entries(values)) note(field, record[field], value);
  for (const [field, members] of sets) {
    const { before, after } = membersOf(members);
    values[field] = after;
    note(field, before, after);
  }
  step.putBack(place, collection, id, values);
  for (const { field, member, theirs } of parts) {
    if (theirs) step.returned.push({ documentId: place.documentId, collection, id, field, member });
  }
}

/** Puts all fields into the step, record by record in the order given. */
export function applyPutBack(context: CommandContext, fields: readonly PutBack[]): void {
  const records = new Map<string, PutBack[]>();
  for (const field of fields) {
    const name = `${field.place.documentId} ${field.collection} ${field.id}`;
    const parts = records.get(name);
    if (parts === undefined) records.set(name, [field]);
    else parts.push(field);
  }
  for (const parts of records.values()) applyRecord(context, parts);
}
