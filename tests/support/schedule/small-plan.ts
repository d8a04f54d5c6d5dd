import { isoDate } from '#shared/plan/quantity.ts';
import type { ScheduleInput, ScheduleInputIssue, ScheduleInputPerson, ScheduleNeed } from '#shared/schedule/schedule-input.ts';
import { plainIssue, plainPerson } from './plain-input.ts';

/** An issue of so many hours that anyone can do, and that waits for nothing. */
export function plannedIssue(id: string, hours: number | null, other: Partial<ScheduleInputIssue> = {}): ScheduleInputIssue {
  return { ...plainIssue(id, hours), priority: 4, ...other };
}

/** Somebody who works 40 hours a week. */
export function plannedPerson(id: string, other: Partial<ScheduleInputPerson> = {}): ScheduleInputPerson {
  return { ...plainPerson(id, 40), ...other };
}

/** One of the people named. */
export const by = (...anyOf: readonly string[]): { readonly needs: readonly ScheduleNeed[] } => ({
  needs: [{ anyOf, skill: null, count: 1 }],
});

/** It waits for others to be finished. */
export const after = (...ids: readonly string[]): Pick<ScheduleInputIssue, 'dependsOn'> => ({
  dependsOn: ids.map((id) => ({ id, kind: 'finish-start', lagMinutes: 0 })),
});

/** A plan from Monday 2 March 2026 on, of a team of 40 hours a week. */
export function smallPlan(issues: readonly ScheduleInputIssue[], other: Partial<ScheduleInput> = {}): ScheduleInput {
  return {
    from: isoDate('2026-03-02'),
    hoursPerWeek: 40,
    sprintWeeks: 2,
    holidays: [],
    sprints: [],
    people: [],
    milestones: [],
    issues,
    ...other,
  };
}
