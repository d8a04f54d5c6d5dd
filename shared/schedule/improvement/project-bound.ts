// How long a project lasts at least. Serves the words "within 3 % of the best possible", and ends the search when it is met.
import { heads, type Project, tails } from '../exact/project.ts';

/** Activities up to which all stretches of time are looked at. */
const mostForStretches = 200;

/**
 * A length that no schedule goes below: the longest chain, and what the resources have to do between the first time at which some
 * activities can start and the last one after which they leave room for what follows.
 *
 * Method: destructive improvement (Klein and Scholl 1999, "Computing lower bounds by destructive improvement") with the left and right
 * shifts of energetic reasoning (Baptiste, Le Pape and Nuijten 1999); in large projects chains and plain energy alone.
 */
export function projectBound(project: Project, known: number): number {
  const head = heads(project);
  const tail = tails(project);
  let least = head.reduce((longest, time, activity) => Math.max(longest, time + (tail[activity] ?? 0)), 0);
  least = Math.max(least, plainEnergy(project, head, tail));
  if (project.duration.length > mostForStretches) return least;
  let most = known;
  while (least < most) {
    const length = (least + most) >> 1;
    if (isTooShort(project, head, tail, length)) least = length + 1;
    else most = length;
  }
  return least;
}

/** For each resource and each earliest start: what begins then or later has to be done, and is followed by the shortest of its tails. */
function plainEnergy({ duration, demand, capacity }: Project, head: Int32Array, tail: Int32Array): number {
  let least = 0;
  const byHead = Array.from(head.keys()).sort((one, other) => (head[other] ?? 0) - (head[one] ?? 0));
  for (const [resource, units] of capacity.entries()) {
    let energy = 0;
    let after = Number.POSITIVE_INFINITY;
    for (const activity of byHead) {
      const own = (demand[activity * capacity.length + resource] ?? 0) * (duration[activity] ?? 0);
      if (own === 0) continue;
      energy += own;
      after = Math.min(after, (tail[activity] ?? 0) - (duration[activity] ?? 0));
      least = Math.max(least, (head[activity] ?? 0) + Math.ceil(energy / units) + after);
    }
  }
  return least;
}

/** Whether some resource has more to do in some stretch than it can, if everything has to end after `length`. */
function isTooShort({ duration, demand, capacity }: Project, head: Int32Array, tail: Int32Array, length: number): boolean {
  const width = capacity.length;
  for (const [resource, units] of capacity.entries()) {
    const users = Int32Array.from(duration.keys()).filter(
      (activity) => (demand[activity * width + resource] ?? 0) > 0 && (duration[activity] ?? 0) > 0,
    );
    if (users.reduce((sum, activity) => sum + (demand[activity * width + resource] ?? 0), 0) <= units) continue;
    const begins = [...new Set(users.map((activity) => head[activity] ?? 0))];
    const ends = [...new Set(users.map((activity) => length - (tail[activity] ?? 0) + (duration[activity] ?? 0)))];
    for (const from of begins) {
      for (const until of ends) {
        if (until <= from) continue;
        let energy = 0;
        for (let at = 0; at < users.length; at += 1) {
          const activity = users[at] ?? 0;
          const takes = duration[activity] ?? 0;
          const fromLeft = (head[activity] ?? 0) + takes - from;
          const fromRight = until - (length - (tail[activity] ?? 0));
          const least = Math.min(takes, until - from, fromLeft, fromRight);
          if (least > 0) energy += least * (demand[activity * width + resource] ?? 0);
        }
        if (energy > units * (until - from)) return true;
      }
    }
  }
  return false;
}
