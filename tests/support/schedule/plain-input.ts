// Issues, people and sprints of which a test says only what matters to it.
import type { ScheduleInputIssue, ScheduleInputPerson, ScheduleInputSprint } from '#shared/schedule/schedule-input.ts';

/** An issue that asks for nothing but its hours. */
export function plainIssue(id: string, hours: number | null): ScheduleInputIssue {
  return {
    id,
    hours,
    fixedDuration: false,
    open: true,
    priority: 2,
    rank: id,
    needs: [],
    wishedSprint: null,
    dependsOn: [],
    notBefore: null,
    deadline: null,
    fixedStart: null,
    splits: true,
    milestoneId: null,
  };
}

/** Somebody who works Monday to Friday. */
export function plainPerson(id: string, hoursPerWeek: number | null): ScheduleInputPerson {
  return { id, name: id, hoursPerWeek, week: null, daysOff: [], share: 1, skills: [], units: 1 };
}

/** A sprint that may still change. */
export function plainSprint(sprint: Omit<ScheduleInputSprint, 'locked'>): ScheduleInputSprint {
  return { ...sprint, locked: false };
}
