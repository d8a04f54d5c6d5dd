// Whether those who do an issue are those whom it needs, and whether there could be any. Tries all ways: needs are few.
import type { ScheduleInputIssue, ScheduleInputPerson } from '#shared/schedule/schedule-input.ts';
import type { Assignment, Schedule } from '#shared/schedule/schedule-result.ts';
import { minutesOf, type ScheduleFacts } from './schedule-facts.ts';

/** People who do what they cannot, too few or too many of them. */
export function needBreaches(facts: ScheduleFacts, schedule: Schedule): string[] {
  return [...schedule.placements].flatMap(([id, { by }]) => {
    const issue = facts.open.get(id);
    if (issue === undefined) return [];
    if (!canBeServed(facts, issue)) return [`${id} is placed, and nobody can do it.`];
    const names = by.map(({ personId, units }) => `${personId} (${units})`).join(', ');
    if (!facts.byPerson || minutesOf(issue) === 0) return by.length === 0 ? [] : [`${id} is done by ${names}, who is not needed.`];
    if (new Set(by.map(({ personId }) => personId)).size !== by.length) return [`${id} is done by ${names}, somebody twice.`];
    return isServedBy(facts, issue, by) ? [] : [`${id} is done by ${names || 'nobody'}, which is not what it needs.`];
  });
}

/** Whether there are people for all needs of an issue, however busy. */
export function canBeServed(facts: ScheduleFacts, issue: ScheduleInputIssue): boolean {
  if (minutesOf(issue) === 0) return true;
  if (!facts.byPerson) return issue.needs.every((need) => facts.isKnown(need));
  return deal(seatsOf(facts, issue), new Map(facts.able.map(({ id, units }) => [id, units])));
}

/** Ids of those who could do one of the needs. */
export function candidateIds(facts: ScheduleFacts, issue: ScheduleInputIssue): Set<string> {
  return new Set(seatsOf(facts, issue).flatMap((seat) => seat.map(({ id }) => id)));
}

function isServedBy(facts: ScheduleFacts, issue: ScheduleInputIssue, by: readonly Assignment[]): boolean {
  const seats = seatsOf(facts, issue);
  const units = by.reduce((sum, one) => sum + one.units, 0);
  const exist = by.every((one) => one.units >= 1 && one.units <= (facts.able.find(({ id }) => id === one.personId)?.units ?? 0));
  return exist && units === seats.length && deal(seats, new Map(by.map((one) => [one.personId, one.units])));
}

/** One entry for each who is needed, with those who could be it. */
function seatsOf(facts: ScheduleFacts, issue: ScheduleInputIssue): (readonly ScheduleInputPerson[])[] {
  if (issue.needs.length === 0) return [facts.able];
  return issue.needs.flatMap((need) => Array.from({ length: need.count }, () => facts.candidates(need)));
}

/** Whether everybody who is needed can be somebody else: augmenting paths (Kuhn 1955). */
function deal(seats: readonly (readonly ScheduleInputPerson[])[], units: ReadonlyMap<string, number>): boolean {
  const sits = new Map<string, number[]>();
  const find = (seat: number, tried: Set<string>): boolean => {
    for (const { id } of seats[seat] ?? []) {
      if (tried.has(id)) continue;
      tried.add(id);
      const there = sits.get(id) ?? [];
      if (there.length < (units.get(id) ?? 0)) {
        sits.set(id, [...there, seat]);
        return true;
      }
      const moved = there.find((other) => find(other, tried));
      if (moved !== undefined) {
        sits.set(id, [...(sits.get(id) ?? []).filter((other) => other !== moved), seat]);
        return true;
      }
    }
    return false;
  };
  return seats.every((_, seat) => find(seat, new Set()));
}
