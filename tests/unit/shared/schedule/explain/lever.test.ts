import { expect, test } from 'vitest';
import { buildProblem } from '#shared/schedule/build-problem.ts';
import { criticalChain } from '#shared/schedule/explain/critical-chain.ts';
import { finishOf, leversOf, measureLevers, type MeasuredLever } from '#shared/schedule/explain/lever.ts';
import { measuredText } from '#shared/schedule/explain/lever-text.ts';
import { planClock } from '#shared/schedule/explain/plan-clock.ts';
import { StartCauses } from '#shared/schedule/explain/start-cause.ts';
import type { ScheduleInput } from '#shared/schedule/schedule-input.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { plainNames } from '#tests/support/schedule/plan-names.ts';
import { after, by, plannedIssue, plannedPerson, smallPlan } from '#tests/support/schedule/small-plan.ts';

function measured(input: ScheduleInput): MeasuredLever[] {
  const schedule = schedulePlan(input);
  const chain = criticalChain(schedule, new StartCauses(input, schedule, planClock(buildProblem(input))));
  const measuring = measureLevers(input, finishOf(schedule), leversOf(input, schedule, chain), schedulePlan);
  let step = measuring.next();
  while (step.done !== true) step = measuring.next();
  return step.value;
}

const texts = (input: ScheduleInput): string[] => measured(input).map((one) => measuredText(one, input, plainNames));

test('what would help most comes first, each with the day that planning again gave', () => {
  const input = smallPlan(
    [plannedIssue('1', 16, by('Ana')), plannedIssue('2', 24, by('Ana')), plannedIssue('3', 8, { ...by('Ben'), ...after('2') })],
    {
      people: [plannedPerson('Ana'), plannedPerson('Ben')],
    },
  );
  // Monday to Friday are Ana’s, and Ben waits until Monday.
  expect(finishOf(schedulePlan(input))).toBe('2026-03-09T17:00');
  expect(texts(input)).toEqual([
    'Dropping #2: done 6 days earlier, on Tuesday 3 March.',
    'Letting anyone do #2: done 4 days earlier, on Thursday 5 March.',
    'Splitting #2 in two halves for two people: done 4 days earlier, on Thursday 5 March.',
    'One more person like Ana (40 h a week): done 4 days earlier, on Thursday 5 March.',
    'Dropping #1: done 4 days earlier, on Thursday 5 March.',
    'Not having #3 wait for #2: done 3 days earlier, on Friday 6 March.',
    'Splitting #1 in two halves for two people: done 3 days earlier, on Friday 6 March.',
    '10 more hours a week for Ana: done 3 days earlier, on Friday 6 March.',
    'Dropping #3: done 3 days earlier, on Friday 6 March.',
    'Splitting #3 in two halves for two people: done 4 h earlier on the same day.',
    '10 more hours a week for Ben: done 2 h earlier on the same day.',
  ]);
});

test('nothing helps where nothing is to be done', () => {
  expect(measured(smallPlan([]))).toEqual([]);
});

test('a team as one may grow, and an issue may be let go of its start', () => {
  const input = smallPlan([plannedIssue('1', 80)]);
  expect(texts(input)).toContain('One more person in the team (40 h a week): done 7 days earlier, on Friday 6 March.');
  const late = smallPlan([plannedIssue('1', 8, { fixedStart: '2026-03-12T09:00' })]);
  expect(texts(late)).toContain('Letting #1 start as soon as it can: done 10 days earlier, on Monday 2 March.');
});
