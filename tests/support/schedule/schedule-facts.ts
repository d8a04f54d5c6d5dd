// What is plain to see in an input: who counts, who could do what, who works when, which days belong to which sprint. Serves the checks of a
// schedule. Shares no code with the scheduler.
import type {
  ScheduleInput,
  ScheduleInputIssue,
  ScheduleInputPerson,
  ScheduleInputSprint,
  ScheduleLink,
  ScheduleNeed,
} from '#shared/schedule/schedule-input.ts';
import type { Placement, Schedule } from '#shared/schedule/schedule-result.ts';
import {
  dayOfText,
  freeDay,
  isWithin,
  openingOf,
  type PlainCalendar,
  remembered,
  textOfDay,
  together,
  type WorkingDay,
  weekdayOfDay,
} from './plain-calendar.ts';

/** A link that holds, between issues that both have a place. */
export interface KeptLink extends ScheduleLink {
  /** What waits; `id` is what it waits for. */
  readonly waiting: string;
}

/** What the checks ask about an input. */
export interface ScheduleFacts {
  readonly open: ReadonlyMap<string, ScheduleInputIssue>;
  /** Whether work is done by name; otherwise the team is one. */
  readonly byPerson: boolean;
  /** People with hours of their own. */
  readonly able: readonly ScheduleInputPerson[];
  /** Whether there is anybody at all for a need, with hours of their own or not. */
  isKnown(need: ScheduleNeed): boolean;
  /** Those with hours of their own who could serve a need: all of them where only those without could. */
  candidates(need: ScheduleNeed): readonly ScheduleInputPerson[];
  /** The team's working time. */
  readonly team: PlainCalendar;
  /** Somebody's working time. */
  calendarOf(personId: string): PlainCalendar;
  /** When an issue that is done by some goes on. */
  calendarFor(issue: ScheduleInputIssue, place: Placement): PlainCalendar;
  /** What all together can work on a day, in minutes. */
  capacityOn(day: number): number;
  /** The dated sprint that a day belongs to. */
  sprintOn(day: number): ScheduleInputSprint | undefined;
}

/** Minutes of work of an issue, of each who does it. */
export function minutesOf(issue: ScheduleInputIssue): number {
  return Math.round((issue.hours ?? 0) * 60);
}

/** How many do it. */
export function headsOf(place: Placement): number {
  return Math.max(
    1,
    place.by.reduce((sum, { units }) => sum + units, 0),
  );
}

/** Links between placed issues that were not set aside. */
export function keptLinks(facts: ScheduleFacts, schedule: Schedule): KeptLink[] {
  const aside = new Set(schedule.setAside.map(({ id, dependsOnId }) => `${id} ${dependsOnId}`));
  return [...facts.open.values()]
    .flatMap((issue) => issue.dependsOn.map((link) => ({ ...link, waiting: issue.id })))
    .filter(({ id, waiting }) => schedule.placements.has(id) && schedule.placements.has(waiting) && !aside.has(`${waiting} ${id}`));
}

