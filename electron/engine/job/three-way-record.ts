// The three-way merge of one record: what the scenario changed since the fork goes over what the plan did not.
import { isDeepStrictEqual } from 'node:util';
import type { AnyRecord } from '#electron/engine/command/restored-entry.ts';

/** Whose value is taken where both changed. */
export type Preferred = 'scenario' | 'main' | null;

/** A field that both changed. */
export interface FieldConflict {
  readonly field: string;
  readonly base: unknown;
  readonly scenario: unknown;
  readonly main: unknown;
}

/** What is to be done to a record of the plan. */
export interface MergedRecord {
  /** Fields to set; empty: nothing. */
  readonly fields: AnyRecord;
  readonly conflicts: readonly FieldConflict[];
}

/** Fields about which nobody is asked: the plan's own value stays when both changed. */
const quiet: ReadonlySet<string> = new Set(['rank', 'sourceLine']);

const isGone = (record: AnyRecord): boolean => record['deletedAt'] !== null;
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Members of a set: what either side added and neither removed. */
function mergeMembers(base: readonly unknown[], theirs: readonly unknown[], mine: readonly unknown[]): unknown[] {
  const [before, after] = [new Set(base), new Set(theirs)];
  const kept = mine.filter((member) => !before.has(member) || after.has(member));
  const added = theirs.filter((member) => !before.has(member));
  return [...new Set([...kept, ...added])].map(String).toSorted();
}

/**
 * Merges a record that the plan has. `base` is what it was at the fork (the plan's own state for one that was merged
 * before), `theirs` what the scenario has, `mine` what the plan has; `sets` names the fields that are sets of names.
 * Who deleted a record that the other one changed is in conflict with it.
 */
export function mergeRecord(base: AnyRecord, theirs: AnyRecord, mine: AnyRecord, sets: readonly string[], prefer: Preferred): MergedRecord {
  const fields: Record<string, unknown> = {};
  const conflicts: FieldConflict[] = [];
  const meet = (field: string, scenario: unknown, main: unknown): boolean => {
    conflicts.push({ field, base: base[field] ?? null, scenario, main });
    return prefer === 'scenario';
  };
  if (isGone(theirs)) {
    if (isGone(base) || isGone(mine)) return { fields, conflicts };
    const changed = Object.keys(mine).filter((field) => !quiet.has(field) && !isDeepStrictEqual(base[field], mine[field]));
    if (changed.length === 0 || meet('deletedAt', 'deleted', `changed: ${changed.join(', ')}`)) fields['deletedAt'] = theirs['deletedAt'];
    return { fields, conflicts };
  }
  for (const [field, value] of Object.entries(theirs)) {
    const [was, is] = [base[field], mine[field]];
    if (field === 'deletedAt' || isDeepStrictEqual(was, value) || isDeepStrictEqual(is, value)) continue;
    if (sets.includes(field) && isList(was) && isList(value) && isList(is)) fields[field] = mergeMembers(was, value, is);
    else if (isDeepStrictEqual(was, is)) fields[field] = value;
    else if (!quiet.has(field) && meet(field, value, is)) fields[field] = value;
  }
  if (!isGone(mine)) return { fields, conflicts };
  const changed = Object.keys(fields);
  if (isGone(base)) return { fields: { ...fields, deletedAt: null }, conflicts };
  if (changed.length === 0) return { fields, conflicts };
  return meet('deletedAt', `changed: ${changed.join(', ')}`, 'deleted')
    ? { fields: { ...fields, deletedAt: null }, conflicts }
    : { fields: {}, conflicts: conflicts.slice(-1) };
}
