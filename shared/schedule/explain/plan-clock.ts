// What the explanation of a schedule asks about working time. Serves whoever says why something is when it is.
import { must } from '#shared/base/must.ts';
import type { BuiltProblem } from '../build-problem.ts';
import { dateOf } from '../calendar-day.ts';
import { formatMoment, parseMoment } from '../local-time.ts';
import type { DateSpan, LocalTime } from '../schedule-input.ts';
import { minutesPerDay, type WorkingTime } from '../working-time.ts';

/** Working time of the people of a plan. */
export interface PlanClock {
  /** The first moment at or after `time` at which all of these people work; of nobody: at which work goes on. */
  workFrom(personIds: readonly string[], time: LocalTime): LocalTime;
  /** `minutes` of the plan's working time after a moment, or before it when below 0. */
  later(time: LocalTime, minutes: number): LocalTime;
  /** The first days off or holidays of one of these people that lie between two moments; `null` when none do. */
  away(personIds: readonly string[], from: LocalTime, until: LocalTime): DateSpan | null;
}

/** The clock of a problem. */
export function planClock({ problem, able, times, personOf }: Pick<BuiltProblem, 'problem' | 'able' | 'times' | 'personOf'>): PlanClock {
  const numberOf = new Map(able.map(({ id }, number) => [id, number]));
  const timeOf = (personIds: readonly string[]): WorkingTime | null => {
    const [first] = personIds;
    if (first === undefined) return able.length === 0 ? (problem.people[0] ?? problem.working) : problem.working;
    if (personIds.length === 1) return must(times[numberOf.get(first) ?? -1], `the working time of ${first}`);
    const crew = personIds.flatMap((id) => {
      const person = personOf.indexOf(numberOf.get(id) ?? -1);
      return person === -1 ? [] : [person];
    });
    return crew.length < 2
      ? must(times[numberOf.get(first) ?? -1], `the working time of ${first}`)
      : problem.together(crew.sort((one, other) => one - other));
  };
  return {
    workFrom(personIds, time) {
      const working = timeOf(personIds);
      const minute = parseMoment(time);
      return working === null ? time : formatMoment(working.startAt(working.positionFrom(minute)));
    },
    later(time, minutes) {
      const { working } = problem;
      const minute = parseMoment(time);
      if (minutes === 0) return time;
      if (working === null) return formatMoment(minute + minutes);
      const position = working.positionFrom(minute) + minutes;
      return formatMoment(minutes > 0 ? working.finishAt(Math.min(position, working.capacity)) : working.startAt(Math.max(0, position)));
    },
    away(personIds, from, until) {
      const all = personIds.length === 0 ? [timeOf([])] : personIds.map((id) => timeOf([id]));
      for (const working of all) {
        const last = parseMoment(until);
        let day = working?.restWithin(parseMoment(from), last) ?? null;
        if (working === null || day === null) continue;
        const first = day;
        while (working.restWithin((day + 1) * minutesPerDay, Math.min(last, (day + 2) * minutesPerDay)) === day + 1) day += 1;
        return { first: dateOf(first), last: dateOf(day) };
      }
      return null;
    },
  };
}
