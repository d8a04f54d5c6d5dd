// Where people look for what takes no time: not as early as it could be, but where the work has got to when its turn comes. Serves the
// reading of a schedule. Must never move anything that takes time, or delay anything.
import type { BuiltProblem } from './build-problem.ts';
import { nowhere } from './schedule-problem.ts';
import { type Minute, minutesPerDay } from './working-time.ts';

/** Work that has a place, by number. */
interface Placed {
  readonly start: Int32Array;
  readonly finish: Int32Array;
}

/**
 * Moves works that take no time on to where the work of those who could do them has got to, by the list of the problem, as far as nothing that
 * waits for them and no day that was asked for is in the way. Changes `placed`; `peopleOf` gives who does a work.
 */
export function settleMilestones(built: BuiltProblem, { start, finish }: Placed, peopleOf: (work: number) => readonly number[]): void {
  const { problem, list, issues } = built;
  const latest = latestStarts(built, { start, finish });
  const done = new Float64Array(problem.people.length).fill(Number.NEGATIVE_INFINITY);
  const before = new Map<string, readonly number[]>();
  for (const work of list) {
    const one = problem.works[work];
    if (one === undefined || start[work] === nowhere) continue;
    if (one.minutes > 0) {
      for (const person of peopleOf(work)) done[person] = Math.max(done[person] ?? 0, finish[work] ?? 0);
      continue;
    }
    if (one.fixed !== null) continue;
    const wanted = issues[work]?.needs[0]?.anyOf ?? [];
    const name = wanted.join();
    const people = before.get(name) ?? streamsOf(built, wanted);
    before.set(name, people);
    const reached = people.reduce((first, person) => Math.min(first, done[person] ?? 0), Number.POSITIVE_INFINITY);
    const bound = Math.max(start[work] ?? 0, movedBound(built, start, work));
    const time = Number.isFinite(reached) ? Math.max(bound, Math.min(reached, latest[work] ?? bound)) : bound;
    start[work] = time;
    finish[work] = time;
  }
}

/** People that are named, as far as they are there, or all. */
function streamsOf({ able, personOf, problem }: BuiltProblem, wanted: readonly string[]): readonly number[] {
  const all = [...problem.people.keys()];
  const named = all.filter((person) => wanted.includes(able[personOf[person] ?? -1]?.id ?? ''));
  return named.length > 0 ? named : all;
}

/** What was moved before pushes what takes no time either and waits for it. */
function movedBound({ problem }: BuiltProblem, start: Int32Array, work: number): Minute {
  const { previous, links, works } = problem;
  let bound = 0;
  for (let at = previous.start[work] ?? 0; at < (previous.start[work + 1] ?? 0); at += 1) {
    const first = previous.node[at] ?? 0;
    if (works[first]?.minutes === 0 && links[previous.edge[at] ?? 0]?.lag === 0) bound = Math.max(bound, start[first] ?? 0);
  }
  return bound;
}

/** How far each work that takes no time may move; the others as they are. */
function latestStarts(built: BuiltProblem, { start, finish }: Placed): Float64Array {
  const { problem, issues, due, sprints } = built;
  const { works, next, links, order } = problem;
  const ends = new Map(sprints.map(({ name, finish: last }) => [name, (last + 1) * minutesPerDay]));
  const latest = Float64Array.from(start);
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const work = order[at] ?? 0;
    const issue = issues[work];
    if (issue === undefined || works[work]?.minutes !== 0 || works[work].fixed !== null) continue;
    const own = start[work] ?? 0;
    const days = [due[work] ?? nowhere, ends.get(issue.wishedSprint ?? '') ?? nowhere];
    let limit = days.reduce(
      (least, day) => (own < day ? Math.min(least, day - minutesPerDay + lastMinute) : least),
      Number.POSITIVE_INFINITY,
    );
    for (let link = next.start[work] ?? 0; link < (next.start[work + 1] ?? 0); link += 1) {
      const waiting = next.node[link] ?? 0;
      const { kind, lag } = links[next.edge[link] ?? 0] ?? { kind: 'finish-start', lag: 0 };
      const end = kind === 'finish-start' || kind === 'start-start' ? latest : finish;
      limit = Math.min(limit, lag === 0 ? (end[waiting] ?? own) : own);
    }
    latest[work] = Math.max(own, limit);
  }
  return latest;
}

/** Of a day. */
const lastMinute = minutesPerDay - 1;
