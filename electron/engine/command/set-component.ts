import { changeIssues } from './change-issue.ts';
import type { CommandHandler } from './command-handler.ts';

/** Sets the component of issues. */
export const setComponent: CommandHandler<'set-component'> = ({ issueIds, component }, context) =>
  changeIssues(context, issueIds, { component });
