import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Takes issues out of the archive, by deleting the entries that say that they are in it. */
export const restoreArchived: CommandHandler<'restore-archived'> = ({ issueIds }, { rows, step, now }) => {
  const ids = [...new Set(issueIds)];
  for (const [index, issueId] of ids.entries()) {
    const entry = rows.archivedIssue(issueId);
    if (entry === null) return notFound('archived issue', issueId, `issueIds.${index}`);
    step.set(entry.roadmapId, 'archivedIssue', issueId, { deletedAt: now });
    step.note(entry.roadmapId, { issueId, field: 'archived', before: entry.file, after: null }, 'archivedIssue');
  }
  return success({ restored: ids.length });
};
