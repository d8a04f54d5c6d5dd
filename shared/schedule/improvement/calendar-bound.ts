// When a plan of people with calendars is done at the earliest. Serves the words "within 3 % of the best possible" where minutes of work
// cannot be counted through.
import { type Link, nowhere, type ScheduleProblem, type Work } from '../schedule-problem.ts';
import type { Minute, WorkingTime } from '../working-time.ts';

/** Groups of people whose work is added up. */
const mostGroups = 50;

/** A finish that no schedule goes below: the longest chain in which each work has the quickest of everybody for itself, and all work of a group. */
export function calendarBound(problem: ScheduleProblem): Minute {
  return Math.max(chainBound(problem), ...groupsOf(problem).map((group) => groupBound(problem, group)));
}

function chainBound(problem: ScheduleProblem): Minute {
  const { works, order, previous, links } = problem;
  const start = new Float64Array(works.length);
  const finish = new Float64Array(works.length);
  let latest = 0;
  for (const number of order) {
    const work = works[number];
    if (work === undefined) continue;
    let release = work.release;
    let least = 0;
    for (let at = previous.start[number] ?? 0; at < (previous.start[number + 1] ?? 0); at += 1) {
      const from = previous.node[at] ?? 0;
      const link = links[previous.edge[at] ?? 0];
      if (link === undefined) continue;
      const time = after(problem, (startsFrom(link) ? start : finish)[from] ?? 0, link.lag);
      if (link.kind === 'finish-start' || link.kind === 'start-start') release = Math.max(release, time);
      else least = Math.max(least, time);
    }
    start[number] = work.fixed ?? release;
    finish[number] = Math.max(work.fixed === null ? least : 0, quickest(problem, work, start[number] ?? 0));
    latest = Math.max(latest, finish[number] ?? 0);
  }
  return latest >= nowhere ? 0 : latest;
}

function startsFrom({ kind }: Link): boolean {
  return kind === 'start-start' || kind === 'start-finish';
}

function after({ working }: ScheduleProblem, minute: Minute, lag: number): Minute {
  if (lag === 0) return minute;
  if (working === null) return minute + lag;
  const position = working.positionFrom(minute) + lag;
  return lag > 0 ? finishAt(working, position) : working.startAt(Math.max(0, position));
}

/** When a work that starts then is done if it is done by those of each crew who are done with it first. */
function quickest({ people, working }: ScheduleProblem, { minutes, crews, passes }: Work, from: Minute): Minute {
  if (minutes === 0) return from;
  const finishBy = (time: WorkingTime | null): Minute =>
    time === null ? from + minutes : finishAt(time, time.positionFrom(from) + minutes);
  if (crews.length === 0 || passes) return finishBy(working);
  return Math.max(
    ...crews.map((crew) => {
      const finishes = crew.people.map((person) => finishBy(people[person] ?? null)).sort((one, other) => one - other);
      return finishes[crew.count - 1] ?? nowhere;
    }),
  );
}

function finishAt(time: WorkingTime, position: number): Minute {
  return position > time.capacity ? nowhere : time.finishAt(position);
}

/** People among whom some works find all whom they need. */
function groupsOf({ works }: ScheduleProblem): readonly ReadonlySet<number>[] {
  const groups = new Map<string, ReadonlySet<number>>();
  const everybody = new Set<number>();
  for (const { people } of works.flatMap(({ crews }) => crews)) {
    for (const person of people) everybody.add(person);
    if (groups.size < mostGroups) groups.set(people.join(), new Set(people));
  }
  return [...groups.values(), everybody];
}

/** When a group has done at the earliest what only it can do. */
function groupBound({ works, people }: ScheduleProblem, group: ReadonlySet<number>): Minute {
  const times = [...group].flatMap((person) => people[person] ?? []);
  // Rounded minutes do not add up.
  if (times.some((time) => !time.isExact)) return 0;
  const shared = times.reduce((most, time) => Math.max(most, time.shared), 0);
  let from = Number.POSITIVE_INFINITY;
  let minutes = 0;
  for (const work of works) {
    // What is fixed may go on beside other work of its people.
    if (
      work.fixed !== null ||
      work.crews.length === 0 ||
      work.passes ||
      !work.crews.every((crew) => crew.people.every((person) => group.has(person)))
    )
      continue;
    from = Math.min(from, work.release);
    minutes += work.crews.reduce((sum, { count }) => sum + count, 0) * Math.max(0, work.minutes - shared);
  }
  if (minutes === 0) return 0;
  const before = times.reduce((sum, time) => sum + time.positionFrom(from), 0);
  let low = from;
  let high = nowhere;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (times.reduce((sum, time) => sum + Math.min(time.positionFrom(middle), time.capacity), 0) - before >= minutes) high = middle;
    else low = middle;
  }
  return high === nowhere ? 0 : high;
}
