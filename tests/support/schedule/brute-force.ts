// The shortest schedule of a small plan, by trying every order, everybody who could do a work, and, where waiting may pay, every hour. Shares no
// code with the scheduler.
import type { ScheduleInput, ScheduleInputIssue, ScheduleInputPerson } from '#shared/schedule/schedule-input.ts';
import type { Assignment } from '#shared/schedule/schedule-result.ts';
import { canBeServed } from './need-check.ts';
import { dayOfMinute, dayOfText, isWithin, type PlainCalendar, weekdayOfDay, workedBetween } from './plain-calendar.ts';
import { minutesOf, type ScheduleFacts, scheduleFacts } from './schedule-facts.ts';

/** All times are whole hours. */
const step = 60;
const horizon = 400 * 1440;

interface Placed {
  readonly start: number;
  readonly finish: number;
  readonly by: readonly Assignment[];
}

interface Way {
  readonly by: readonly Assignment[];
  readonly calendar: PlainCalendar;
}

/**
 * When the last work of a plan is done at best, in minutes since 1970-01-01T00:00; `null` when something has no place.
 *
 * For plans whose hours, lags and days are whole hours, whose links are on no cycle, with nothing fixed and no sprint locked. While no
 * link can ask a work to start before what it waits for starts, some order in which each takes the first time that fits is the best
 * (Kelley 1963); otherwise every hour is tried.
 */
export function shortestPlan(input: ScheduleInput, triesEveryHour = false): number | null {
  const facts = scheduleFacts(input);
  if (![...facts.open.values()].every((issue) => canBeServed(facts, issue))) return null;
  const isRegular = input.issues.every(({ dependsOn }) =>
    dependsOn.every(({ kind, lagMinutes }) => lagMinutes >= 0 && kind.endsWith('-start')),
  );
  const ofOrders = search(input, facts, Number.POSITIVE_INFINITY, true);
  return isRegular && !triesEveryHour ? ofOrders : search(input, facts, ofOrders ?? Number.POSITIVE_INFINITY, false);
}

/** What is better than the best known; that where nothing is. */
function search(input: ScheduleInput, facts: ScheduleFacts, known: number, isRegular: boolean): number | null {
  const from = dayOfText(input.from) * 1440;
  const issues = [...facts.open.values()];
  const ways = new Map(issues.map((issue) => [issue.id, waysOf(facts, issue)]));
  const placed = new Map<string, Placed>();
  let best = known;

  const visit = (latest: number): void => {
    if (latest >= best) return;
    if (placed.size === issues.length) best = latest;
    const ready = issues.filter(
      ({ id, dependsOn }) => !placed.has(id) && dependsOn.every((link) => placed.has(link.id) || !facts.open.has(link.id)),
    );
    // Where every hour is tried, the order does not matter.
    for (const issue of isRegular ? ready : ready.slice(0, 1)) {
      const earliest = boundsOf(input, facts, issue, placed, from);
      for (const way of ways.get(issue.id) ?? []) {
        for (const place of placesOf(input, facts, issue, way, earliest, placed)) {
          if (place.finish >= best) break;
          placed.set(issue.id, place);
          visit(Math.max(latest, place.finish));
          placed.delete(issue.id);
          if (isRegular) break;
        }
      }
    }
  };
  visit(from);
  return Number.isFinite(best) ? best : null;
}

/** Every set of people that can do an issue. */
function waysOf(facts: ScheduleFacts, issue: ScheduleInputIssue): Way[] {
  if (!facts.byPerson) return [{ by: [], calendar: facts.team }];
  const seats: (readonly ScheduleInputPerson[])[] =
    issue.needs.length === 0
      ? [facts.able]
      : issue.needs.flatMap((need) => Array.from({ length: need.count }, () => facts.candidates(need)));
  const ways = new Map<string, Way>();
  const sit = (seat: number, taken: readonly string[]): void => {
    if (seat === seats.length) {
      const by = [...Map.groupBy(taken, (id) => id)]
        .map(([personId, all]) => ({ personId, units: all.length }))
        .sort((one, other) => (one.personId < other.personId ? -1 : 1));
      ways.set(JSON.stringify(by), {
        by,
        calendar: facts.calendarFor(issue, { start: '', finish: '', sprint: null, critical: false, slackHours: 0, by }),
      });
    }
    for (const { id, units } of seats[seat] ?? []) if (taken.filter((other) => other === id).length < units) sit(seat + 1, [...taken, id]);
  };
  sit(0, []);
  return [...ways.values()];
}

