import { statusName } from '#shared/plan/status.ts';
import { changeIssues } from './change-issue.ts';
import type { CommandHandler } from './command-handler.ts';

/** Sets the status of issues. */
export const setStatus: CommandHandler<'set-status'> = ({ issueIds, category, name, verified }, context) =>
  changeIssues(context, issueIds, { status: { category, name: name ?? statusName[category], verified } });
