import { expect, test } from 'vitest';
import { isoDate } from '#shared/plan/quantity.ts';
import { buildProblem } from '#shared/schedule/build-problem.ts';
import { criticalChain } from '#shared/schedule/explain/critical-chain.ts';
import { explainIssue, type IssueExplanation, unkeptText } from '#shared/schedule/explain/issue-explanation.ts';
import { planClock } from '#shared/schedule/explain/plan-clock.ts';
import { StartCauses } from '#shared/schedule/explain/start-cause.ts';
import type { ScheduleInput } from '#shared/schedule/schedule-input.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { plainNames } from '#tests/support/schedule/plan-names.ts';
import { after, by, plannedIssue, plannedPerson, smallPlan } from '#tests/support/schedule/small-plan.ts';

function explained(input: ScheduleInput, id: string): IssueExplanation {
  const schedule = schedulePlan(input);
  const causes = new StartCauses(input, schedule, planClock(buildProblem(input)));
  return explainIssue(id, { schedule, causes, chain: criticalChain(schedule, causes), names: plainNames });
}

const people = [plannedPerson('Ana'), plannedPerson('Ben', { daysOff: [{ first: isoDate('2026-03-03'), last: isoDate('2026-03-04') }] })];

test('an issue is explained as a colleague would', () => {
  const input = smallPlan(
    [plannedIssue('1', 12, by('Ana')), plannedIssue('2', 4, by('Ben')), plannedIssue('3', 4, { ...by('Ana'), ...after('2') })],
    {
      people,
    },
  );
  expect(explained(input, '3')).toEqual({
    place: '#3 starts on Tuesday 3 March at 13:00 and is done on Tuesday 3 March at 17:00, by Ana.',
    because: 'It starts then because Ana is busy with #1 until Tuesday 3 March at 13:00.',
    also: [],
    weight: 'It is on the chain that sets the finish, as its last issue: a day more here is a day more in the end.',
    unkept: [],
  });
  expect(explained(input, '2')).toMatchObject({
    because: 'It starts then because the plan begins then.',
    weight: 'It is not on the chain that sets the finish, and has 4 h of slack by what waits for it.',
  });
});

test('who is away is said with the days, and what would hold it next', () => {
  const input = smallPlan(
    [plannedIssue('1', 8, by('Ben')), plannedIssue('2', 6, { ...by('Ana'), notBefore: isoDate('2026-03-05'), ...after('1') })],
    { people },
  );
  expect(explained(input, '2').because).toBe('It starts then because it is not to start before Thursday 5 March.');
  expect(explained(input, '2').also).toEqual([
    'Without that it could start on Tuesday 3 March at 09:00: it waits for #1, until Monday 2 March at 17:00.',
  ]);
  const whole = smallPlan([plannedIssue('1', 8, { ...by('Ben'), splits: false, ...after('0') }), plannedIssue('0', 4, by('Ana'))], {
    people,
  });
  expect(explained(whole, '1').because).toBe('It starts then because Ben does not work from Tuesday 3 March to Wednesday 4 March.');
});

test('what was wished and does not hold is said with what is in the way', () => {
  expect(
    unkeptText(
      {
        id: '1',
        wish: 'sprint',
        wanted: 'Sprint 2',
        got: 'Sprint 3',
        because: { kind: 'full', sprint: 'Sprint 2', capacityHours: 30, wantedHours: 56 },
      },
      plainNames,
    ),
  ).toBe('It was wished into Sprint 2; it is in Sprint 3, because Sprint 2 holds 30 h, and 56 h were wished into it.');
  expect(
    unkeptText(
      {
        id: '1',
        wish: 'deadline',
        wanted: '2026-03-03',
        got: '2026-03-09T17:00',
        because: { kind: 'busy', personIds: ['Ana'], withId: '4', until: '2026-03-06T17:00' },
      },
      plainNames,
    ),
  ).toBe('It was to be done by 2026-03-03; it is done on 2026-03-09 at 17:00, because Ana is busy with #4 until Friday 6 March at 17:00.');
});
