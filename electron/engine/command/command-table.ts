import type { CommandName } from '#shared/contract/command.ts';
import type { CommandHandler } from './command-handler.ts';
import { createIssue } from './create-issue.ts';
import { createRoadmap } from './create-roadmap.ts';
import { setStatus } from './set-status.ts';

/** Every command of the contract with the function that carries it out. */
export const commandTable: { readonly [Name in CommandName]?: CommandHandler<Name> } = {
  'create-roadmap': createRoadmap,
  'create-issue': createIssue,
  'set-status': setStatus,
};
