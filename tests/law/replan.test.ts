// Planning again after an edit gives what planning from scratch gives.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '#shared/base/must.ts';
import { buildProblem } from '#shared/schedule/build-problem.ts';
import { GenerationScheme } from '#shared/schedule/generation-scheme.ts';
import { Replanner } from '#shared/schedule/replanner.ts';
import { emptyPlacement, type ScheduleProblem, type Work } from '#shared/schedule/schedule-problem.ts';
import { scheduleInput } from '#tests/support/schedule/input-arbitrary.ts';

interface Made {
  readonly start: number[];
  readonly finish: number[];
  readonly people: (readonly number[])[];
}

function fromScratch(problem: ScheduleProblem, list: Int32Array): Made {
  const scheme = new GenerationScheme(problem);
  const placement = emptyPlacement(list.length);
  scheme.forward(list, placement);
  const people = [...placement.crew].map((crew) => scheme.people(crew));
  return { start: [...placement.start], finish: [...placement.finish], people };
}

const edit = fc.record({
  work: fc.nat(),
  minutes: fc.constantFrom(0, 30, 240, 600, 2400),
  later: fc.constantFrom(0, 0, 1440, 14_400),
  whole: fc.boolean(),
});

test('after any edits, everything is where it would be if it were planned anew, and what moved is listed', () => {
  let moves = 0;
  let stays = 0;
  fc.assert(
    fc.property(scheduleInput({ issues: 25, isCalm: true }), fc.array(edit, { minLength: 1, maxLength: 4 }), (input, edits) => {
      const { problem, list } = buildProblem(input);
      const scheme = new GenerationScheme(problem);
      const placement = emptyPlacement(list.length);
      scheme.forward(list, placement);
      const replanner = Replanner.of({ problem, list, placement, crews: scheme.crews });
      fc.pre(list.length > 0 && replanner !== null);
      const works: Work[] = [...problem.works];
      for (const { work, minutes, later, whole } of edits) {
        const number = work % list.length;
        const before = must(works[number], 'a work');
        const changed = { ...before, minutes, whole, release: before.release + later };
        works[number] = changed;
        const last = replanner.placement.start.slice();
        const lastFinish = replanner.placement.finish.slice();
        const moved = new Set(replanner.change(new Map([[number, changed]])));
        const expected = fromScratch({ ...problem, works }, list);
        const found = replanner.placement;
        expect({
          start: [...found.start],
          finish: [...found.finish],
          people: [...found.crew].map((crew) => scheme.people(crew)),
        }).toEqual(expected);
        for (const one of list) if (found.start[one] !== last[one] || found.finish[one] !== lastFinish[one]) expect(moved).toContain(one);
        moves += moved.size;
        stays += list.length - moved.size;
      }
    }),
    { numRuns: 500 },
  );
  expect(Math.min(moves, stays)).toBeGreaterThan(200);
});
