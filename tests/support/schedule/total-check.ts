// Whether what is summed up agrees with the placements: hours, sprints, weeks, first and last day.
import { must } from '#shared/base/must.ts';
import type { ScheduleInput } from '#shared/schedule/schedule-input.ts';
import type { Placement, Schedule } from '#shared/schedule/schedule-result.ts';
import { dayOfText, minuteOfText, textOfDay, weekdayOfDay, type Worked, workedBetween } from './plain-calendar.ts';
import { headsOf, minutesOf, type ScheduleFacts } from './schedule-facts.ts';

/** Sums that are wrong. */
export function totalBreaches(input: ScheduleInput, facts: ScheduleFacts, schedule: Schedule): string[] {
  return [
    ...wholeBreaches(input, facts, schedule),
    ...spanBreaches(facts, schedule),
    ...sprintBreaches(input, facts, schedule),
    ...weekBreaches(facts, schedule),
  ];
}

function wholeBreaches(input: ScheduleInput, facts: ScheduleFacts, schedule: Schedule): string[] {
  const breaches: string[] = [];
  const hours = placedHours(facts, schedule);
  if (Math.abs(schedule.totalHours - hours) > 1e-6) breaches.push(`There are ${hours} hours in all, found ${schedule.totalHours}.`);
  const unestimated = [...schedule.placements.keys()].filter((id) => facts.open.get(id)?.hours === null);
  if (!isSame(unestimated, schedule.unestimated)) {
    breaches.push(`Unestimated is ${unestimated.join()}, found ${schedule.unestimated.join()}.`);
  }
  const usual = facts.byPerson
    ? facts.able.reduce((sum, { hoursPerWeek, share, units }) => sum + (hoursPerWeek ?? 0) * share * units, 0)
    : input.hoursPerWeek;
  if (Math.abs(schedule.hoursPerWeek - usual) > 1e-6) breaches.push(`All work ${usual} hours a week, found ${schedule.hoursPerWeek}.`);
  return breaches;
}

function spanBreaches(facts: ScheduleFacts, schedule: Schedule): string[] {
  const breaches: string[] = [];
  const places = [...schedule.placements.values()];
  const finish = places.map((place) => place.finish.slice(0, 10)).reduce((last, day) => (day > last ? day : last), String(schedule.start));
  if (finish !== schedule.finish) breaches.push(`Expected the finish ${finish}, found ${schedule.finish}.`);
  const days = dayOfText(schedule.finish) - dayOfText(schedule.start) + 1;
  const weeks = placedMinutes(facts, schedule) === 0 ? 0 : Math.ceil(days / 7);
  if (weeks !== schedule.weeks) breaches.push(`Expected ${weeks} weeks, found ${schedule.weeks}.`);
  const ordered = places.every((place, at) => at === 0 || must(places[at - 1], 'a placement').start <= place.start);
  return ordered ? breaches : [...breaches, 'Placements are not listed by their start.'];
}

function sprintBreaches(input: ScheduleInput, facts: ScheduleFacts, schedule: Schedule): string[] {
  const breaches: string[] = [];
  const placed = [...schedule.placements.keys()];
  const inSprints = schedule.sprints.flatMap(({ issueIds }) => issueIds);
  if (!isSame(placed, inSprints)) breaches.push(`Expected ${placed.join()} in sprints, found ${inSprints.join()}.`);
  for (const [at, sprint] of schedule.sprints.entries()) {
    for (const id of sprint.issueIds) {
      if (schedule.placements.get(id)?.sprint !== sprint.name) breaches.push(`${id} is listed in ${sprint.name}, and in another sprint.`);
    }
    const dated = input.sprints.find(({ name }) => name === sprint.name);
    const capacity = dated?.capacityHours ?? null;
    if (capacity !== null && capacity !== sprint.capacityHours) {
      breaches.push(`${sprint.name} holds ${sprint.capacityHours} hours, and was given ${capacity}.`);
    }
    // Days that are shortened are rounded down; what is fixed comes on top of what there is room for.
    const isFree = ![...facts.open.values()].some(({ fixedStart, fixedDuration }) => fixedStart !== null || fixedDuration);
    const rounding = (sprintDays(sprint) * (facts.able.length + 1)) / 60;
    if (isFree && sprint.plannedHours > sprint.capacityHours + rounding) {
      breaches.push(`${sprint.name} holds ${sprint.plannedHours} of ${sprint.capacityHours} hours.`);
    }
    const previous = schedule.sprints[at - 1];
    if (previous !== undefined && dated === undefined && sprint.start <= previous.finish) {
      breaches.push(`${sprint.name} overlaps ${previous.name}.`);
    }
  }
  for (const [id, { finish, sprint }] of schedule.placements) {
    const day = finish.slice(0, 10);
    const dated = facts.sprintOn(dayOfText(day))?.name;
    const owner = dated ?? schedule.sprints.find((one) => one.start <= day && day <= one.finish)?.name;
    // What is fixed to a day before the first one of the plan may lie in a sprint that is over.
    if (owner !== undefined && owner !== sprint && schedule.sprints.some(({ name }) => name === owner))
      breaches.push(`${id} finishes on ${day} in ${owner}, found ${sprint}.`);
  }
  const hours = schedule.sprints.reduce((sum, { plannedHours }) => sum + plannedHours, 0);
  const wanted = placedMinutes(facts, schedule) / 60;
  if (Math.abs(hours - wanted) > 1e-6 * (1 + wanted)) breaches.push(`Sprints hold ${hours} hours of ${wanted}.`);
  for (const sprint of schedule.sprints) {
    if (!facts.sprintOn(dayOfText(sprint.start)) && input.sprints.length > 0) continue;
    const { minutes, tolerance } = workedIn(facts, schedule, sprint.start, sprint.finish);
    const isWhole = input.sprints.every(
      ({ start, finish, name }) => name === sprint.name || finish < sprint.start || sprint.finish < start,
    );
    if (isWhole && Math.abs(sprint.plannedHours * 60 - minutes) > tolerance + 1e-6 * (1 + minutes)) {
      breaches.push(`${sprint.name} holds ${sprint.plannedHours} hours, of which ${minutes / 60} are worked in it.`);
    }
  }
  return breaches;
}

