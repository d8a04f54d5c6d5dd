// In which order works are placed where nobody has found a better one. Serves whoever makes schedules.
import { IntegerHeap } from '#shared/base/integer-heap.ts';
import { must } from '#shared/base/must.ts';
import type { Adjacency } from '#shared/graph/adjacency.ts';
import type { ScheduleInputIssue } from './schedule-input.ts';
import { type DatedSprint, inOrder } from './sprint-period.ts';

/** Works and what waits for what, by number. */
export interface ListedWorks {
  readonly issues: readonly ScheduleInputIssue[];
  readonly next: Adjacency;
  readonly previous: Adjacency;
  readonly order: Int32Array;
}

/** Works by urgency (that of the most urgent one that waits for it, itself included), wished sprint, rank and id; what waits may come first. */
export function urgencyOrder({ issues, next, order }: ListedWorks, sprints: readonly DatedSprint[]): Int32Array {
  const urgency = Int32Array.from(issues, (issue) => issue.priority);
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const work = order[at] ?? 0;
    for (let link = next.start[work] ?? 0; link < (next.start[work + 1] ?? 0); link += 1) {
      urgency[work] = Math.min(urgency[work] ?? 0, urgency[next.node[link] ?? 0] ?? 0);
    }
  }
  const wish = wishOrder(issues, sprints);
  return Int32Array.from(issues.keys()).sort((left, right) => {
    const one = must(issues[left], 'an issue');
    const other = must(issues[right], 'an issue');
    return (
      (urgency[left] ?? 0) - (urgency[right] ?? 0) ||
      (wish[left] ?? 0) - (wish[right] ?? 0) ||
      compare(one.rank, other.rank) ||
      compare(one.id, other.id)
    );
  });
}

/** Of the works whose prerequisites are listed, the first by `wanted` next: a list in which each comes after what it waits for. */
export function listInOrder({ next, previous }: Pick<ListedWorks, 'next' | 'previous'>, wanted: Int32Array): Int32Array {
  const turn = new Int32Array(wanted.length);
  for (const [at, work] of wanted.entries()) turn[work] = at;
  const waitsFor = new Int32Array(wanted.length);
  const ready = new IntegerHeap();
  for (let work = 0; work < wanted.length; work += 1) {
    waitsFor[work] = (previous.start[work + 1] ?? 0) - (previous.start[work] ?? 0);
    if (waitsFor[work] === 0) ready.push(turn[work] ?? 0);
  }
  const list = new Int32Array(wanted.length);
  let listed = 0;
  for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
    const work = wanted[at] ?? 0;
    list[listed] = work;
    listed += 1;
    for (let link = next.start[work] ?? 0; link < (next.start[work + 1] ?? 0); link += 1) {
      const waiting = next.node[link] ?? 0;
      if ((waitsFor[waiting] = (waitsFor[waiting] ?? 0) - 1) === 0) ready.push(turn[waiting] ?? 0);
    }
  }
  return list;
}

/** Gives each issue the place of its wished sprint: dated sprints by date, then other names by their first number, then no wish. */
function wishOrder(issues: readonly ScheduleInputIssue[], sprints: readonly DatedSprint[]): Int32Array {
  const dated = new Set(inOrder(sprints).map((sprint) => sprint.name));
  const undated = [...new Set(issues.map((issue) => issue.wishedSprint).filter((name) => name !== null))].filter(
    (name) => !dated.has(name),
  );
  undated.sort((left, right) => firstNumber(left) - firstNumber(right) || compare(left, right));
  const turn = new Map([...dated, ...undated].map((name, at) => [name, at]));
  return Int32Array.from(issues, (issue) => (issue.wishedSprint === null ? turn.size : (turn.get(issue.wishedSprint) ?? turn.size)));
}

function firstNumber(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? Number.MAX_SAFE_INTEGER);
}

/** By code unit, the same on every machine; `localeCompare` is not. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
