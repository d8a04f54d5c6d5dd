import type { IssueDraft, MilestoneDraft } from '#shared/plan/plan-draft.ts';
import type { GeneratedPlan, IssueContent, PlanContent } from './plan-content.ts';
import { plainIssue, plainPlan } from './issue-draft.ts';
import { LineWriter } from './line-writer.ts';

/** Words a plan as an issue source: `## 001 | …`, a head of `name: value` lines, a body. Holds no estimates, checklists, dependencies. */
export function issueSource(content: PlanContent): GeneratedPlan {
  const notes = 'One section an issue.';
  const writer = new LineWriter();
  const issues: IssueDraft[] = [];
  const milestones = new Map<number, MilestoneDraft>();
  writer.add(`# ${content.title}`, '', notes, '', '---', '');
  for (const issue of content.issues) {
    const key = String(issue.number + 1).padStart(3, '0');
    const labels = ['generated', issue.severity];
    const flag = `ENABLE_${issue.number + 1}`;
    const line = writer.add(`## ${key} | ${issue.title}`, `labels: ${labels.join(',')}`);
    const at = writer.add(`milestone: ${milestoneKey(issue)}: ${content.milestones[issue.milestone]}`);
    writer.add(`flag: ${flag}`, `priority: ${issue.priority}`, ...(issue.done ? ['status: closed'] : []), '---', issue.body, '');
    if (!milestones.has(issue.milestone)) milestones.set(issue.milestone, milestoneDraft(content, issue, at));
    issues.push({
      ...plainIssue(key, issue.title, line),
      ...(issue.done ? { status: { category: 'done', name: 'closed', verified: false } } : {}),
      body: issue.body,
      priority: issue.priority,
      labels,
      flag,
      milestoneKey: milestoneKey(issue),
    });
  }
  const draft = { ...plainPlan('issue-source', content.title), notes, milestones: [...milestones.values()], issues };
  return { draft, text: writer.text() };
}

function milestoneKey(issue: IssueContent): string {
  return `M${issue.milestone + 1}`;
}

function milestoneDraft(content: PlanContent, issue: IssueContent, line: number): MilestoneDraft {
  const title = content.milestones[issue.milestone] ?? '';
  return { key: milestoneKey(issue), title, goal: '', status: null, implied: false, notes: '', line };
}
