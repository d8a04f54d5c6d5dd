import { describe, expect, test } from 'vitest';
import { must } from '#shared/base/must.ts';
import { cycles } from '#shared/graph/cycle.ts';
import { readPlan } from '#shared/markdown/read-plan.ts';
import { Dialect } from '#shared/plan/roadmap.ts';
import { generatePlan, generatePlans } from '#tests/support/plan-generator.ts';

describe.each(Dialect.options)('a plan in the dialect %s', (dialect) => {
  const plan = generatePlan({ seed: 7, issues: 300, dialect });

  test('is read as what it was made of', () => {
    const reading = readPlan(plan.text);
    expect(reading.ok ? reading.value.draft : reading.error).toEqual(plan.draft);
    expect(reading.ok && reading.value.count.lost).toBe(0);
  });

  test('is the same for the same seed, and another for another', () => {
    expect(generatePlan({ seed: 7, issues: 300, dialect }).text).toBe(plan.text);
    expect(generatePlan({ seed: 8, issues: 300, dialect }).text).not.toBe(plan.text);
  });
});

test('has the sizes that were asked for', () => {
  const { draft } = generatePlan({
    seed: 3,
    issues: 2000,
    titleLength: 60,
    bodyLength: 1000,
    checklistItems: 6,
    dependencies: 3,
    components: 5,
  });
  expect(draft.issues.length).toBe(2000);
  expect(perIssue(draft.issues.map((issue) => issue.title.length))).toBeCloseTo(60, -1);
  expect(Math.abs(perIssue(draft.issues.map((issue) => issue.body.length)) - 1000)).toBeLessThan(50);
  expect(perIssue([draft.checklist.length])).toBeCloseTo(6, 0);
  expect(perIssue([draft.dependencies.length])).toBeCloseTo(3, 0);
  expect(new Set(draft.issues.map((issue) => issue.component)).size).toBe(5);
});

test('has no cycles', () => {
  const { draft } = generatePlan({ seed: 5, issues: 1000 });
  const edges = draft.dependencies.map(({ key, dependsOnKey }) => ({ from: dependsOnKey, to: key }));
  expect(edges.length).toBeGreaterThan(1500);
  expect(
    cycles(
      draft.issues.map((issue) => issue.key),
      edges,
    ),
  ).toEqual([]);
});

test('comes in several roadmaps, each with its own title, when it is large', () => {
  const plans = generatePlans({ seed: 1, issues: 250, roadmapIssues: 100 });
  expect(plans.map(({ draft }) => draft.issues.length)).toEqual([100, 100, 50]);
  expect(new Set(plans.map(({ draft }) => draft.title)).size).toBe(3);
  expect(must(plans[0], 'a first plan').text).toBe(generatePlan({ seed: 1, issues: 100 }).text);
});

function perIssue(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0) / 2000;
}
