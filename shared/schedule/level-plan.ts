// Makes a plan that was drawn by hand hold: what people cannot do at once comes one after the other. Must never start anything earlier than
// it was drawn.
import { buildProblem } from './build-problem.ts';
import { GenerationScheme } from './generation-scheme.ts';
import { parseMoment } from './local-time.ts';
import { listInOrder } from './priority-list.ts';
import { readPlacement } from './read-placement.ts';
import type { LocalTime, ScheduleInput } from './schedule-input.ts';
import { emptyPlacement, nowhere } from './schedule-problem.ts';
import type { Schedule } from './schedule-result.ts';

/**
 * Keeps the starts of a plan, by issue id, as far as dependencies and capacity allow; what has to give way starts as soon after its own time as
 * it can, those drawn to start later after those drawn to start earlier. Issues without a start come last, as early as there is room.
 *
 * Method: serial schedule generation with the given starts as order and as releases (resource levelling by delay).
 */
export function levelPlan(input: ScheduleInput, starts: ReadonlyMap<string, LocalTime>): Schedule {
  const built = buildProblem(input);
  const drawn = Int32Array.from(built.issues, ({ id }) => {
    const start = starts.get(id);
    return start === undefined ? nowhere : parseMoment(start);
  });
  const works = built.problem.works.map((work, number) => {
    const start = drawn[number] ?? nowhere;
    return start === nowhere ? work : { ...work, release: Math.max(work.release, start) };
  });
  const problem = { ...built.problem, works };
  const turn = new Int32Array(built.list.length);
  for (const [at, work] of built.list.entries()) turn[work] = at;
  const wanted = built.list.toSorted((one, other) => (drawn[one] ?? 0) - (drawn[other] ?? 0) || (turn[one] ?? 0) - (turn[other] ?? 0));
  const list = listInOrder(problem, wanted);
  const scheme = new GenerationScheme(problem);
  const placement = emptyPlacement(works.length);
  scheme.forward(list, placement);
  return readPlacement({ ...built, problem, list }, placement, (crew) => scheme.people(crew));
}
