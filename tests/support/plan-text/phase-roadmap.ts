import type { ChecklistItemDraft, DependencyDraft, IssueDraft, MilestoneDraft } from '#shared/plan/plan-draft.ts';
import type { GeneratedPlan, PlanContent } from './plan-content.ts';
import { plainIssue, plainPlan } from './issue-draft.ts';
import { LineWriter } from './line-writer.ts';

/** Words a plan as a roadmap: milestones of phases with objectives and deliverables. Holds no estimates and priorities. */
export function phaseRoadmap(content: PlanContent): GeneratedPlan {
  const writer = new LineWriter();
  const issues: IssueDraft[] = [];
  const milestones: MilestoneDraft[] = [];
  const checklist: ChecklistItemDraft[] = [];
  const dependencies: DependencyDraft[] = [];
  writer.add(`# ${content.title}`, '', `> **Current Milestone**: v1.0 - ${content.milestones[0]}`, '');
  for (const issue of content.issues) {
    const milestoneKey = `v1.${issue.milestone}`;
    if (milestones.at(-1)?.key !== milestoneKey) {
      const title = content.milestones[issue.milestone] ?? '';
      const line = writer.add(`## Milestone ${milestoneKey} - ${title}`, '');
      milestones.push({ key: milestoneKey, title, goal: '', status: null, implied: false, notes: '', line });
    }
    const key = keyOf(issue.number);
    const line = writer.add(`### ${key}: ${issue.title}`, `**Status**: ${issue.done ? '✅ Complete' : '⬜ Not Started'}`);
    writer.add(`**Objective**: ${issue.body}`);
    if (issue.dependsOn.length > 0) {
      const at = writer.add(`**Depends on**: ${issue.dependsOn.map(keyOf).join(', ')}`);
      for (const other of issue.dependsOn) dependencies.push({ key, dependsOnKey: keyOf(other), strength: 'hard', note: '', line: at });
    }
    writer.add('');
    if (issue.checklist.length > 0) {
      writer.add('**Key Deliverables:**');
      for (const { text, done } of issue.checklist) {
        const at = writer.add(`- [${done ? 'x' : ' '}] ${text}`);
        checklist.push({ owner: { on: 'issue', key }, kind: 'deliverable', group: 'Key Deliverables', text, done, parent: null, line: at });
      }
      writer.add('');
    }
    issues.push({
      ...plainIssue(key, issue.title, line),
      kind: 'phase',
      status: issue.done
        ? { category: 'done', name: 'Complete', verified: false }
        : { category: 'planned', name: 'Not Started', verified: false },
      body: issue.body,
      milestoneKey,
    });
  }
  const draft = { ...plainPlan('phase-roadmap', content.title), currentMilestone: 'v1.0', milestones, issues, checklist, dependencies };
  return { draft, text: writer.text() };
}

function keyOf(number: number): string {
  return `Phase ${number + 1}`;
}
