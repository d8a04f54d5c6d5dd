// The combinatorial core of a plan: activities that take a fixed time, need units of shared resources, and keep distances from each
// other. Serves the exact search and the bounds. In whole units of time from 0, whatever these are outside.
import type { Adjacency } from '#shared/graph/adjacency.ts';

/**
 * A resource-constrained project (Pritsker, Watters and Wolfe 1969), activities by number. An arc says that one activity starts
 * at least some time after another has started: a finish-to-start dependency is an arc as long as the duration of what comes first.
 */
export interface Project {
  /** By activity; 0 is a milestone, which needs nothing. */
  readonly duration: Int32Array;
  /** Units that activity `a` needs of resource `r`, at `a * capacity.length + r`. */
  readonly demand: Int32Array;
  /** Units that there are of each resource, at all times. */
  readonly capacity: Int32Array;
  /** Arcs by the activity that they leave, and by the one that they enter. */
  readonly next: Adjacency;
  readonly previous: Adjacency;
  /** By number of the arc: how long after the start of one activity the other one may start; not below 0. */
  readonly lag: Int32Array;
  /** All activities, each after those from which arcs lead to it. */
  readonly order: Int32Array;
}

/** The longest way over arcs from any start to each activity: the earliest time at which it can start. O(activities + arcs). */
export function heads({ duration, order, next, lag }: Project): Int32Array {
  const head = new Int32Array(duration.length);
  for (const from of order) {
    for (let at = next.start[from] ?? 0; at < (next.start[from + 1] ?? 0); at += 1) {
      const to = next.node[at] ?? 0;
      head[to] = Math.max(head[to] ?? 0, (head[from] ?? 0) + (lag[next.edge[at] ?? 0] ?? 0));
    }
  }
  return head;
}

/** The longest way from the start of each activity to the end of everything, its own duration included. O(activities + arcs). */
export function tails({ duration, order, next, lag }: Project): Int32Array {
  const tail = duration.slice();
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const from = order[at] ?? 0;
    for (let arc = next.start[from] ?? 0; arc < (next.start[from + 1] ?? 0); arc += 1) {
      tail[from] = Math.max(tail[from] ?? 0, (lag[next.edge[arc] ?? 0] ?? 0) + (tail[next.node[arc] ?? 0] ?? 0));
    }
  }
  return tail;
}
