import { changeWorkspace } from './change-workspace.ts';
import type { CommandHandler } from './command-handler.ts';

/** Sets how many hours a week the workspace plans with, and how long a sprint is. */
export const setCapacity: CommandHandler<'set-capacity'> = (capacity, context) => changeWorkspace(context, capacity);