/** Reads the facts off an input. */
export function scheduleFacts(input: ScheduleInput): ScheduleFacts {
  const open = new Map(input.issues.filter((issue) => issue.open).map((issue) => [issue.id, issue]));
  const able = input.people.filter((person) => person.hoursPerWeek !== null);
  const serves = ({ anyOf, skill }: ScheduleNeed, person: ScheduleInputPerson): boolean =>
    anyOf.length > 0 ? anyOf.includes(person.id) : skill === null || person.skills.includes(skill);
  const isAsking = ({ anyOf, skill }: ScheduleNeed): boolean => anyOf.length > 0 || skill !== null;
  const byPerson = [...open.values()].some(({ needs }) =>
    needs.some((need) => isAsking(need) && able.some((person) => serves(need, person))),
  );

  const sprintOn = sprintOwner(input.sprints);
  const opening = (day: number, minutes: number, opens: number): WorkingDay => ({ minutes, opens, shortened: false });
  const usual = new Map<string, PlainCalendar>(
    able.map((person) => {
      const week = weekOf(person);
      const opens = openingOf(week);
      return [
        person.id,
        (day) =>
          isWithin(day, input.holidays) || isWithin(day, person.daysOff) ? freeDay : opening(day, week[weekdayOfDay(day)] ?? 0, opens),
      ];
    }),
  );
  const teamMinutes = Math.max(1, Math.round(input.hoursPerWeek * 12));
  const usualTeam: PlainCalendar = (day) =>
    weekdayOfDay(day) > 4 || isWithin(day, input.holidays) ? freeDay : opening(day, teamMinutes, freeDay.opens);
  const usualCapacity = (day: number): number =>
    byPerson ? able.reduce((sum, { id, units }) => sum + units * (usual.get(id)?.(day).minutes ?? 0), 0) : usualTeam(day).minutes;
  const shares = new Map(
    input.sprints.map((sprint) => [sprint, Math.min(1, ((sprint.capacityHours ?? Infinity) * 60) / allOf(sprint, usualCapacity))]),
  );
  const from = dayOfText(input.from);
  const actual = (calendar: PlainCalendar): PlainCalendar =>
    remembered((day) => {
      if (day < from) return freeDay;
      const working = calendar(day);
      const sprint = sprintOn(day);
      const share = (sprint && shares.get(sprint)) ?? 1;
      return share < 1 ? { ...working, minutes: Math.floor(working.minutes * share), shortened: working.minutes > 0 } : working;
    });

  const calendars = new Map([...usual].map(([id, calendar]) => [id, actual(calendar)]));
  const calendarOf = (personId: string): PlainCalendar => calendars.get(personId) ?? (() => freeDay);
  const team = byPerson ? remembered(longest([...calendars.values()])) : actual(usualTeam);
  return {
    open,
    byPerson,
    able,
    team,
    calendarOf,
    sprintOn,
    isKnown: (need) => !isAsking(need) || input.people.some((person) => serves(need, person)),
    candidates(need) {
      const own = able.filter((person) => serves(need, person));
      return own.length === 0 && input.people.some((person) => serves(need, person)) ? able : own;
    },
    calendarFor: (issue, place) =>
      issue.fixedDuration || place.by.length === 0 ? team : together(place.by.map(({ personId }) => calendarOf(personId))),
    capacityOn: (day) => (byPerson ? able.reduce((sum, { id, units }) => sum + units * calendarOf(id)(day).minutes, 0) : team(day).minutes),
  };
}

/** Usual minutes of somebody by weekday. */
function weekOf({ hoursPerWeek, week, share }: ScheduleInputPerson): number[] {
  const shares = week ?? [1, 1, 1, 1, 1, 0, 0];
  const sum = shares.reduce((total, part) => total + part, 0);
  return shares.map((part) => (sum === 0 ? 0 : Math.round((((hoursPerWeek ?? 0) * 60 * part) / sum) * share)));
}

/** A day of several sprints belongs to the one that starts first; then to the one that ends first, then by name. */
function sprintOwner(sprints: readonly ScheduleInputSprint[]): (day: number) => ScheduleInputSprint | undefined {
  const key = ({ start, finish, name }: ScheduleInputSprint): string => `${start} ${finish} ${name}`;
  const inOrder = sprints.filter(({ start, finish }) => start <= finish).sort((left, right) => (key(left) < key(right) ? -1 : 1));
  return (day) => {
    const text = textOfDay(day);
    return inOrder.find(({ start, finish }) => start <= text && text <= finish);
  };
}

function allOf({ start, finish }: ScheduleInputSprint, capacityOn: (day: number) => number): number {
  let sum = 0;
  for (let day = dayOfText(start); day <= dayOfText(finish); day += 1) sum += capacityOn(day);
  return sum;
}

function longest(calendars: readonly PlainCalendar[]): PlainCalendar {
  return (day) =>
    calendars.map((calendar) => calendar(day)).reduce((most, working) => (working.minutes > most.minutes ? working : most), freeDay);
}
