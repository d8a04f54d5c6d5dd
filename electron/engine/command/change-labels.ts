import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { limit } from '#shared/plan/limit.ts';
import { findIssues } from './change-issue.ts';
import type { CommandHandler } from './command-handler.ts';
import { noteLabels } from './note-labels.ts';

/** Puts labels on issues and takes labels off them; their other labels stay. A label in both lists comes off. */
export const changeLabels: CommandHandler<'change-labels'> = ({ issueIds, add, remove }, context) => {
  const found = findIssues(context, issueIds);
  if (!found.ok) return found;
  const off = new Set(remove);
  const on = add.filter((label) => !off.has(label));
  for (const issue of found.value) {
    const after = [...new Set([...context.rows.labels(issue.id), ...on])].filter((label) => !off.has(label));
    if (after.length > limit.labels) {
      const message = `${issue.key} would have ${after.length} labels; an issue holds at most ${limit.labels}. Take some off first.`;
      return failure(problem('invalid-argument', message, 'add', [issue.id]));
    }
    noteLabels(context, issue, after);
  }
  return success({});
};
