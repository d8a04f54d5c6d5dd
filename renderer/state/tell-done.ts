// Says what was done, with the way back: for commands, and for jobs that leave a step which can be taken back.
import { useCallback } from 'react';
import type { Result } from '#shared/base/result.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { useEngine } from './engine-context.tsx';
import { tellRefusal } from './refusal.ts';
import { currentToast, showToast, type Toast } from './toast.ts';
import { newestStep, type StepRow, undoAction } from './undo.ts';

/** What a view has to say about something that was carried out; the way back is added to it. */
export type Told = Pick<Toast, 'text' | 'notes' | 'actions'>;

/** Shows what was done, with the way back. What changed nothing left no step, and is not worth a word of its own. `before` is the newest step of the time before it. */
export async function tellDone(connection: Connection, before: StepRow | null, told: Told | undefined): Promise<void> {
  const shown = currentToast.get();
  const state = await connection.query('undo-state', {});
  const step = state.ok ? newestStep(state.value) : null;
  // Something newer was said while the engine was asked.
  if (currentToast.get() !== shown) return;
  const fresh = step === null || step.id === before?.id ? null : step;
  if (fresh === null && told === undefined) return;
  const back = fresh === null ? [] : [undoAction(connection, fresh)];
  const text = told?.text ?? fresh?.label ?? '';
  showToast({ tone: 'done', text, notes: told?.notes ?? [], actions: [...(told?.actions ?? []), ...back] });
}

/** Carries out `work`, and shows what `told` says of its answer with the way back, or why it was refused. With `null` nothing is shown. */
export type TellingRun = <Value>(
  work: () => Promise<Result<Value, Problem>>,
  told: (value: Value) => Told | null,
) => Promise<Result<Value, Problem>>;

/** A function that carries out jobs which can be taken back. */
export function useTellingRun(): TellingRun {
  const { page, live } = useEngine();
  return useCallback(
    async (work, told) => {
      const before = newestStep(live.read('undo-state', {}).result);
      const answer = await work();
      const words = answer.ok ? told(answer.value) : null;
      if (!answer.ok) tellRefusal(answer.error);
      else if (words !== null) void tellDone(page.connection, before, words);
      return answer;
    },
    [page, live],
  );
}
