import type { PlanRows } from '#electron/engine/document/plan-rows.ts';
import type { IssueRecord } from '#electron/engine/document/record.ts';
import { changedPassage } from '#shared/base/changed-passage.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { IssueId } from '#shared/plan/identity.ts';
import { keyStyle, spellKey } from '#shared/plan/issue-key.ts';
import { rankAt } from '#shared/plan/rank.ts';
import { statusName } from '#shared/plan/status.ts';
import { noteNewIssue } from './change-issue.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { issueLimit } from './issue-limit.ts';
import { refuseMilestone } from './refuse-milestone.ts';

/** The key after the highest number in the style of the last issue of the same kind, or of any kind when there is none. */
function nextKey(rows: PlanRows, roadmapId: string, kind: string, title: string): string {
  const newest = rows.newestKeys(roadmapId);
  const sameFirst = [...newest.filter((issue) => issue.kind === kind), ...newest].map((issue) => issue.key);
  const style = keyStyle(sameFirst, title);
  let number = rows.highestNumber(roadmapId, style.prefix) + 1;
  while (rows.issueIdByKey(roadmapId, spellKey(style, number)) !== null) number += 1;
  return spellKey(style, number);
}

/** Creates an issue behind the others of its roadmap. */
export const createIssue: CommandHandler<'create-issue'> = (args, { rows, step, newId }) => {
  const { roadmapId } = args;
  const roadmap = rows.roadmap(roadmapId);
  if (roadmap === null) return notFound('roadmap', roadmapId, 'roadmapId');
  const full = issueLimit(rows, 1, 'roadmapId');
  if (full !== null) return failure(full);
  if (args.parentId !== null) {
    const parent = rows.issue(args.parentId);
    if (parent === null) return notFound('issue', args.parentId, 'parentId');
    if (parent.roadmapId !== roadmapId) {
      return failure(problem('invalid-argument', `The parent ${parent.key} is in another roadmap; choose one of the same.`, 'parentId'));
    }
  }
  const { milestoneId, assigneeId } = args;
  const refused =
    (milestoneId === null ? null : refuseMilestone(rows, roadmapId, milestoneId, 'milestoneId')) ??
    (assigneeId === null || rows.person(assigneeId) !== null ? null : notFound('person', assigneeId, 'assigneeId'));
  if (refused !== null) return refused;
  const key = args.key ?? nextKey(rows, roadmapId, args.kind, roadmap.title);
  if (rows.issueIdByKey(roadmapId, key) !== null) {
    return failure(problem('duplicate', `The key ${key} is taken in this roadmap; leave it out to get the next free one.`, 'key', [key]));
  }
  const issueId = IssueId.parse(newId());
  const record: Omit<IssueRecord, 'deletedAt'> = {
    parentId: args.parentId,
    milestoneId,
    key,
    kind: args.kind,
    title: args.title,
    status: { category: args.status, name: statusName[args.status], verified: false },
    priority: args.priority,
    severity: null,
    component: args.component,
    category: null,
    labels: [...new Set(args.labels)].toSorted(),
    flag: null,
    assigneeId,
    sprint: args.sprint,
    estimate: args.estimate,
    points: args.points,
    holdReason: null,
    rank: rankAt(0, rows.lastIssueRank(roadmapId)),
    sourceLine: null,
  };
  step.create(roadmapId, 'issue', issueId, record);
  step.createText(roadmapId, issueId, args.body);
  const { labels, sourceLine: _sourceLine, ...noted } = record;
  noteNewIssue({ rows, step }, roadmapId, issueId, noted);
  if (labels.length > 0) step.note(roadmapId, { issueId, field: 'labels', before: null, after: labels.join(', ') });
  if (args.body !== '') step.note(roadmapId, { issueId, field: 'body', ...changedPassage('', args.body) });
  return success({ issueId, key });
};
