// Law: a plan that is written in a dialect is read as that plan.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlan } from '#shared/markdown/read-plan.ts';
import type { PlanDraft } from '#shared/plan/plan-draft.ts';
import { Dialect } from '#shared/plan/roadmap.ts';
import { spoil } from '#tests/support/mojibake.ts';
import { keyOf, milestoneKeyOf, type WrittenPlan, writePlan, writtenPlan } from './written-plan.ts';

const end = fc.constantFrom('\n', '\r\n', '\r');

test.each(Dialect.options)('a plan written as %s is read as it was meant', (dialect) => {
  fc.assert(
    fc.property(writtenPlan, end, (plan, lineEnd) => {
      expect(meaningOf(read(writePlan(plan, dialect, lineEnd)))).toEqual(meant(plan, dialect));
    }),
    { numRuns: 300 },
  );
});

test.each(Dialect.options)('a plan written as %s and spoiled is read as the right one', (dialect) => {
  fc.assert(
    fc.property(writtenPlan, (plan) => {
      // A capital before a closing mark is left alone on purpose, so that only lower case is asked for here.
      const lower: WrittenPlan = { ...plan, issues: plan.issues.map((one) => ({ ...one, title: `w ${one.title.toLowerCase()} ✅ ± –` })) };
      expect(read(spoil(writePlan(lower, dialect, '\n'))).issues.map((issue) => issue.title)).toEqual(lower.issues.map((one) => one.title));
    }),
  );
});

function read(text: string): PlanDraft {
  const reading = readPlan(text);
  if (!reading.ok) throw new Error(reading.error.message);
  expect(reading.value.count.lost).toBe(0);
  return reading.value.draft;
}

/** What the laws compare of a plan. */
function meaningOf(draft: PlanDraft): unknown {
  return {
    dialect: draft.dialect,
    title: draft.title,
    notes: draft.notes,
    milestones: draft.milestones.map((milestone) => [milestone.key, milestone.title]),
    issues: draft.issues.map((issue) => ({
      key: issue.key,
      title: issue.title,
      status: issue.status.name,
      priority: issue.priority,
      severity: issue.severity,
      component: issue.component,
      assignee: issue.assignee,
      flag: issue.flag,
      labels: issue.labels,
      hours: issue.estimate?.likely ?? null,
      milestone: issue.milestoneKey,
      body: issue.body,
    })),
    dependencies: draft.dependencies.map((dependency) => [dependency.key, dependency.dependsOnKey, dependency.strength]),
    checklist: draft.checklist.map((item) => [item.owner, item.kind, item.group, item.text, item.done, item.parent]),
  };
}

function meant(plan: WrittenPlan, dialect: Dialect): unknown {
  const used = [...new Set(plan.issues.map((one) => one.milestone))];
  let count = 0;
  return {
    dialect,
    title: plan.title,
    notes: '',
    milestones: used.map((index) => [milestoneKeyOf(dialect, index), plan.milestones[index]]),
    issues: plan.issues.map((one, index) => ({
      key: keyOf(dialect, index),
      title: one.title,
      status: one.status ?? 'Planned',
      priority: one.priority,
      severity: one.severity,
      component: one.component,
      assignee: one.assignee,
      flag: one.flag,
      labels: one.labels,
      hours: one.hours,
      milestone: milestoneKeyOf(dialect, one.milestone),
      body: one.body.join('\n'),
    })),
    dependencies: plan.issues.flatMap((one, index) => one.dependsOn.map((other) => [keyOf(dialect, index), keyOf(dialect, other), 'hard'])),
    checklist: plan.issues.flatMap((one, index) => {
      let root = count;
      return one.items.map((item, at) => {
        const nested = item.nested && at > 0;
        if (!nested) root = count;
        count += 1;
        return [
          { on: 'issue', key: keyOf(dialect, index) },
          'acceptance',
          'Acceptance Criteria',
          item.text,
          item.done,
          nested ? root : null,
        ];
      });
    }),
  };
}
