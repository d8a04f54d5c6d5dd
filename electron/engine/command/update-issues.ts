import { success } from '#shared/base/result.ts';
import { changeIssue, findIssues } from './change-issue.ts';
import type { CommandHandler } from './command-handler.ts';
import { refuseParent } from './refuse-parent.ts';

/**
 * Sets the fields that are given on all of the issues. A common parent that is above each of them before is above all of
 * them afterwards, so no two of the changes can close a cycle that neither closes by itself.
 */
export const updateIssues: CommandHandler<'update-issues'> = ({ issueIds, patch }, context) => {
  const found = findIssues(context, issueIds);
  if (!found.ok) return found;
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const { parentId } = patch;
  for (const issue of found.value) {
    if (parentId !== undefined && parentId !== null && parentId !== issue.parentId) {
      const refused = refuseParent(context.rows, issue, parentId);
      if (refused !== null) return refused;
    }
    changeIssue(context, issue, given);
  }
  return success({});
};
