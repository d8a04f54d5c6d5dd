import { expect, test } from 'vitest';
import { readPlanFile } from '#electron/engine/job/plan-file.ts';
import { type PlanReading, readBeside } from '#electron/engine/job/read-beside.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';

async function whole(reading: PlanReading): Promise<PlanReading['result']> {
  while (reading.result === null) await reading.next();
  reading.end();
  return reading.result;
}

test('a plan read in another thread is the plan read in this one, however many slices it takes', async () => {
  const { text } = generatePlan({ seed: 4, issues: 1300, checklistItems: 2 });
  expect(await whole(readBeside('/plans/plan.md', text))).toEqual(readPlanFile('/plans/plan.md', text));
});

test('what is no plan is refused alike', async () => {
  const text = 'Nothing that looks like a plan.';
  expect(await whole(readBeside('/plans/plan.md', text))).toEqual(readPlanFile('/plans/plan.md', text));
});

test('one that is ended before it is through says so instead of keeping anybody waiting', async () => {
  const reading = readBeside('/plans/plan.md', generatePlan({ seed: 4, issues: 50 }).text);
  const next = reading.next();
  reading.end();
  await next;
  const result = reading.result ?? (await whole(reading));
  expect(result?.ok === true || result?.error.code === 'internal').toBe(true);
});
