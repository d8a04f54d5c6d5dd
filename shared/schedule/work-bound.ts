// What is earliest for a work before anybody is looked at: links, lags and closed days. Serves whoever places works and whoever says why
// one is where it is.
import { must } from '#shared/base/must.ts';
import type { Stretch } from './resource-profile.ts';
import { type Link, nowhere, type ScheduleProblem, type Work } from './schedule-problem.ts';
import { type Minute, minutesPerDay, type WorkingTime } from './working-time.ts';

/** A bound that is none. */
export const always: Minute = -(2 ** 30);

/** An earliest start and finish, or the latest ones. */
export interface Bound {
  readonly start: Minute;
  readonly finish: Minute;
}

/** Works by number, where they were placed. */
interface Times {
  readonly start: Int32Array;
  readonly finish: Int32Array;
}

/** The earliest start and finish of a work, by what it waits for and by itself. */
export function earliestBound(problem: ScheduleProblem, { start, finish }: Times, work: number): Bound {
  const { previous, links } = problem;
  const bound = { start: must(problem.works[work], 'a work').release, finish: always };
  for (let at = previous.start[work] ?? 0; at < (previous.start[work + 1] ?? 0); at += 1) {
    const first = previous.node[at] ?? 0;
    const { kind, lag } = must(links[previous.edge[at] ?? 0], 'a link');
    const from = (leavesFinish(kind) ? finish : start)[first] ?? 0;
    const end = entersStart(kind) ? 'start' : 'finish';
    bound[end] = Math.max(bound[end], afterLag(problem, from, lag));
  }
  return bound;
}

/** Whether a link leaves the finish of what comes first, and not its start. */
export function leavesFinish(kind: Link['kind']): boolean {
  return kind === 'finish-start' || kind === 'finish-finish';
}

/** Whether a link enters the start of what waits, and not its finish. */
export function entersStart(kind: Link['kind']): boolean {
  return kind === 'finish-start' || kind === 'start-start';
}

/** `lag` minutes of the plan's time after a moment, or before it. */
export function afterLag({ working }: ScheduleProblem, minute: Minute, lag: number): Minute {
  if (lag === 0 || minute === nowhere) return minute;
  if (working === null) return minute + lag;
  const position = working.positionFrom(minute) + lag;
  if (position <= 0) return always;
  return position > working.capacity ? nowhere : working.finishAt(position);
}

/** When a work may start, by its earliest start and finish and whoever's time it is. */
export function earliestStart({ start, finish }: Bound, minutes: number, time: WorkingTime | null): Minute {
  if (finish === always) return start;
  if (time === null) return Math.max(start, finish - minutes);
  const position = time.positionFrom(finish);
  // The end of work before a free day is as many minutes of work as the beginning after it, and too soon.
  let enough = Math.max(1, position);
  while (enough <= time.capacity && time.finishFrom(always, enough) < finish) enough += 1;
  let begin = enough < minutes ? start : Math.max(start, time.startAt(enough - minutes));
  // Of a day with more work than it has minutes, several minutes of work begin in the same one of the clock.
  for (let end = finishFrom(begin, minutes, time); end !== null && end < finish; end = finishFrom(begin, minutes, time)) begin += 1;
  return begin;
}

/** When a stretch may begin again that lies on days closed to a work; `null` where it does not. */
export function closedUntil(work: Work, { start, finish }: Stretch, time: WorkingTime | null): Minute | null {
  for (const span of work.barred) if (span.start < finish && start < span.finish) return span.finish;
  if (!work.whole || time === null) return null;
  const rest = time.restWithin(start, finish);
  return rest === null ? null : (rest + 1) * minutesPerDay;
}

/** When work that begins at a moment, or as soon after it as there is time, is done; `null` when it never is. */
export function finishFrom(start: Minute, minutes: number, time: WorkingTime | null): Minute | null {
  if (time === null) return start + minutes;
  const position = time.positionFrom(start) + minutes;
  return position > time.capacity ? null : time.finishFrom(start, position);
}
