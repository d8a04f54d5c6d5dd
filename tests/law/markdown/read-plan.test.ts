// Laws of reading: any text is read or refused with a reason, nothing of it is lost, and what comes out fits the vocabulary.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlan } from '#shared/markdown/read-plan.ts';
import { joinSource, splitSource } from '#shared/markdown/source-line.ts';
import { ChecklistItem } from '#shared/plan/checklist.ts';
import { Dependency, External } from '#shared/plan/dependency.ts';
import { Issue } from '#shared/plan/issue.ts';
import type { PlanDraft } from '#shared/plan/plan-draft.ts';
import { Milestone, NamedSprint, Risk, Roadmap, StatedTotal } from '#shared/plan/roadmap.ts';
import { anyPlanText } from './plan-line-pool.ts';

const numRuns = 2000;

test('lines put together again are the text', () => {
  fc.assert(
    fc.property(fc.oneof(anyPlanText, fc.string({ unit: 'binary' })), (text) => {
      expect(joinSource(splitSource(text))).toBe(text);
    }),
  );
});

test('any text is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const reading = readPlan(text);
      expect(reading.ok || reading.error.line >= 1).toBe(true);
    }),
  );
});

test('every line has one fate, none is lost, and the counts add up', () => {
  let read = 0;
  fc.assert(
    fc.property(anyPlanText, (text) => {
      const reading = readPlan(text);
      if (!reading.ok) return;
      read += 1;
      const { ledger, count } = reading.value;
      expect(ledger.map((entry) => entry.line)).toEqual(splitSource(text).lines.map((_, index) => index + 1));
      expect(ledger.filter((entry) => entry.fate === 'lost')).toEqual([]);
      expect(count.understood + count.kept).toBe(count.total);
    }),
    { numRuns },
  );
  expect(read).toBeGreaterThan(numRuns / 2);
});

test('what is read fits the vocabulary', () => {
  fc.assert(
    fc.property(anyPlanText, (text) => {
      const reading = readPlan(text);
      if (reading.ok) checkDraft(reading.value.draft);
    }),
    { numRuns },
  );
});

/** The records as the import makes them, with identities in place of keys. */
function checkDraft(draft: PlanDraft): void {
  const ids = { id: 'a', roadmapId: 'r', rank: '1' };
  Roadmap.parse({ ...draft, id: 'r', sourcePath: null });
  const keys = new Set(draft.issues.map((issue) => issue.key));
  const milestones = new Set(draft.milestones.map((milestone) => milestone.key));
  const sprints = new Set(draft.sprints.map((sprint) => sprint.name));
  expect(keys.size).toBe(draft.issues.length);
  expect(milestones.size).toBe(draft.milestones.length);
  for (const milestone of draft.milestones) Milestone.parse({ ...milestone, ...ids, target: null });
  for (const sprint of draft.sprints) NamedSprint.parse({ ...sprint, rank: '1' });
  for (const issue of draft.issues) {
    Issue.parse({ ...issue, ...ids, parentId: null, milestoneId: null, assigneeId: null, holdReason: null });
    expect(issue.parentKey === null || keys.has(issue.parentKey)).toBe(true);
    expect(issue.milestoneKey === null || milestones.has(issue.milestoneKey)).toBe(true);
    expect(issue.sprint === null || sprints.has(issue.sprint)).toBe(true);
  }
  for (const [index, item] of draft.checklist.entries()) {
    const { owner } = item;
    ChecklistItem.parse({ ...item, ...ids, issueId: null, milestoneId: null, parentId: null });
    expect(owner.on === 'roadmap' || (owner.on === 'issue' ? keys : milestones).has(owner.key)).toBe(true);
    expect(item.parent === null || item.parent < index).toBe(true);
  }
  for (const dependency of draft.dependencies) {
    Dependency.parse({ ...dependency, id: 'd', issueId: 'a', dependsOnId: 'b' });
    expect(keys.has(dependency.key) && keys.has(dependency.dependsOnKey) && dependency.key !== dependency.dependsOnKey).toBe(true);
  }
  expect(new Set(draft.dependencies.map((dependency) => `${dependency.key}\n${dependency.dependsOnKey}`)).size).toBe(
    draft.dependencies.length,
  );
  for (const external of draft.externals) {
    External.parse({ ...external, id: 'e', roadmapId: 'r', issueId: 'a', resolved: false });
    expect(keys.has(external.key)).toBe(true);
  }
  for (const risk of draft.risks) {
    Risk.parse({ ...risk, ...ids, issueIds: [] });
    expect(risk.issueKeys.every((key) => keys.has(key))).toBe(true);
  }
  for (const total of draft.statedTotals) StatedTotal.parse(total);
}
