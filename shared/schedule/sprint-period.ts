// Which sprint each day of a plan belongs to: dated sprints where there are some, generated periods elsewhere.
// Serves the schedule's sprints. Every working day of the plan belongs to exactly one period.
import { dayOfWorkday, workdayOf } from './calendar-day.ts';

/** A dated sprint of the workspace; days as numbers, `finish` is its last day. */
export interface DatedSprint {
  readonly name: string;
  readonly start: number;
  readonly finish: number;
  /** Hours it is said to hold; `null` when nobody said. */
  readonly capacityHours: number | null;
}

/** A sprint of a schedule. `start` and `finish` are what people see; the work of the days before `until` is counted in it. */
export interface SprintPeriod extends DatedSprint {
  /** The day after the last one that belongs to it. */
  readonly until: number;
}

/** Sorts dated sprints by start, then finish, then name; leaves out those that end before they start. */
export function inOrder(sprints: readonly DatedSprint[]): DatedSprint[] {
  return sprints
    .filter((sprint) => sprint.finish >= sprint.start)
    .sort((left, right) => left.start - right.start || left.finish - right.finish || (left.name < right.name ? -1 : 1));
}

/** The first and the last day of a plan, and whether anybody works on weekends. */
interface PlanDays {
  readonly start: number;
  readonly finish: number;
  readonly weekends: boolean;
}

/**
 * Divides the days of a plan into sprints. A generated one begins and ends on Monday to Friday, unless somebody works on weekends.
 *
 * Dated sprints that touch these days come first by right; a day that two of them claim belongs to the one that starts
 * earlier. Days that no dated sprint covers fall into generated periods of `weeks` weeks, named "Sprint 1", "Sprint 2" …
 * by their place in the list, cut short where a dated sprint begins.
 */
export function sprintPeriods(days: PlanDays, weeks: number, dated: readonly DatedSprint[]): SprintPeriod[] {
  const { start, finish, weekends } = days;
  const touching = inOrder(dated).filter((sprint) => sprint.finish >= start && sprint.start <= finish);
  // No name stands for two sprints, not even for one that is over.
  const taken = new Set(dated.map((sprint) => sprint.name));
  const periods: SprintPeriod[] = [];
  let day = start;

  const generate = (until: number, cut: boolean): void => {
    for (;;) {
      const first = weekends || day === start ? day : dayOfWorkday(workdayOf(day));
      if (first >= until) return;
      const end = cut ? Math.min(first + 7 * weeks, until) : first + 7 * weeks;
      let number = periods.length + 1;
      while (taken.has(`Sprint ${number}`)) number += 1;
      const name = `Sprint ${number}`;
      taken.add(name);
      periods.push({ name, start: first, finish: weekends ? end - 1 : dayOfWorkday(workdayOf(end) - 1), until: end, capacityHours: null });
      day = end;
    }
  };

  for (const sprint of touching) {
    if (sprint.start > day) generate(sprint.start, true);
    day = Math.max(day, sprint.finish + 1);
    periods.push({ ...sprint, until: day });
  }
  generate(finish + 1, false);
  return periods;
}
