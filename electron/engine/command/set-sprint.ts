import { changeIssues } from './change-issue.ts';
import type { CommandHandler } from './command-handler.ts';

/** Sets the sprint, by the name that the plan uses, of issues. */
export const setSprint: CommandHandler<'set-sprint'> = ({ issueIds, sprint }, context) => changeIssues(context, issueIds, { sprint });
