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
      if (!reading.ok) return;
      const { draft } = reading.value;
      expect(() => parseDraft(draft)).not.toThrow();
      expect(danglingOf(draft)).toEqual([]);
    }),
    { numRuns },
  );
});

/** Gives the records to the schemas as the import makes them, with identities in place of keys. */
function parseDraft(draft: PlanDraft): void {
  const ids = { id: 'a', roadmapId: 'r', rank: '1' };
  Roadmap.parse({ ...draft, id: 'r', sourcePath: null });
  for (const milestone of draft.milestones) Milestone.parse({ ...milestone, ...ids, target: null });
  for (const sprint of draft.sprints) NamedSprint.parse({ ...sprint, rank: '1' });
  for (const issue of draft.issues)
    Issue.parse({ ...issue, ...ids, parentId: null, milestoneId: null, assigneeId: null, holdReason: null });
  for (const item of draft.checklist) ChecklistItem.parse({ ...item, ...ids, issueId: null, milestoneId: null, parentId: null });
  for (const dependency of draft.dependencies)
    Dependency.parse({ ...dependency, id: 'd', issueId: 'a', dependsOnId: 'b', kind: 'finish-start', lagMinutes: 0 });
  for (const external of draft.externals)
    External.parse({ ...external, id: 'e', roadmapId: 'r', issueId: 'a', resolved: false, expectedOn: null });
  for (const risk of draft.risks) Risk.parse({ ...risk, ...ids, issueIds: [] });
  for (const total of draft.statedTotals) StatedTotal.parse(total);
}

/** Everything that names a record which is not there, or is there twice. */
function danglingOf(draft: PlanDraft): unknown[] {
  const keys = new Set(draft.issues.map((issue) => issue.key));
  const milestones = new Set(draft.milestones.map((milestone) => milestone.key));
  const sprints = new Set(draft.sprints.map((sprint) => sprint.name));
  const pairs = new Set(draft.dependencies.map(({ key, dependsOnKey }) => `${key}\n${dependsOnKey}`));
  return [
    ...(keys.size === draft.issues.length ? [] : ['issue keys']),
    ...(milestones.size === draft.milestones.length ? [] : ['milestone keys']),
    ...(sprints.size === draft.sprints.length ? [] : ['sprint names']),
    ...(pairs.size === draft.dependencies.length ? [] : ['dependencies']),
    ...draft.issues.filter(
      ({ parentKey, milestoneKey, sprint }) =>
        (parentKey !== null && !keys.has(parentKey)) ||
        (milestoneKey !== null && !milestones.has(milestoneKey)) ||
        (sprint !== null && !sprints.has(sprint)),
    ),
    ...draft.checklist.filter(
      ({ owner, parent }, index) =>
        (parent !== null && parent >= index) || (owner.on !== 'roadmap' && !(owner.on === 'issue' ? keys : milestones).has(owner.key)),
    ),
    ...draft.dependencies.filter(({ key, dependsOnKey }) => !keys.has(key) || !keys.has(dependsOnKey) || key === dependsOnKey),
    ...draft.externals.filter(({ key }) => !keys.has(key)),
    ...draft.risks.filter((risk) => !risk.issueKeys.every((key) => keys.has(key))),
  ];
}
