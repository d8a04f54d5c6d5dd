// Takes back what the person did, and does it again: one place for the keys, the buttons, the menus and the toasts.
import { useCallback, useMemo } from 'react';
import type { Connection } from '#shared/contract/connection.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { useEngine } from './engine-context.tsx';
import { asOwnChange } from './own-change.ts';
import { tellRefusal } from './refusal.ts';
import { showToast, type Toast } from './toast.ts';
import { useQuery } from './use-query.ts';

type State = QueryResult<'undo-state'>;
/** A step that can be taken back or done again. */
export type StepRow = State['rows'][number];
type Side = 'undo' | 'redo';
type ToastAction = NonNullable<Toast['actions']>[number];

const words = {
  undo: { done: 'Undone', back: 'Redo', none: 'There is nothing to undo' },
  redo: { done: 'Done again', back: 'Undo', none: 'There is nothing to redo' },
} as const;

/** The step that an undo would take back; `null` when there is none. */
export function newestStep(state: State | undefined): StepRow | null {
  return state?.rows.find((row) => !row.undone) ?? null;
}

/** Takes back the newest step (or does the last undone one again), and says what became of it. */
async function turn(connection: Connection, side: Side): Promise<void> {
  const answer = await asOwnChange(connection.command(side, {}));
  if (!answer.ok) {
    const nothing = answer.error.code === 'not-found';
    if (nothing) showToast({ tone: 'done', text: words[side].none });
    else tellRefusal(answer.error);
    return;
  }
  const { label, kept } = answer.value;
  const other = side === 'undo' ? 'redo' : 'undo';
  showToast({
    tone: 'done',
    text: `${words[side].done}: ${label}`,
    notes: kept,
    actions: [{ label: words[side].back, run: () => void turn(connection, other) }],
  });
}

/**
 * The way back from one step, for its toast. When something else was done since, that would be taken back instead: then
 * nothing is, and the person is told.
 */
export function undoAction(connection: Connection, step: StepRow): ToastAction {
  const run = async (): Promise<void> => {
    const answer = await connection.query('undo-state', {});
    const newest = answer.ok ? newestStep(answer.value) : null;
    if (newest?.id === step.id) return turn(connection, 'undo');
    showToast({ tone: 'problem', text: `“${step.label}” is not the last thing you did any more. Undo what came after it first.` });
  };
  return { label: 'Undo', run: () => void run() };
}

/** What can be undone and redone now, and how. */
export interface UndoView {
  readonly undo: { readonly label: string } | null;
  readonly redo: { readonly label: string } | null;
  readonly newest: StepRow | null;
  runUndo(): void;
  runRedo(): void;
}

/** Undo and redo, with what they would do; renders again when that changes. */
export function useUndo(): UndoView {
  const { page } = useEngine();
  const { result } = useQuery('undo-state', {});
  const runUndo = useCallback(() => void turn(page.connection, 'undo'), [page]);
  const runRedo = useCallback(() => void turn(page.connection, 'redo'), [page]);
  return useMemo(
    () => ({ undo: result?.summary.undo ?? null, redo: result?.summary.redo ?? null, newest: newestStep(result), runUndo, runRedo }),
    [result, runUndo, runRedo],
  );
}
