// The schedule that is there before anybody searches for a better one. Serves the door of the scheduler, and searches as their beginning.
import type { BuiltProblem } from './build-problem.ts';
import type { GenerationScheme } from './generation-scheme.ts';
import { listInOrder } from './priority-list.ts';
import { emptyPlacement, nowhere, type Placement } from './schedule-problem.ts';
import { minutesPerDay } from './working-time.ts';

/** A list, and the placement that it gives. */
export interface FirstSchedule {
  readonly list: Int32Array;
  readonly placement: Placement;
}

/** What counts, less is better: works without a place, lateness by days of the plan, wishes for dated sprints that do not hold, the end. */
type Worth = readonly [missing: number, lateness: number, wishes: number, end: number];

/**
 * Places works by urgency. Where a deadline, a target or a wish for a dated sprint does not hold then, lists by what is due first are tried as
 * well, and the best of all is taken; of what is alike, the one by urgency.
 *
 * Method: serial generation by several priority rules, of which the earliest latest start is one (Kolisch 1996, "Efficient priority rules").
 */
export function firstSchedule(built: BuiltProblem, scheme: GenerationScheme): FirstSchedule {
  const wished = wishedEnds(built);
  const place = (list: Int32Array): FirstSchedule & { readonly worth: Worth } => {
    const placement = emptyPlacement(built.issues.length);
    scheme.forward(list, placement);
    return { list, placement, worth: worthOf(built, wished, placement) };
  };
  let best = place(built.list);
  const both = built.due.map((due, work) => Math.min(due, wished[work] ?? nowhere));
  for (const due of [built.due, both]) {
    if (best.worth[1] === 0 && best.worth[2] === 0) break;
    const other = place(listByDue(built, due));
    if (isBetter(other.worth, best.worth)) best = other;
  }
  return best;
}

/** The end of the dated sprint that each work wishes for. */
function wishedEnds({ issues, sprints }: BuiltProblem): Int32Array {
  const ends = new Map(
    sprints.filter(({ start, finish }) => start <= finish).map(({ name, finish }) => [name, (finish + 1) * minutesPerDay]),
  );
  return Int32Array.from(issues, ({ wishedSprint }) => ends.get(wishedSprint ?? '') ?? nowhere);
}

/** What has to start first so that everything is done when it is due, comes first; what is never due, and ties, by urgency. */
function listByDue({ problem, list }: BuiltProblem, due: Int32Array): Int32Array {
  const { works, order, next } = problem;
  const latest = Float64Array.from(due, (end, work) => (end === nowhere ? nowhere : end - (works[work]?.minutes ?? 0)));
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const work = order[at] ?? 0;
    for (let link = next.start[work] ?? 0; link < (next.start[work + 1] ?? 0); link += 1) {
      const waiting = latest[next.node[link] ?? 0] ?? nowhere;
      if (waiting < nowhere) latest[work] = Math.min(latest[work] ?? nowhere, waiting - (works[work]?.minutes ?? 0));
    }
  }
  const turn = new Int32Array(list.length);
  for (const [at, work] of list.entries()) turn[work] = at;
  const wanted = list.toSorted((one, other) => (latest[one] ?? 0) - (latest[other] ?? 0) || (turn[one] ?? 0) - (turn[other] ?? 0));
  return listInOrder(problem, wanted);
}

function worthOf({ issues, due }: BuiltProblem, wished: Int32Array, { finish }: Placement): Worth {
  let [missing, lateness, wishes, end] = [0, 0, 0, 0];
  for (const [work, issue] of issues.entries()) {
    const time = finish[work] ?? 0;
    if (time === nowhere) {
      missing += 1;
      continue;
    }
    end = Math.max(end, time);
    // A day ends one minute before the next one.
    lateness += Math.max(0, time - (due[work] ?? nowhere) + 1) * (leastUrgent + 1 - issue.priority);
    if (time >= (wished[work] ?? nowhere)) wishes += 1;
  }
  return [missing, lateness, wishes, end];
}

/** The priority of what has none. */
const leastUrgent = 4;

function isBetter(one: Worth, other: Worth): boolean {
  for (const [at, value] of one.entries()) if (value !== other[at]) return value < (other[at] ?? 0);
  return false;
}
