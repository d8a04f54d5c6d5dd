// Who works: the team as one stream, or one stream per person. Serves the schedule. Must never spend capacity twice.
import { workdayOf } from './calendar-day.ts';
import { type DatedSprint, inOrder } from './sprint-period.ts';
import { WorkCalendar } from './work-calendar.ts';
import { WorkStream } from './work-stream.ts';

/** Longest stretch of days, from the start of the schedule, in which the capacity of dated sprints is looked at: 40 years. */
const horizon = 40 * 261;

/** The streams of a schedule. */
export interface Team {
  readonly streams: readonly WorkStream[];
  /** Number of the stream of each person who is one; issues of anybody else may go to any. */
  readonly streamOf: ReadonlyMap<string, number>;
  /** The person behind each stream; empty while the team works as one. */
  readonly personIds: readonly string[];
  /** Of all streams together. */
  readonly hoursPerWeek: number;
}

interface Request {
  readonly hoursPerWeek: number;
  readonly people: readonly { readonly id: string; readonly hoursPerWeek: number | null }[];
}

/** Chooses the streams by the rule that `schedulePlan` states. `issues` are the open ones, `firstWorkday` the first day of work. */
export function workStreams(
  request: Request,
  issues: readonly { readonly assigneeId: string | null }[],
  firstWorkday: number,
  sprints: readonly DatedSprint[],
): Team {
  const able = request.people
    .flatMap(({ id, hoursPerWeek }) => (hoursPerWeek === null ? [] : [{ id, hoursPerWeek }]))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  const streamOf = new Map(able.map((person, stream) => [person.id, stream]));
  const assigned = issues.some((issue) => issue.assigneeId !== null && streamOf.has(issue.assigneeId));
  const weekly = assigned ? able.map((person) => person.hoursPerWeek) : [request.hoursPerWeek];
  const hoursPerWeek = weekly.reduce((sum, hours) => sum + hours, 0);
  const shares = sprintShares(firstWorkday, sprints, hoursPerWeek);
  const streams = weekly.map((hours) => {
    const usual = Math.max(1, Math.round(hours * 12));
    return new WorkStream(new WorkCalendar(firstWorkday, { usual, exceptions: shares.map((share) => Math.floor(usual * share)) }));
  });
  return { streams, streamOf: assigned ? streamOf : new Map(), personIds: assigned ? able.map((person) => person.id) : [], hoursPerWeek };
}

/** Part of the usual work done on each day from the first on, lowered where a sprint holds less; ends with the last such day. */
function sprintShares(firstWorkday: number, sprints: readonly DatedSprint[], hoursPerWeek: number): number[] {
  const shares: number[] = [];
  let day = firstWorkday;
  for (const sprint of inOrder(sprints)) {
    const first = workdayOf(sprint.start);
    const end = workdayOf(sprint.finish + 1);
    if (end <= day) continue;
    const usual = (end - first) * (hoursPerWeek / 5);
    const share = sprint.capacityHours === null ? 1 : Math.min(1, sprint.capacityHours / usual);
    const last = Math.min(end, firstWorkday + horizon);
    if (share < 1) {
      while (firstWorkday + shares.length < Math.min(Math.max(first, day), last)) shares.push(1);
      while (firstWorkday + shares.length < last) shares.push(share);
    }
    day = end;
  }
  return shares;
}
