import { changeIssues } from './change-issue.ts';
import type { CommandHandler } from './command-handler.ts';

/** Sets the estimate in hours of issues. */
export const setEstimate: CommandHandler<'set-estimate'> = ({ issueIds, estimate }, context) =>
  changeIssues(context, issueIds, { estimate });
