import type { ConflictRow } from '#shared/contract/conflict.ts';

/** What every part of a conflict takes. */
export interface ConflictPartProps {
  readonly row: ConflictRow;
  readonly people: readonly { readonly name: string }[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}
