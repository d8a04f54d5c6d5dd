// Wishes, days and fixed starts that do not hold, with what is in the way. Serves the reading of a schedule. Must list each of them once, and
// nothing that holds.
import { must } from '#shared/base/must.ts';
import type { BuiltProblem } from './build-problem.ts';
import { dateOf, dayOf } from './calendar-day.ts';
import { Hindrances, lockedSprintOn, type PlacedWorks } from './find-hindrance.ts';
import { formatMoment } from './local-time.ts';
import { nowhere } from './schedule-problem.ts';
import type { Hindrance, Schedule, ScheduledSprint, Unkept } from './schedule-result.ts';
import { minutesPerDay } from './working-time.ts';

/** A schedule as far as it has been read. */
export interface ReadSchedule extends Pick<Schedule, 'placements' | 'sprints'> {
  readonly built: BuiltProblem;
  readonly placed: PlacedWorks;
}

/** Lists what does not hold, by the order of the issues. */
export function findUnkept({ built, placed, placements, sprints }: ReadSchedule): Unkept[] {
  const hindrances = new Hindrances(built, placed);
  const named = new Map<string, Pick<ScheduledSprint, 'name' | 'finish'>>(sprints.map((sprint) => [sprint.name, sprint]));
  const dated = new Map(built.input.sprints.filter(({ start, finish }) => start <= finish).map((sprint) => [sprint.name, sprint]));
  const targets = new Map(built.input.milestones.map(({ id, target }) => [id, target]));
  const unkept: Unkept[] = [];
  for (const [work, issue] of built.issues.entries()) {
    const place = placements.get(issue.id);
    if (place === undefined) continue;
    const last = place.finish.slice(0, 10);
    const lateFor = (wish: 'deadline' | 'target', day: string | null): void => {
      if (day !== null && last > day)
        unkept.push({ id: issue.id, wish, wanted: day, got: place.finish, because: lateReason(hindrances, built, work, day) });
    };
    if (issue.fixedStart !== null) {
      const because = againstFixed(hindrances, built, placed, work);
      if (because !== null) unkept.push({ id: issue.id, wish: 'fixed-start', wanted: issue.fixedStart, got: place.start, because });
    }
    lateFor('deadline', issue.deadline);
    lateFor('target', targets.get(issue.milestoneId ?? '') ?? null);
    const wished = issue.wishedSprint ?? '';
    const own = dated.get(wished);
    if (own?.locked === true) {
      if (place.start.slice(0, 10) >= own.start && last <= own.finish) continue;
      unkept.push({
        id: issue.id,
        wish: 'locked-sprint',
        wanted: own.name,
        got: place.sprint,
        because: lateReason(hindrances, built, work, own.finish),
      });
      continue;
    }
    const sprint = own ?? named.get(wished);
    if (sprint === undefined || last <= sprint.finish || place.sprint === sprint.name) continue;
    const because = overfull(built, placements, sprints, wished, work, hindrances) ?? lateReason(hindrances, built, work, sprint.finish);
    unkept.push({ id: issue.id, wish: 'sprint', wanted: sprint.name, got: place.sprint, because });
  }
  return unkept;
}

/** Why an issue is not done by a day. */
function lateReason(hindrances: Hindrances, built: BuiltProblem, work: number, day: string): Hindrance {
  if (day < dateOf(built.firstDay)) return { kind: 'start' };
  return hindrances.of(work) ?? { kind: 'too-long', hours: built.issues[work]?.hours ?? 0 };
}

/** Whether a sprint is asked to hold more than it can, and the work does not wait for something that alone is too late for it. */
function overfull(
  built: BuiltProblem,
  placements: Schedule['placements'],
  sprints: Schedule['sprints'],
  name: string,
  work: number,
  hindrances: Hindrances,
): Hindrance | null {
  const sprint = sprints.find((one) => one.name === name);
  if (sprint === undefined) return null;
  const waiting = hindrances.latestWaiting(work);
  if (waiting !== null) {
    const time = hindrances.timeOf(work);
    const minutes = built.problem.works[work]?.minutes ?? 0;
    const end =
      waiting.entersStart && time !== null
        ? time.finishAt(Math.min(time.capacity, time.positionFrom(waiting.bound) + minutes))
        : waiting.bound;
    // A finish at the last midnight is on the day after the sprint.
    if (Math.floor(end / minutesPerDay) > dayOf(sprint.finish)) return hindrances.waits(waiting);
  }
  const wishing = built.issues.filter((issue) => issue.wishedSprint === name);
  const heads = (id: string): number => Math.max(1, placements.get(id)?.by.reduce((sum, { units }) => sum + units, 0) ?? 1);
  const wantedHours = wishing.reduce((sum, { id, hours }) => sum + (hours ?? 0) * heads(id), 0);
  return wantedHours > sprint.capacityHours ? { kind: 'full', sprint: name, capacityHours: sprint.capacityHours, wantedHours } : null;
}

/** What speaks against a fixed start. */
function againstFixed(hindrances: Hindrances, built: BuiltProblem, { start, finish }: PlacedWorks, work: number): Hindrance | null {
  const issue = must(built.issues[work], 'an issue');
  const [at, until] = [start[work] ?? 0, finish[work] ?? 0];
  const waiting = hindrances.latestWaiting(work, (one) => one.bound > (one.entersStart ? at : until));
  if (waiting !== null) return hindrances.waits(waiting);
  if (issue.notBefore !== null && formatMoment(at).slice(0, 10) < issue.notBefore) return { kind: 'not-before', date: issue.notBefore };
  const { minutes, whole, barred } = must(built.problem.works[work], 'a work');
  if (minutes === 0) return null;
  const other = hindrances.beside(work);
  if (other !== null) {
    const withId = must(built.issues[other], 'an issue').id;
    return { kind: 'busy', personIds: hindrances.shared(work, other), withId, until: formatMoment(finish[other] ?? nowhere) };
  }
  const time = hindrances.timeOf(work);
  const day = Math.floor(at / minutesPerDay);
  const isShortened = built.sprints.some((one) => one.capacityHours !== null && one.start <= day && day <= one.finish);
  if (!isShortened && time !== null && time.beforeDay(day + 1) === time.beforeDay(day)) return hindrances.away(work, day);
  const rest = whole ? (time?.restWithin(at, until) ?? null) : null;
  if (rest !== null) return hindrances.away(work, rest);
  const closed = barred.find((span) => span.start <= at && at < span.finish);
  if (closed === undefined) return null;
  const first = Math.floor(closed.start / minutesPerDay);
  const sprint = lockedSprintOn(built, first);
  return { kind: 'locked-out', sprint, span: { first: dateOf(first), last: dateOf(Math.floor(closed.finish / minutesPerDay) - 1) } };
}
