// The rows that commands look things up in. Commands do not reach the store themselves.
import type { RowReader } from '#electron/engine/store/row-reader.ts';

export type { IssueState, Since, Trashed } from '#electron/engine/store/row-reader.ts';

/** Look-ups on the rows of the projection. */
export type PlanRows = RowReader;
