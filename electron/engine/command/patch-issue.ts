import type { IssueState } from '#electron/engine/document/plan-rows.ts';
import type { Failure } from '#shared/base/result.ts';
import type { CommandArgs } from '#shared/contract/command.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { writeNeeds } from '#shared/plan/planning.ts';
import { statusName } from '#shared/plan/status.ts';
import { changeIssue } from './change-issue.ts';
import { type CommandContext, notFound } from './command-handler.ts';
import { refuseMilestone } from './refuse-milestone.ts';
import { refuseParent } from './refuse-parent.ts';
import { refusePlanning } from './refuse-planning.ts';

/** Sets those fields of an issue that `patch` gives and that differ; `null` when nothing of it was refused. */
export function patchIssue(
  context: CommandContext,
  issue: IssueState,
  patch: CommandArgs<'update-issues'>['patch'] & { readonly title?: string | undefined; readonly key?: string | undefined },
): Failure<Problem> | null {
  const { rows } = context;
  const { status, needs, ...given } = patch;
  const { parentId, milestoneId, assigneeId } = given;
  const refused =
    (typeof parentId === 'string' && parentId !== issue.parentId ? refuseParent(rows, issue, parentId) : null) ??
    (typeof milestoneId === 'string' ? refuseMilestone(rows, issue.roadmapId, milestoneId, 'patch.milestoneId') : null) ??
    (typeof assigneeId === 'string' && rows.person(assigneeId) === null ? notFound('person', assigneeId, 'patch.assigneeId') : null) ??
    refusePlanning(rows, issue, patch);
  if (refused !== null) return refused;
  const worded = status === undefined ? undefined : { ...status, name: status.name ?? statusName[status.category] };
  const fields = Object.entries({ ...given, status: worded, needs: needs === undefined ? undefined : writeNeeds(needs) }).filter(
    ([, value]) => value !== undefined,
  );
  changeIssue(context, issue, Object.fromEntries(fields));
  return null;
}