function weekBreaches(facts: ScheduleFacts, schedule: Schedule): string[] {
  const breaches: string[] = [];
  const wanted = placedMinutes(facts, schedule) / 60;
  const hours = schedule.load.reduce((sum, week) => sum + week.hours, 0);
  if (Math.abs(hours - wanted) > 1e-6 * (1 + wanted)) breaches.push(`Weeks hold ${hours} hours of ${wanted}.`);
  for (const [at, week] of schedule.load.entries()) {
    const monday = dayOfText(week.start);
    if (weekdayOfDay(monday) !== 0) breaches.push(`The week of ${week.start} begins on no Monday.`);
    if (at > 0 && monday !== dayOfText(schedule.load[at - 1]?.start ?? '') + 7) breaches.push(`The week of ${week.start} follows no week.`);
    const { minutes, tolerance } = workedIn(facts, schedule, week.start, textOfDay(monday + 6));
    if (Math.abs(week.hours * 60 - minutes) > tolerance + 1e-6 * (1 + minutes)) {
      breaches.push(`The week of ${week.start} holds ${week.hours} hours, of which ${minutes / 60} are worked in it.`);
    }
    const room = Array.from({ length: 7 }, (_, day) => monday + day)
      .filter((day) => day >= dayOfText(schedule.start))
      .reduce((sum, day) => sum + facts.capacityOn(day), 0);
    if (Math.abs(week.capacityHours * 60 - room) > 7 * (facts.able.length + 1)) {
      breaches.push(`The week of ${week.start} has room for ${room / 60} hours, found ${week.capacityHours}.`);
    }
  }
  return breaches;
}

/** Minutes of all who work from a day to another one, both included. */
function workedIn(facts: ScheduleFacts, schedule: Schedule, first: string, last: string): Worked {
  const [from, until] = [dayOfText(first) * 1440, (dayOfText(last) + 1) * 1440];
  let [minutes, tolerance] = [0, 0];
  for (const [id, place] of schedule.placements) {
    const issue = facts.open.get(id);
    const [start, finish] = [Math.max(from, minuteOfText(place.start)), Math.min(until, minuteOfText(place.finish))];
    if (issue === undefined || start >= finish) continue;
    const worked = workedBetween(facts.calendarFor(issue, place), start, finish);
    minutes += worked.minutes * headsOf(place);
    tolerance += worked.tolerance * headsOf(place);
  }
  return { minutes, tolerance };
}

function placedMinutes(facts: ScheduleFacts, schedule: Schedule): number {
  return sumOf(facts, schedule, (place, id) => headsOf(place) * minutesOf(must(facts.open.get(id), 'an open issue')));
}

function placedHours(facts: ScheduleFacts, schedule: Schedule): number {
  return sumOf(facts, schedule, (place, id) => headsOf(place) * (facts.open.get(id)?.hours ?? 0));
}

function sumOf(facts: ScheduleFacts, schedule: Schedule, value: (place: Placement, id: string) => number): number {
  return [...schedule.placements].reduce((sum, [id, place]) => sum + (facts.open.has(id) ? value(place, id) : 0), 0);
}

function sprintDays({ start, finish }: { readonly start: string; readonly finish: string }): number {
  return dayOfText(finish) - dayOfText(start) + 1;
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.toSorted().join('\n') === right.toSorted().join('\n');
}
