import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import type { Step } from '#electron/engine/document/step.ts';
import type { PlanDraft } from '#shared/plan/plan-draft.ts';
import type { DraftIds } from './draft-record.ts';
import type { Remark } from './plan-file.ts';
import type { PersonFinder } from './plan-people.ts';

/** A plan that was imported before; `text` is `null` when this device does not know what it read then. */
export interface KnownPlan {
  readonly roadmapId: string;
  readonly text: string | null;
}

/** What an update works with. */
export interface UpdateContext {
  readonly store: PlanStore;
  readonly step: Step;
  readonly person: PersonFinder;
  /** ISO instant. */
  readonly now: string;
  newId(): string;
}

/** One update under way: the file as it was and as it is, and what its keys stand for now. */
export interface PlanUpdate extends UpdateContext {
  readonly roadmapId: string;
  /** The file as it was read last; `null` when that is not known, and then every field of the file is taken. */
  readonly before: PlanDraft | null;
  readonly after: PlanDraft;
  readonly ids: DraftIds;
  readonly remarks: Remark[];
}

/** Whether two plain values say the same. */
export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Those fields of `after` that the file changed; all of them when it is not known what it said before. */
export function fileChanges<Fields extends object>(before: Fields | null, after: Fields): Partial<Fields> {
  if (before === null) return { ...after };
  const changed = Object.entries(after).filter(([field, value]) => !same(Reflect.get(before, field), value));
  // The entries of `after` are fields of it.
  return Object.fromEntries(changed) as Partial<Fields>;
}

/** Those of `changes` that a record does not say yet, by field. */
export function differing(record: object, changes: object): [field: string, value: unknown][] {
  return Object.entries(changes).filter(([field, value]) => !same(Reflect.get(record, field), value));
}
