import type { ChecklistItemDraft, DependencyDraft, IssueDraft } from '#shared/plan/plan-draft.ts';
import { hours, isoDate } from '#shared/plan/quantity.ts';
import type { GeneratedPlan, IssueContent, PlanContent } from './plan-content.ts';
import { plainIssue, plainPlan } from './issue-draft.ts';
import { LineWriter } from './line-writer.ts';

/** Words a plan as a report: `### Issue #1: …` with bold fields. Holds no milestones. */
export function issueReport(content: PlanContent): GeneratedPlan {
  const writer = new LineWriter();
  const issues: IssueDraft[] = [];
  const checklist: ChecklistItemDraft[] = [];
  const dependencies: DependencyDraft[] = [];
  writer.add(`# ${content.title}`, '', '**Generated:** 2026-01-05', '', '---', '');
  for (const issue of content.issues) {
    const key = keyOf(issue.number);
    const line = writer.add(`### Issue ${key}: ${issue.title}`, ...fields(issue));
    writer.add('', '**Description:**', issue.body, '');
    if (issue.checklist.length > 0) {
      writer.add('**Acceptance Criteria:**');
      for (const item of issue.checklist) {
        const at = writer.add(`- [${item.done ? 'x' : ' '}] ${item.text}`);
        checklist.push({
          owner: { on: 'issue', key },
          kind: 'acceptance',
          group: 'Acceptance Criteria',
          text: item.text,
          done: item.done,
          parent: null,
          line: at,
        });
      }
      writer.add('');
    }
    const prerequisites = issue.dependsOn.map(keyOf);
    const at = writer.add(`**Dependencies:** ${prerequisites.map((other) => `Issue ${other}`).join(', ') || 'None'}`, '');
    for (const dependsOnKey of prerequisites) dependencies.push({ key, dependsOnKey, strength: 'hard', note: '', line: at });
    writer.add('---', '');
    issues.push({
      ...plainIssue(key, issue.title, line),
      ...(issue.done ? { status: { category: 'done', name: 'Done', verified: false } } : {}),
      body: issue.body,
      priority: issue.priority,
      severity: issue.severity,
      component: issue.component,
      estimate: { likely: hours(issue.hours), optimistic: null, pessimistic: null },
    });
  }
  const draft = { ...plainPlan('issue-report', content.title), generatedOn: isoDate('2026-01-05'), issues, checklist, dependencies };
  return { draft, text: writer.text() };
}

function fields(issue: IssueContent): string[] {
  return [
    ...(issue.done ? ['**Status:** Done'] : []),
    `**Severity:** ${issue.severity.toUpperCase()}`,
    `**Priority:** ${issue.priority}`,
    `**Component:** ${issue.component}`,
    '**Assignee:** TBD',
    `**Estimated Effort:** ${issue.hours} hours`,
  ];
}

function keyOf(number: number): string {
  return `#${number + 1}`;
}
