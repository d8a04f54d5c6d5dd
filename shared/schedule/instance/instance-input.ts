// A project of the literature as a plan: what measures the scheduler goes through the same door as every plan.
import { isoDate } from '#shared/plan/quantity.ts';
import type { ScheduleInput, ScheduleInputPerson } from '../schedule-input.ts';
import type { ProjectInstance } from './project-instance.ts';

/** The plan begins here; any day would do. */
const from = isoDate('2026-01-05');
const dayAndNight = { hoursPerWeek: 168, week: [1, 1, 1, 1, 1, 1, 1], daysOff: [], share: 1, skills: [] } as const;
/** Whoever does what takes time and asks for no resource. */
const anybody = 'anybody';

/** Minutes of the plan that a period of the project takes. */
export const minutesPerPeriod = 60;

/**
 * The plan of a project: each resource is somebody with as many units, who works day and night; a period is an hour. The lengths of the
 * schedules are the same, and so are they proven.
 */
export function instanceInput({ activities, capacity }: ProjectInstance): ScheduleInput {
  const before = activities.map((): string[] => []);
  for (const [activity, { successors }] of activities.entries()) for (const after of successors) before[after]?.push(nameOf(activity));
  const free = activities.filter(({ duration, demand }) => duration > 0 && demand.every((units) => units === 0)).length;
  return {
    from,
    hoursPerWeek: 168,
    sprintWeeks: 2,
    holidays: [],
    sprints: [],
    people: [
      ...capacity.flatMap((units, resource) => (units === 0 ? [] : [somebody(resourceName(resource), units)])),
      ...(free === 0 ? [] : [somebody(anybody, free)]),
    ],
    milestones: [],
    issues: activities.map(({ duration, demand }, activity) => ({
      id: nameOf(activity),
      hours: duration,
      fixedDuration: false,
      open: true,
      priority: 4,
      rank: nameOf(activity),
      needs: needsOf(duration, demand),
      wishedSprint: null,
      dependsOn: [...new Set(before[activity])].map((id) => ({ id, kind: 'finish-start', lagMinutes: 0 })),
      notBefore: null,
      deadline: null,
      fixedStart: null,
      splits: true,
      milestoneId: null,
    })),
  };
}

function somebody(id: string, units: number): ScheduleInputPerson {
  return { ...dayAndNight, id, name: id, units };
}

function needsOf(duration: number, demand: readonly number[]): ScheduleInput['issues'][number]['needs'] {
  if (duration === 0) return [];
  const needs = demand.flatMap((count, resource) => (count === 0 ? [] : [{ anyOf: [resourceName(resource)], skill: null, count }]));
  return needs.length > 0 ? needs : [{ anyOf: [anybody], skill: null, count: 1 }];
}

function nameOf(activity: number): string {
  return String(activity + 1).padStart(6, '0');
}

function resourceName(resource: number): string {
  return `R${resource + 1}`;
}