/** The earliest start and finish that day and links leave. */
function boundsOf(
  input: ScheduleInput,
  facts: ScheduleFacts,
  issue: ScheduleInputIssue,
  placed: ReadonlyMap<string, Placed>,
  from: number,
): { start: number; finish: number } {
  let start = issue.notBefore === null ? from : Math.max(from, dayOfText(issue.notBefore) * 1440);
  let finish = start;
  for (const { id, kind, lagMinutes } of issue.dependsOn) {
    const before = placed.get(id);
    if (before === undefined) continue;
    const bound = after(facts.team, kind.startsWith('start') ? before.start : before.finish, lagMinutes, from);
    if (kind.endsWith('-start')) start = Math.max(start, bound);
    else finish = Math.max(finish, bound);
  }
  return { start, finish };
}

/** The first moment by which a lag has passed since `minute`, or, for a lead, from which the team works no longer than it until then. */
function after(team: PlainCalendar, minute: number, lag: number, from: number): number {
  if (lag > 0) return finishOf(team, minute, lag) ?? Number.POSITIVE_INFINITY;
  let earliest = minute;
  while (earliest > from && workedBetween(team, earliest - step, minute).minutes <= -lag) earliest -= step;
  return earliest;
}

/** Every place from the earliest on, an hour after the other. */
function* placesOf(
  input: ScheduleInput,
  facts: ScheduleFacts,
  issue: ScheduleInputIssue,
  { by, calendar }: Way,
  earliest: { readonly start: number; readonly finish: number },
  placed: ReadonlyMap<string, Placed>,
): Generator<Placed> {
  const first = Math.ceil(earliest.start / step) * step;
  for (let start = first; start < first + horizon; start += step) {
    if (workedBetween(calendar, start, start + step).minutes === 0) continue;
    const finish = finishOf(calendar, start, minutesOf(issue));
    if (finish === null) return;
    const place = { start, finish, by };
    if (finish >= earliest.finish && isFree(facts, place, placed) && !rests(input, facts, issue, place)) yield place;
  }
}

function finishOf(calendar: PlainCalendar, start: number, minutes: number): number | null {
  let left = minutes;
  for (let minute = start; minute < start + horizon; minute += step) {
    left -= workedBetween(calendar, minute, minute + step).minutes;
    if (left <= 0) return minute + step;
  }
  return null;
}

/** Whether all who do it have nothing else to do, looked at in each hour. */
function isFree(facts: ScheduleFacts, { start, finish, by }: Placed, placed: ReadonlyMap<string, Placed>): boolean {
  const others = [...placed.values()].filter((other) => other.start < finish && start < other.finish);
  if (!facts.byPerson) return others.length === 0;
  return by.every(({ personId, units }) => {
    const most = facts.able.find(({ id }) => id === personId)?.units ?? 0;
    return [start, ...others.map((other) => other.start)].every((minute) => {
      if (minute < start) return true;
      const running = others.filter((other) => other.start <= minute && minute < other.finish);
      const taken = running.flatMap((other) => other.by.filter((one) => one.personId === personId));
      return taken.reduce((sum, one) => sum + one.units, units) <= most;
    });
  });
}

function rests(input: ScheduleInput, facts: ScheduleFacts, issue: ScheduleInputIssue, { start, finish, by }: Placed): boolean {
  if (issue.splits) return false;
  const weeks = by.map(({ personId }) => facts.able.find(({ id }) => id === personId));
  for (let day = dayOfMinute(start); day < finish / 1440; day += 1) {
    const isHoliday = isWithin(day, input.holidays);
    const weekday = weekdayOfDay(day);
    if (isHoliday && weekday <= 4 && by.length === 0) return true;
    const isOff = weeks.some(
      (person) =>
        person !== undefined && ((person.week ?? [1, 1, 1, 1, 1, 0, 0])[weekday] ?? 0) > 0 && (isHoliday || isWithin(day, person.daysOff)),
    );
    if (isOff) return true;
  }
  return false;
}
