// Asks the engine to change something.
import { useCallback } from 'react';
import type { Result } from '#shared/base/result.ts';
import type { CommandInput, CommandName, CommandValue } from '#shared/contract/command.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { useEngine } from './engine-context.tsx';
import { asOwnChange } from './own-change.ts';
import { tellRefusal } from './refusal.ts';
import { tellDone, type Told } from './tell-done.ts';
import { showToast } from './toast.ts';
import { newestStep } from './undo.ts';

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
        if (control?.quiet !== true) tellRefusal(answer.error);
        return answer;
      }
      if (waits) showToast({ tone: 'done', text: 'The engine is back, and the change is saved' });
      else void tellDone(page.connection, before, control?.told?.(answer.value));
      return answer;
    },
    [page, live],
  );
}
