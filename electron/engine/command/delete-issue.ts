import { success } from '#shared/base/result.ts';
import { findIssues } from './change-issue.ts';
import type { CommandHandler } from './command-handler.ts';

/** Deletes issues. Their checklists and dependencies are no longer shown, and issues below them move to the top. */
export const deleteIssue: CommandHandler<'delete-issue'> = ({ issueIds }, context) => {
  const { step, now } = context;
  const found = findIssues(context, issueIds);
  if (!found.ok) return found;
  for (const { id, roadmapId, title } of found.value) {
    step.set(roadmapId, 'issue', id, { deletedAt: now });
    step.note(roadmapId, { issueId: id, field: 'issue', before: title, after: null });
  }
  return success({ deleted: found.value.length });
};
