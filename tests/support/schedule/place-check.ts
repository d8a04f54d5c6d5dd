// Whether each issue is worked on for as long as it takes, on minutes on which those who do it work, one thing at a time, in days that are
// open to it.
import type { ScheduleInput, ScheduleInputIssue } from '#shared/schedule/schedule-input.ts';
import type { Placement, Schedule } from '#shared/schedule/schedule-result.ts';
import { dayOfMinute, dayOfText, isWithin, isWorked, minuteOfText, textOfDay, weekdayOfDay, workedBetween } from './plain-calendar.ts';
import { minutesOf, type ScheduleFacts } from './schedule-facts.ts';

interface Stretch {
  readonly id: string;
  readonly units: number;
  readonly start: number;
  readonly finish: number;
  readonly isFixed: boolean;
  /** It has a fixed start of which the schedule says that it does not hold. */
  readonly isExcused: boolean;
}

/** What is wrong with single placements. */
export function placeBreaches(input: ScheduleInput, facts: ScheduleFacts, schedule: Schedule): string[] {
  return [...schedule.placements].flatMap(([id, place]) => {
    const issue = facts.open.get(id);
    if (issue === undefined) return [];
    return [
      ...timeBreaches(facts, issue, place),
      ...(issue.fixedStart === null ? boundBreaches(input, facts, issue, place) : fixedBreaches(issue, place)),
    ];
  });
}

function timeBreaches(facts: ScheduleFacts, issue: ScheduleInputIssue, place: Placement): string[] {
  const [start, finish, wanted] = [minuteOfText(place.start), minuteOfText(place.finish), minutesOf(issue)];
  const says = `${issue.id}, ${place.start} to ${place.finish},`;
  if (!(finish >= start)) return [`${says} finishes before it starts.`];
  if (wanted === 0) return finish === start ? [] : [`${says} takes time without hours.`];
  const calendar = facts.calendarFor(issue, place);
  const { minutes, tolerance } = workedBetween(calendar, start, finish);
  const isFixed = issue.fixedStart !== null;
  return [
    ...(Math.abs(minutes - wanted) <= tolerance ? [] : [`${says} is worked on for ${minutes} minutes, of ${wanted}.`]),
    ...(isFixed || isWorked(calendar, start, 'start') ? [] : [`${says} starts when nobody of those who do it works.`]),
    ...(isWorked(calendar, finish, 'finish') ? [] : [`${says} finishes when nobody of those who do it works.`]),
  ];
}

function fixedBreaches(issue: ScheduleInputIssue, place: Placement): string[] {
  return place.start === issue.fixedStart ? [] : [`${issue.id} starts at ${place.start}, and is fixed to ${issue.fixedStart}.`];
}

function boundBreaches(input: ScheduleInput, facts: ScheduleFacts, issue: ScheduleInputIssue, place: Placement): string[] {
  const day = place.start.slice(0, 10);
  const breaches: string[] = [];
  if (day < input.from) breaches.push(`${issue.id} starts at ${place.start}, before the plan on ${input.from}.`);
  if (issue.notBefore !== null && day < issue.notBefore) {
    breaches.push(`${issue.id} starts at ${place.start}, and may not before ${issue.notBefore}.`);
  }
  if (minutesOf(issue) === 0) return breaches;
  const [first, last] = [dayOfText(place.start), dayOfMinute(minuteOfText(place.finish) - 1)];
  for (let at = first; at <= last; at += 1) {
    const locked = facts.sprintOn(at);
    const isWorkedOn = facts.calendarFor(issue, place)(at).minutes > 0;
    if (locked?.locked === true && issue.wishedSprint !== locked.name && isWorkedOn) {
      breaches.push(`${issue.id} is worked on on ${textOfDay(at)}, in ${locked.name}, which is locked.`);
      break;
    }
  }
  if (!issue.splits) {
    const rest = Array.from({ length: Math.max(0, last - first - 1) }, (_, at) => first + 1 + at).find((at) =>
      restsOn(input, facts, issue, place, at),
    );
    if (rest !== undefined) breaches.push(`${issue.id} rests on ${textOfDay(rest)}, and may not be split.`);
  }
  return breaches;
}

/** Whether somebody who does it would work on a day, were it no holiday and no day off. */
function restsOn(input: ScheduleInput, facts: ScheduleFacts, issue: ScheduleInputIssue, place: Placement, day: number): boolean {
  const isHoliday = isWithin(day, input.holidays);
  if (place.by.length === 0) return isHoliday && weekdayOfDay(day) <= 4;
  return place.by.some(({ personId }) => {
    const person = facts.able.find(({ id }) => id === personId);
    if (person === undefined) return false;
    const part = (person.week ?? [1, 1, 1, 1, 1, 0, 0])[weekdayOfDay(day)] ?? 0;
    return part > 0 && !issue.fixedDuration && (isHoliday || isWithin(day, person.daysOff));
  });
}

/** Everybody does one thing at a time, as does the team as one. */
export function capacityBreaches(facts: ScheduleFacts, schedule: Schedule): string[] {
  const broken = new Set(schedule.unkept.filter(({ wish }) => wish === 'fixed-start').map(({ id }) => id));
  const stretches = new Map<string | null, Stretch[]>();
  for (const [id, place] of schedule.placements) {
    const issue = facts.open.get(id);
    if (issue === undefined || minutesOf(issue) === 0 || (facts.byPerson && place.by.length === 0)) continue;
    const times = { id, start: minuteOfText(place.start), finish: minuteOfText(place.finish), isFixed: issue.fixedStart !== null };
    const isExcused = times.isFixed && broken.has(id);
    const by = facts.byPerson ? place.by : [{ personId: null, units: 1 }];
    for (const { personId, units } of by) {
      const others = stretches.get(personId) ?? [];
      others.push({ ...times, units, isExcused });
      stretches.set(personId, others);
    }
  }
  return [...stretches].flatMap(([personId, all]) => {
    const most = personId === null ? 1 : (facts.able.find(({ id }) => id === personId)?.units ?? 0);
    const crowd =
      crowded(all, most, ({ isFixed }) => !isFixed) ??
      crowded(
        all.filter(({ isExcused }) => !isExcused),
        most,
        () => true,
      );
    if (crowd === undefined) return [];
    const works = crowd.map(({ id, start, finish }) => `${id} (${clock(start)} to ${clock(finish)})`).join(' and ');
    return [`${personId ?? 'The team'} does ${works} at once, and there ${most === 1 ? 'is' : 'are'} ${most}.`];
  });
}

/** What goes on at the first moment at which more is done than there are to do it, and one of it is such that it counts. */
function crowded(all: readonly Stretch[], most: number, counts: (stretch: Stretch) => boolean): Stretch[] | undefined {
  let running: Stretch[] = [];
  for (const stretch of all.toSorted((left, right) => left.start - right.start)) {
    running = [...running.filter(({ finish }) => finish > stretch.start), stretch];
    if (running.reduce((sum, { units }) => sum + units, 0) > most && running.some(counts)) return running;
  }
  return undefined;
}

function clock(minute: number): string {
  return new Date(minute * 60_000).toISOString().slice(0, 16);
}
