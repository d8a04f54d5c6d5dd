import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { noteLabels } from './note-labels.ts';
import { patchIssue } from './patch-issue.ts';

/** Sets the fields of one issue that are given. */
export const updateIssue: CommandHandler<'update-issue'> = ({ issueId, patch }, context) => {
  const { rows, step } = context;
  const issue = rows.issue(issueId);
  if (issue === null) return notFound('issue', issueId, 'issueId');
  const { body, labels, ...given } = patch;
  if (given.key !== undefined && given.key !== issue.key && rows.issueIdByKey(issue.roadmapId, given.key) !== null) {
    return failure(problem('duplicate', `The key ${given.key} is taken in this roadmap; choose another.`, 'patch.key', [given.key]));
  }
  const refused = patchIssue(context, issue, given);
  if (refused !== null) return refused;
  if (labels !== undefined) noteLabels(context, issue, labels);
  const written = rows.body(issueId);
  if (body !== undefined && body !== written) step.setText(issue.roadmapId, issueId, body, written);
  return success({});
};
