import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildProblem } from '#shared/schedule/build-problem.ts';
import { criticalChain } from '#shared/schedule/explain/critical-chain.ts';
import { planClock } from '#shared/schedule/explain/plan-clock.ts';
import { StartCauses } from '#shared/schedule/explain/start-cause.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { scheduleInput } from '#tests/support/schedule/input-arbitrary.ts';

// Whatever is planned, each start has a reason: something that lets go just then.

test('for every issue that takes time there is something that holds it until just before its start', () => {
  fc.assert(
    fc.property(scheduleInput(), (input) => {
      const schedule = schedulePlan(input);
      const causes = new StartCauses(input, schedule, planClock(buildProblem(input)));
      for (const [id, { start, finish }] of schedule.placements) {
        if (start === finish) continue;
        expect([id, causes.of(id)[0]?.free]).toEqual([id, start]);
      }
    }),
    { numRuns: 300 },
  );
});

test('the chain that sets the finish ends with what finishes last, and each of its issues holds the next one', () => {
  fc.assert(
    fc.property(scheduleInput(), (input) => {
      const schedule = schedulePlan(input);
      const chain = criticalChain(schedule, new StartCauses(input, schedule, planClock(buildProblem(input))));
      const finish = [...schedule.placements.values()].reduce((latest, place) => (place.finish > latest ? place.finish : latest), '');
      const last = chain.at(-1);
      if (last !== undefined) expect(schedule.placements.get(last.id)?.finish).toBe(finish);
      for (const [at, { cause }] of chain.entries()) {
        const { hindrance } = cause;
        if (at === 0) continue;
        expect(hindrance.kind === 'waits' ? hindrance.forId : hindrance.kind === 'busy' ? hindrance.withId : null).toBe(chain[at - 1]?.id);
      }
    }),
    { numRuns: 300 },
  );
});
