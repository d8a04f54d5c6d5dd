import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { changeIssue } from './change-issue.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { noteLabels } from './note-labels.ts';
import { refuseParent } from './refuse-parent.ts';

/** Sets the fields of one issue that are given. */
export const updateIssue: CommandHandler<'update-issue'> = ({ issueId, patch }, context) => {
  const { rows, step } = context;
  const issue = rows.issue(issueId);
  if (issue === null) return notFound('issue', issueId, 'issueId');
  const { body, labels, ...given } = patch;
  if (given.parentId !== undefined && given.parentId !== null && given.parentId !== issue.parentId) {
    const refused = refuseParent(rows, issue, given.parentId);
    if (refused !== null) return refused;
  }
  if (given.key !== undefined && given.key !== issue.key && rows.issueIdByKey(issue.roadmapId, given.key) !== null) {
    return failure(problem('duplicate', `The key ${given.key} is taken in this roadmap; choose another.`, 'patch.key', [given.key]));
  }
  changeIssue(context, issue, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
  if (labels !== undefined) noteLabels(context, issue, labels);
  const written = rows.body(issueId);
  if (body !== undefined && body !== written) step.setText(issue.roadmapId, issueId, body, written);
  return success({});
};
