// Laws of patching: no edit, no change; an edit changes one line only, and reading shows it with all else as before.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanEdit } from '#shared/markdown/check-patch.ts';
import { patchPlan } from '#shared/markdown/patch-plan.ts';
import { readPlan } from '#shared/markdown/read-plan.ts';
import { splitSource } from '#shared/markdown/source-line.ts';
import type { Estimate } from '#shared/plan/estimate.ts';
import type { IssueDraft, PlanDraft } from '#shared/plan/plan-draft.ts';
import { Priority, Severity } from '#shared/plan/priority.ts';
import { hours } from '#shared/plan/quantity.ts';
import { Dialect } from '#shared/plan/roadmap.ts';
import { StatusCategory, statusName } from '#shared/plan/status.ts';
import { spoil } from '#tests/support/mojibake.ts';
import { anyPlanText } from './plan-line-pool.ts';
import { writePlan, writtenPlan } from './written-plan.ts';

const name = fc.string({ unit: fc.constantFrom(...'abcXYZ09_/'), minLength: 1, maxLength: 10 }).map((text) => `k${text}`);
const estimate: fc.Arbitrary<Estimate> = fc.oneof(
  fc.nat({ max: 500 }).map((quarters) => ({ likely: hours(quarters / 4), optimistic: null, pessimistic: null })),
  fc.tuple(fc.nat({ max: 90 }), fc.nat({ max: 90 }), fc.nat({ max: 90 })).map(([least, more, most]) => ({
    likely: hours(least + more),
    optimistic: hours(least),
    pessimistic: hours(least + more + most),
  })),
);
const status = fc.tuple(fc.constantFrom(...StatusCategory.options), fc.boolean()).map(([category, own]) => ({
  category,
  name: own && category === 'done' ? 'Shipped' : statusName[category],
  verified: false,
}));

/** An edit of some issue; `pick` chooses which. */
const change = fc.oneof(
  fc.record({ field: fc.constant('title' as const), value: name.map((text) => `New ${text} ✅`) }),
  fc.record({ field: fc.constant('status' as const), value: status }),
  fc.record({ field: fc.constant('priority' as const), value: fc.constantFrom(null, ...Priority.options) }),
  fc.record({ field: fc.constant('severity' as const), value: fc.constantFrom(null, ...Severity.options) }),
  fc.record({ field: fc.constantFrom('component' as const, 'assignee' as const, 'flag' as const), value: fc.option(name) }),
  fc.record({ field: fc.constant('estimate' as const), value: fc.option(estimate) }),
  fc.record({ field: fc.constant('labels' as const), value: fc.uniqueArray(name, { maxLength: 4 }) }),
  fc.record({ field: fc.constant('milestone' as const), value: fc.nat({ max: 5 }) }),
);

type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

const lineEnd = fc.constantFrom('\n', '\r\n', '\r');

test('without edits any text comes back, plan or not', () => {
  fc.assert(
    fc.property(fc.oneof(anyPlanText, fc.string({ unit: 'binary' })), (text) => {
      expect(patchPlan(text, [])).toEqual({ ok: true, value: text });
    }),
  );
});

test.each(Dialect.options)('in a plan written as %s every edit changes one line and reads back', (dialect) => {
  fc.assert(
    fc.property(writtenPlan, change, fc.nat(), lineEnd, fc.boolean(), fc.boolean(), (plan, what, pick, end, spoiled, ended) => {
      const written = writePlan(plan, dialect, end);
      const whole = spoiled ? spoil(written) : written;
      const text = ended ? whole : whole.slice(0, -end.length);
      const before = read(text);
      const issue = before.issues[pick % before.issues.length];
      if (issue === undefined) return;
      const edit = editOf(what, issue, before);
      const patched = patchPlan(text, [edit]);
      expect(patched.ok ? null : patched.error).toBeNull();
      if (!patched.ok) return;
      expect(linesThatDiffer(text, patched.value)).toBeLessThanOrEqual(1);
      expect(valueOf(read(patched.value), issue.key, edit)).toEqual(wantedOf(edit));
    }),
    { numRuns: 200 },
  );
});

test.each(Dialect.options)('in a plan written as %s a tick changes one character', (dialect) => {
  fc.assert(
    fc.property(writtenPlan, fc.nat(), lineEnd, (plan, pick, end) => {
      const text = writePlan(plan, dialect, end);
      const before = read(text);
      const item = before.checklist[pick % Math.max(1, before.checklist.length)];
      if (item === undefined) return;
      const patched = patchPlan(text, [{ field: 'done', line: item.line, value: item.done !== true }]);
      expect(patched.ok).toBe(true);
      if (!patched.ok) return;
      const old = [...text];
      expect([...patched.value].filter((character, at) => character !== old[at])).toHaveLength(1);
      expect(
        read(patched.value)
          .checklist.map((other) => other.done !== before.checklist.find((one) => one.line === other.line)?.done)
          .filter(Boolean),
      ).toHaveLength(1);
    }),
    { numRuns: 100 },
  );
});

test('in any text an edit is written on one line or refused', () => {
  let written = 0;
  fc.assert(
    fc.property(anyPlanText, change, fc.nat(), (text, what, pick) => {
      const reading = readPlan(text);
      if (!reading.ok) return;
      const before = reading.value.draft;
      const issue = before.issues[pick % before.issues.length];
      if (issue === undefined) return;
      const edit = editOf(what, issue, before);
      const patched = patchPlan(text, [edit]);
      if (!patched.ok) {
        expect(patched.error.reason).toBe('cannot-hold');
        return;
      }
      written += 1;
      expect(linesThatDiffer(text, patched.value)).toBeLessThanOrEqual(1);
      expect(valueOf(read(patched.value), issue.key, edit)).toEqual(wantedOf(edit));
    }),
    { numRuns: 6000 },
  );
  expect(written).toBeGreaterThan(150);
});

function read(text: string): PlanDraft {
  const reading = readPlan(text);
  if (!reading.ok) throw new Error(reading.error.message);
  expect(reading.value.count.lost).toBe(0);
  return reading.value.draft;
}

function editOf(what: Change, issue: IssueDraft, draft: PlanDraft): PlanEdit {
  const { key } = issue;
  if (what.field !== 'milestone') return { key, ...what };
  return { key, field: 'milestone', value: draft.milestones[what.value]?.key ?? null };
}

function valueOf(draft: PlanDraft, key: string, edit: PlanEdit): unknown {
  const issue = draft.issues.find((candidate) => candidate.key === key);
  if (issue === undefined || edit.field === 'done') return undefined;
  if (edit.field === 'status') return issue.status.category;
  return edit.field === 'milestone' ? issue.milestoneKey : issue[edit.field];
}

function wantedOf(edit: PlanEdit): unknown {
  return edit.field === 'status' ? edit.value.category : edit.value;
}

/** Lines that are left when the equal ones at the start and end of both texts are taken away. */
function linesThatDiffer(one: string, other: string): number {
  const before = comparable(one);
  const after = comparable(other);
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return Math.max(before.length, after.length) - start - tail;
}

/** Lines with their ends; a missing last one is put in as a patch would, because a line written below needs it. */
function comparable(text: string): string[] {
  const { mark, lines } = splitSource(text);
  const usual = lines[0]?.end || '\n';
  return lines.map((line, index) => (index === 0 ? mark : '') + line.text + (line.end || usual));
}
