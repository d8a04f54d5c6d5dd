import { changeIssues } from './change-issue.ts';
import type { CommandHandler } from './command-handler.ts';

/** Sets the priority of issues. */
export const setPriority: CommandHandler<'set-priority'> = ({ issueIds, priority }, context) =>
  changeIssues(context, issueIds, { priority });
