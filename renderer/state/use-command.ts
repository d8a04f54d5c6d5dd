// Asks the engine to change something.
import { useCallback } from 'react';
import type { Result } from '#shared/base/result.ts';
import type { CommandInput, CommandName, CommandValue } from '#shared/contract/command.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { useEngine } from './engine-context.tsx';
import { asOwnChange } from './own-change.ts';
import { currentToast, showToast, type Toast } from './toast.ts';
import { newestStep, type StepRow, undoAction } from './undo.ts';

/** What a view has to say about a command that was carried out; the way back is added to it. */
type Told = Pick<Toast, 'text' | 'notes' | 'actions'>;

/** Sends a command; resolves once it is on disk or refused. */
export type SendCommand = <Name extends CommandName>(
  name: Name,
  args: CommandInput<Name>,
  control?: {
    /** The caller shows a refusal itself, beside the field it is about. */
    readonly quiet?: boolean;
    /** What the toast says when it is done; without it, what the engine calls the step. */
    readonly told?: (value: CommandValue<Name>) => Told;
  },
) => Promise<Result<CommandValue<Name>, Problem>>;

/**
 * A function that sends commands. A refusal is shown as a toast, unless the caller says that it shows it itself; what was
 * done is shown with the way back.
 */
export function useCommand(): SendCommand {
  const { page, live } = useEngine();
  return useCallback(
    async (name, args, control) => {
      const waits = page.link().state !== 'connected';
      if (waits) showToast({ tone: 'problem', text: 'The engine cannot be reached. The change waits and is not saved yet.' });
      const before = newestStep(live.read('undo-state', {}).result);
      const answer = await asOwnChange(page.connection.command(name, args));
      if (!answer.ok) {
        if (control?.quiet !== true) showToast({ tone: 'problem', text: answer.error.message });
        return answer;
      }
      if (waits) showToast({ tone: 'done', text: 'The engine is back, and the change is saved' });
      else void tellDone(page.connection, before, control?.told?.(answer.value));
      return answer;
    },
    [page, live],
  );
}

/** Shows what was done, with the way back. A command that changed nothing left no step, and is not worth a word of its own. */
async function tellDone(connection: Connection, before: StepRow | null, told: Told | undefined): Promise<void> {
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
