// The three columns of a status, as rows of several tables carry them.
import type { Status, StatusCategory } from '#shared/plan/status.ts';

/** A status as its columns. */
export interface StatusColumn {
  readonly statusCategory: StatusCategory;
  readonly statusName: string;
  readonly statusVerified: number;
}

/** Puts a status together again. */
export function statusOf({ statusCategory: category, statusName: name, statusVerified }: StatusColumn): Status {
  return { category, name, verified: statusVerified === 1 };
}

/** As {@link statusOf}, for records whose plan may not state one. */
export function statusOrNull(column: { [Key in keyof StatusColumn]: StatusColumn[Key] | null }): Status | null {
  const { statusCategory, statusName, statusVerified } = column;
  return statusCategory === null || statusName === null
    ? null
    : { category: statusCategory, name: statusName, verified: statusVerified === 1 };
}
