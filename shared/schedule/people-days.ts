// Which days people work, and for how long: weekly hours, holidays, days off, and sprints that hold less than all could do. Serves the
// building of problems. Must never know an issue.
import { dayOf, weekdayOf } from './calendar-day.ts';
import type { DateSpan, ScheduleInput, ScheduleInputPerson } from './schedule-input.ts';
import { type DatedSprint, inOrder } from './sprint-period.ts';
import { longestDays, minutesOn, minutesPerDay, type WorkingDays } from './working-time.ts';

/** Work begins at 09:00. */
const usualOpening = 540;
/** Days looked at, however far spans reach: 60 years. */
const horizon = 60 * 366;
const mondayToFriday: readonly number[] = [1, 1, 1, 1, 1, 0, 0];

/** When people work. */
export interface PeopleDays {
  /** Of those who do something, in the order that was asked for; of the team as one, that alone. */
  readonly people: readonly WorkingDays[];
  /** The team's working time, in which lags pass. */
  readonly team: WorkingDays;
  /** The first day from which on somebody works, full sprints or not. */
  readonly firstDay: number;
}

/**
 * Working days of `people`, or of the team as one where there are none.
 *
 * A sprint with a capacity below what all can do on its days makes each of these days shorter for everybody, in proportion, rounded down. A
 * day of two sprints belongs to the one that starts first.
 */
export function peopleDays(input: ScheduleInput, people: readonly ScheduleInputPerson[], sprints: readonly DatedSprint[]): PeopleDays {
  const from = dayOf(input.from);
  const first = sprints.reduce((earliest, { start }) => Math.min(earliest, Math.max(start, from - horizon)), from);
  const isWanted = (day: number): boolean => day >= first && day < from + horizon;
  const holidays = daysOf(input.holidays, first, from + horizon);
  const usual =
    people.length === 0 ? [teamDays(input, holidays)] : people.map((person) => personDays(person, holidays, first, from + horizon));
  const units = people.length === 0 ? [1] : people.map((person) => person.units);
  const shortened = usual.map(({ exceptions }) => new Map(exceptions));
  const taken = new Set<number>();
  for (const sprint of inOrder(sprints)) {
    const days = Array.from({ length: Math.min(horizon, sprint.finish - sprint.start + 1) }, (_, at) => sprint.start + at).filter(isWanted);
    const own = days.filter((day) => !taken.has(day));
    for (const day of own) taken.add(day);
    if (sprint.capacityHours === null) continue;
    const possible = days.reduce((sum, day) => sum + usual.reduce((all, one, at) => all + (units[at] ?? 0) * minutesOn(one, day), 0), 0);
    const share = possible === 0 ? 1 : (sprint.capacityHours * 60) / possible;
    if (share >= 1) continue;
    for (const [at, one] of usual.entries()) {
      for (const day of own) {
        const minutes = minutesOn(one, day);
        if (minutes > 0) shortened[at]?.set(day, Math.floor(minutes * share));
      }
    }
  }
  const actual = usual.map((one, at) => ({ ...one, exceptions: shortened[at] ?? one.exceptions, rests: restsOf(one) }));
  return { people: actual, team: longestDays(actual), firstDay: firstWorkingDay(usual, from) };
}

function teamDays({ hoursPerWeek }: ScheduleInput, holidays: ReadonlySet<number>): WorkingDays {
  const minutes = Math.max(1, Math.round(hoursPerWeek * 12));
  const week = mondayToFriday.map((part) => part * minutes);
  return { week, exceptions: freeDays(week, holidays), opens: usualOpening };
}

function personDays(
  { hoursPerWeek, week, share, daysOff }: ScheduleInputPerson,
  holidays: ReadonlySet<number>,
  first: number,
  end: number,
) {
  const parts = week ?? mondayToFriday;
  const sum = parts.reduce((total, part) => total + part, 0);
  const minutes = parts.map((part) => (sum === 0 ? 0 : Math.round((((hoursPerWeek ?? 0) * 60 * part) / sum) * share)));
  const free = new Set([...holidays, ...daysOf(daysOff, first, end)]);
  return {
    week: minutes,
    exceptions: freeDays(minutes, free),
    opens: minutes.some((one) => one >= minutesPerDay) ? 0 : usualOpening,
  };
}

/** Usual days of work that are free. */
function freeDays(week: readonly number[], free: ReadonlySet<number>): Map<number, number> {
  return new Map([...free].filter((day) => (week[weekdayOf(day)] ?? 0) > 0).map((day) => [day, 0]));
}

function restsOf({ exceptions }: WorkingDays): Set<number> {
  return new Set(exceptions.keys());
}

/** All days of some spans, from a first one up to, not including, an end. */
function daysOf(spans: readonly DateSpan[], first: number, end: number): Set<number> {
  const days = new Set<number>();
  for (const span of spans) {
    const last = Math.min(end - 1, dayOf(span.last));
    for (let day = Math.max(first, dayOf(span.first)); day <= last; day += 1) days.add(day);
  }
  return days;
}

function firstWorkingDay(all: readonly WorkingDays[], from: number): number {
  for (let day = from; day < from + horizon; day += 1) if (all.some((one) => minutesOn(one, day) > 0)) return day;
  return from;
}
