// How much work fits into a dated sprint. One rule for the list, the sidebar and whoever asks next.
import type { IsoDate } from './quantity.ts';

const dayLength = 86_400_000;
const workdaysInWeek = 5;

/** Days from Monday to Friday between two calendar days, both included. */
function workdays(start: IsoDate, finish: IsoDate): number {
  const first = Math.round(Date.parse(start) / dayLength);
  const last = Math.round(Date.parse(finish) / dayLength);
  let days = 0;
  // 1 January 1970 was a Thursday, so day 4 was the first Monday.
  for (let day = first; day <= last; day += 1) if ((((day - 4) % 7) + 7) % 7 < workdaysInWeek) days += 1;
  return days;
}

/**
 * Hours that a sprint holds: the capacity that was set for it, else a fifth of the week's hours for each of its workdays.
 * The week's hours are those of all people who have hours of their own, or the team's while nobody has.
 */
export function sprintCapacity(
  sprint: { readonly start: IsoDate; readonly finish: IsoDate; readonly capacityHours: number | null },
  people: readonly { readonly hoursPerWeek: number | null }[],
  teamHoursPerWeek: number,
): number {
  if (sprint.capacityHours !== null) return sprint.capacityHours;
  const own = people.reduce((sum, person) => sum + (person.hoursPerWeek ?? 0), 0);
  return (workdays(sprint.start, sprint.finish) * (own > 0 ? own : teamHoursPerWeek)) / workdaysInWeek;
}
