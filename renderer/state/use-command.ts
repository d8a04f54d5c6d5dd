// Asks the engine to change something.
import { useCallback } from 'react';
import type { Result } from '#shared/base/result.ts';
import type { CommandInput, CommandName, CommandValue } from '#shared/contract/command.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { useEngine } from './engine-context.tsx';
import { asOwnChange } from './own-change.ts';
import { showToast } from './toast.ts';

/** Sends a command; resolves once it is on disk or refused. */
export type SendCommand = <Name extends CommandName>(
  name: Name,
  args: CommandInput<Name>,
  control?: {
    /** The caller shows a refusal itself, beside the field it is about. */
    readonly quiet?: boolean;
  },
) => Promise<Result<CommandValue<Name>, Problem>>;

/** A function that sends commands. A refusal is shown as a toast, unless the caller says that it shows it itself. */
export function useCommand(): SendCommand {
  const { page } = useEngine();
  return useCallback(
    async (name, args, control) => {
      const waits = page.link().state !== 'connected';
      if (waits) showToast({ tone: 'problem', text: 'The engine cannot be reached. The change waits and is not saved yet.' });
      const answer = await asOwnChange(page.connection.command(name, args));
      if (waits && answer.ok) showToast({ tone: 'done', text: 'The engine is back, and the change is saved' });
      if (!answer.ok && control?.quiet !== true) showToast({ tone: 'problem', text: answer.error.message });
      return answer;
    },
    [page],
  );
}
