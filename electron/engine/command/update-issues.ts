import { success } from '#shared/base/result.ts';
import { findIssues } from './change-issue.ts';
import type { CommandHandler } from './command-handler.ts';
import { patchIssue } from './patch-issue.ts';

/**
 * Sets the fields that are given on all of the issues. A common parent that is above each of them before is above all of
 * them afterwards, so no two of the changes can close a cycle that neither closes by itself.
 */
export const updateIssues: CommandHandler<'update-issues'> = ({ issueIds, patch }, context) => {
  const found = findIssues(context, issueIds);
  if (!found.ok) return found;
  for (const issue of found.value) {
    const refused = patchIssue(context, issue, patch);
    if (refused !== null) return refused;
  }
  return success({});
};
