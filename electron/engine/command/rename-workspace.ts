import { changeWorkspace } from './change-workspace.ts';
import type { CommandHandler } from './command-handler.ts';

/** Gives the workspace another name. */
export const renameWorkspace: CommandHandler<'rename-workspace'> = ({ name }, context) => changeWorkspace(context, { name });
