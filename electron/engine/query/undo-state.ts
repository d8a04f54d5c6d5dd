import type { QueryResult } from '#shared/contract/query.ts';
import type { QueryDefinition } from './query-definition.ts';

interface StepRow {
  readonly id: number;
  readonly side: 'undo' | 'redo';
  readonly label: string;
  readonly command: string;
  readonly at: string;
}

/** Steps in the answer; older ones can still be undone one by one. */
const shown = 100;

type Answer = QueryResult<'undo-state'>;

/** What whoever works on this device can undo and redo. */
export const undoState: QueryDefinition<'undo-state'> = {
  tables: new Set(['undo_step', 'present_author']),
  answer(reader): Answer {
    const steps = reader.rows<StepRow>(
      `SELECT id, side, label, command, at FROM undo_step
       WHERE author = (SELECT author FROM present_author) ORDER BY id DESC LIMIT @shown`,
      { shown },
    );
    const rows = steps.map(({ id, side, ...step }) => ({ id: String(id), ...step, undone: side === 'redo' }));
    const brief = (row: Answer['rows'][number] | undefined): Answer['summary']['undo'] =>
      row === undefined ? null : { label: row.label, at: row.at };
    const undone = rows.filter((row) => row.undone);
    return { summary: { undo: brief(rows.find((row) => !row.undone)), redo: brief(undone.at(-1)) }, rows };
  },
};
