// What the kinds of conflicts are called, and what was lost where: nothing.
import type { ConflictRow } from '#shared/contract/conflict.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const times: Readonly<Record<number, string>> = { 2: 'twice', 3: 'three times' };

/** The heading of a conflict. */
export function conflictTitle({ kind, fieldName, values }: Pick<ConflictRow, 'kind' | 'fieldName' | 'values'>): string {
  switch (kind) {
    case 'value':
      return `${capital(fieldName ?? 'value')} set ${times[values.length] ?? `${values.length} times`}`;
    case 'deleted':
      return 'Deleted while it was changed';
    case 'key':
      return 'One key, two issues';
    case 'cycle':
      return 'Dependencies close a circle';
    case 'capacity':
      return 'More in a sprint than it holds';
  }
}

/** The heading of the page. */
export function conflictCount(total: number, apart = 0): string {
  if (total === 0 && apart > 0) return apart === 1 ? 'One step does not count' : `${apart} steps do not count`;
  if (total === 0) return 'Nothing needs a decision';
  return total === 1 ? 'One thing needs a decision' : `${total} things need a decision`;
}

/** The newest instant that a conflict tells of; `null` when it tells of none. */
export function conflictTime({ values, issues, dependencies, deletion }: ConflictRow): string | null {
  const instants = [...values, ...issues, ...dependencies, ...(deletion === null ? [] : [deletion])].flatMap(({ at }) => at ?? []);
  return instants.toSorted((one, other) => (one < other ? 1 : -1))[0] ?? null;
}
