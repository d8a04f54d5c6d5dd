// Serial schedule generation: takes issues one by one, most urgent first, and gives each the earliest time that fits.
// Serves the schedule. Must never move an issue that has been placed.
import { IntegerHeap } from '#shared/base/integer-heap.ts';
import { must } from '#shared/base/must.ts';
import type { DependencyGraph } from '#shared/graph/dependency-graph.ts';
import { type DatedSprint, inOrder } from './sprint-period.ts';
import type { Team } from './stream-assignment.ts';
import type { Instant } from './work-calendar.ts';
import type { Stretch, WorkStream } from './work-stream.ts';

/** Where an issue, which is a node of the graph, was placed. */
export interface PlacedNode {
  readonly node: number;
  readonly id: string;
  /** The turn in which it was placed; prerequisites come before what waits for them. */
  readonly turn: number;
  readonly stream: number;
  /** In positions of the stream's calendar; of length 0 for an issue without hours. */
  readonly stretch: Stretch;
  readonly start: Instant;
  readonly finish: Instant;
}

type Place = Omit<PlacedNode, 'node' | 'id' | 'turn'>;

interface Task {
  readonly id: string;
  readonly priority: number;
  readonly rank: string;
  readonly assigneeId: string | null;
  readonly wishedSprint: string | null;
}

/** Places every node of the graph; `tasks[n]` and `minutes[n]` belong to node `n`. */
export function placeIssues(
  tasks: readonly Task[],
  graph: DependencyGraph,
  minutes: Float64Array,
  team: Team,
  sprints: readonly DatedSprint[],
): PlacedNode[] {
  const sequence = taskSequence(tasks, graph, sprints);
  const turn = new Int32Array(tasks.length);
  for (const [at, node] of sequence.entries()) turn[node] = at;

  const { next, previous } = graph;
  const waitsFor = new Int32Array(tasks.length);
  const ready = new IntegerHeap();
  for (let node = 0; node < tasks.length; node += 1) {
    waitsFor[node] = (previous.start[node + 1] ?? 0) - (previous.start[node] ?? 0);
    if (waitsFor[node] === 0) ready.push(turn[node] ?? 0);
  }

  const placed: (PlacedNode | undefined)[] = Array.from({ length: tasks.length });
  let taken = 0;
  for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
    const node = sequence[at] ?? 0;
    let earliest = 0;
    for (let edge = previous.start[node] ?? 0; edge < (previous.start[node + 1] ?? 0); edge += 1) {
      earliest = Math.max(earliest, must(placed[previous.node[edge] ?? 0], 'prerequisites to be placed first').finish);
    }
    const task = must(tasks[node], 'a task');
    placed[node] = { node, id: task.id, turn: taken, ...place(task, minutes[node] ?? 0, earliest, team) };
    taken += 1;
    for (let edge = next.start[node] ?? 0; edge < (next.start[node + 1] ?? 0); edge += 1) {
      const waiting = next.node[edge] ?? 0;
      if ((waitsFor[waiting] = (waitsFor[waiting] ?? 0) - 1) === 0) ready.push(turn[waiting] ?? 0);
    }
  }
  return placed.map((result) => must(result, 'every node of an acyclic graph to be placed'));
}

function place(task: Task, minutes: number, earliest: Instant, team: Team): Place {
  const own = task.assigneeId === null ? undefined : team.streamOf.get(task.assigneeId);
  const candidates = own === undefined ? team.streams.keys() : [own];
  let best: Place | null = null;
  for (const stream of candidates) {
    const candidate = candidateIn(must(team.streams[stream], 'a stream'), stream, minutes, earliest);
    if (best === null || candidate.finish < best.finish) best = candidate;
  }
  const chosen = must(best, 'at least one stream of work');
  if (minutes > 0) must(team.streams[chosen.stream], 'a stream').take(chosen.stretch);
  return chosen;
}

/** An issue without hours takes no room: it stands where its stream's work has got to when its turn comes. */
function candidateIn(work: WorkStream, stream: number, minutes: number, earliest: Instant): Place {
  if (minutes === 0) {
    const instant = Math.max(earliest, work.finish);
    const position = work.calendar.positionFrom(instant);
    return { stream, stretch: { start: position, finish: position }, start: instant, finish: instant };
  }
  const stretch = work.room(minutes, earliest);
  return { stream, stretch, start: work.calendar.startAt(stretch.start), finish: work.calendar.finishAt(stretch.finish) };
}

/** Nodes by urgency (that of the most urgent node that waits for it, itself included), wished sprint, rank and id. */
function taskSequence(tasks: readonly Task[], graph: DependencyGraph, sprints: readonly DatedSprint[]): Int32Array {
  const urgency = Int32Array.from(tasks, (task) => task.priority);
  const { order, next } = graph;
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const node = order[at] ?? 0;
    for (let edge = next.start[node] ?? 0; edge < (next.start[node + 1] ?? 0); edge += 1) {
      urgency[node] = Math.min(urgency[node] ?? 0, urgency[next.node[edge] ?? 0] ?? 0);
    }
  }
  const wish = wishOrder(tasks, sprints);
  return Int32Array.from(tasks.keys()).sort((left, right) => {
    const one = must(tasks[left], 'a task');
    const other = must(tasks[right], 'a task');
    return (
      (urgency[left] ?? 0) - (urgency[right] ?? 0) ||
      (wish[left] ?? 0) - (wish[right] ?? 0) ||
      compare(one.rank, other.rank) ||
      compare(one.id, other.id)
    );
  });
}

/** Gives each task the place of its wished sprint: dated sprints by date, then other names by their first number, then no wish. */
function wishOrder(tasks: readonly Task[], sprints: readonly DatedSprint[]): Int32Array {
  const dated = new Set(inOrder(sprints).map((sprint) => sprint.name));
  const undated = [...new Set(tasks.map((task) => task.wishedSprint).filter((name) => name !== null))].filter((name) => !dated.has(name));
  undated.sort((left, right) => firstNumber(left) - firstNumber(right) || compare(left, right));
  const turn = new Map([...dated, ...undated].map((name, at) => [name, at]));
  return Int32Array.from(tasks, (task) => (task.wishedSprint === null ? turn.size : (turn.get(task.wishedSprint) ?? turn.size)));
}

function firstNumber(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? Number.MAX_SAFE_INTEGER);
}

/** By code unit, the same on every machine; `localeCompare` is not. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
