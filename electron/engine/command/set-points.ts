import { changeIssues } from './change-issue.ts';
import type { CommandHandler } from './command-handler.ts';

/** Sets the story points of issues. */
export const setPoints: CommandHandler<'set-points'> = ({ issueIds, points }, context) => changeIssues(context, issueIds, { points });
