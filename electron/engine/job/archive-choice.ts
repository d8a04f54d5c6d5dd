// Which issues an archiving takes, and why it leaves others.
import type { IssueState, PlanRows } from '#electron/engine/document/plan-rows.ts';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { ArchiveReport } from '#shared/contract/archive.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { IssueId } from '#shared/plan/identity.ts';
import { isOpen } from '#shared/plan/status.ts';

type Kept = ArchiveReport['kept'][number];

/** What was asked for: issues by id, or those that a rule names. */
export interface ArchiveWish {
  readonly issueIds?: readonly string[] | undefined;
  readonly ruleId?: string | undefined;
  readonly dryRun: boolean;
}

/** Issues to move, those that are left and why, and how many more a rule names. */
export interface ArchiveChoice {
  readonly issues: readonly IssueState[];
  readonly kept: readonly Kept[];
  readonly left: number;
}

/** Issues that one run takes at most: what a file of them takes in memory, and how long the step at the end takes. */
const most = 2000;
const day = 24 * 60 * 60 * 1000;

const named = ({ id, key, title }: IssueState): Pick<Kept, 'id' | 'key' | 'title'> => ({ id: IssueId.parse(id), key, title });

/** Why an issue has to stay, as the plan stands; `null` when it can go. */
function reasonToStay(rows: PlanRows, issue: IssueState): Kept | null {
  if (isOpen(issue.status.category)) return { ...named(issue), reason: 'open', keys: [] };
  const needed = rows.openDependents(issue.id);
  if (needed.length > 0) return { ...named(issue), reason: 'needed', keys: needed };
  const children = rows.openChildren(issue.id);
  return children.length > 0 ? { ...named(issue), reason: 'children', keys: children } : null;
}

/** Tells what can go from what has to stay. */
export function judge(rows: PlanRows, issues: readonly IssueState[]): Omit<ArchiveChoice, 'left'> {
  const kept: Kept[] = [];
  const going = issues.filter((issue) => {
    const reason = reasonToStay(rows, issue);
    if (reason !== null) kept.push(reason);
    return reason === null;
  });
  return { issues: going, kept };
}

/** Finds what is asked for. Refuses ids of nothing, a rule that is not there, is off, or is another device's to carry out. */
export function chooseIssues(store: PlanStore, { issueIds, ruleId, dryRun }: ArchiveWish): Result<ArchiveChoice, Problem> {
  const { rows } = store;
  let ids = [...new Set(issueIds ?? [])];
  let all = ids.length;
  if (ruleId !== undefined) {
    const rule = rows.retentionRule(ruleId);
    if (rule === null)
      return failure(problem('not-found', `There is no retention rule with the id ${ruleId}; look it up again.`, 'ruleId'));
    if (!dryRun && !rule.enabled)
      return failure(problem('unavailable', `The rule ${rule.name} is switched off; switch it on first.`, 'ruleId'));
    if (!dryRun && rule.deviceId !== store.deviceId) {
      const message = `The rule ${rule.name} is carried out by another device (${rule.deviceId.slice(0, 8)}…); run it there, or name this one in the rule.`;
      return failure(problem('unavailable', message, 'ruleId', [rule.deviceId]));
    }
    const before = new Date(store.source.now() - rule.days * day).toISOString();
    const found = rows.finishedIssues(rule.statuses, rule.roadmapId, before, most);
    ids = found.ids;
    all = found.all;
  }
  if (ids.length > most) {
    return failure(
      problem('limit', `Expected at most ${most} issues at a time, but got ${ids.length}; archive them in several runs.`, 'issueIds'),
    );
  }
  const issues: IssueState[] = [];
  for (const [index, id] of ids.entries()) {
    const issue = rows.issue(id);
    if (issue === null)
      return failure(problem('not-found', `There is no issue with the id ${id}; it may be archived or deleted.`, `issueIds.${index}`));
    issues.push(issue);
  }
  return success({ ...judge(rows, issues), left: all - ids.length });
}
