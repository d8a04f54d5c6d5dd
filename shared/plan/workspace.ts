// What a whole workspace shares: capacity, people, dated sprints.
import { z } from 'zod';
import { DateSpans } from './date-span.ts';
import { PersonId, SprintId } from './identity.ts';
import { ShortName } from './issue.ts';
import { limit } from './limit.ts';
import { IsoDate } from './quantity.ts';

/** Hours that a person or a team can work in a week. */
export const HoursPerWeek = z.number().gt(0).max(limit.hoursPerWeek);

/** How the workspace plans. */
export const Capacity = z.object({
  /** Used while no person has a capacity of their own. */
  hoursPerWeek: HoursPerWeek,
  sprintWeeks: z.int().min(1).max(12),
});
export type Capacity = z.infer<typeof Capacity>;

/** The capacity of a new workspace: one person beside meetings, two-week sprints. */
export const defaultCapacity: Capacity = { hoursPerWeek: 30, sprintWeeks: 2 };

/** Shares of somebody's week by weekday, Monday first, in any unit: hours are as good as parts. */
export const Week = z
  .array(z.number().min(0).max(limit.hoursPerWeek))
  .length(7, 'A week has seven days, Monday first.')
  .refine((days) => days.some((share) => share > 0), 'A week needs at least one day with work.');

/** A week for people: `8 8 8 8 4 0 0`, Monday first; `null` for Monday to Friday alike. */
export function spellWeek(week: readonly number[] | null): string | null {
  return week === null ? null : week.join(' ');
}

/** A part that is more than nothing, at most all. */
const Part = z.number().gt(0).max(1);

/** What somebody can do. */
export const Skills = z.array(ShortName).max(limit.skills);

/** Somebody who does work. */
export const Person = z.object({
  id: PersonId,
  name: ShortName,
  hoursPerWeek: HoursPerWeek.nullable(),
  /** `null`: Monday to Friday alike. */
  week: Week.nullable(),
  daysOff: DateSpans,
  /** Part of their hours that goes into planned work rather than meetings and interruptions. */
  focus: Part,
  /** Part of their time that this project has. */
  share: Part,
  skills: Skills,
  /** How many alike there are, each of whom does one thing at a time: 1 for a person, more for a crew or machines. */
  units: z.int().min(1).max(limit.units),
  /** How many issues they want to have in progress at most; `null`: as many as come. */
  wipLimit: z.int().min(1).max(limit.units).nullable(),
});
export type Person = z.infer<typeof Person>;

/** A dated period with a capacity. An issue is in it when its `sprint` is this name. */
export const Sprint = z.object({
  id: SprintId,
  name: ShortName,
  goal: z.string().max(limit.note),
  start: IsoDate,
  finish: IsoDate,
  capacityHours: z.number().min(0).max(limit.hours).nullable(),
  /** What is in it stays in it, and nothing else enters. */
  locked: z.boolean(),
});
export type Sprint = z.infer<typeof Sprint>;

/** A week out of its JSON; `null` for Monday to Friday alike, and for what is no week. */
export function readWeek(json: string | null): number[] | null {
  const read = Week.safeParse(JSON.parse(json ?? 'null'));
  return read.success ? read.data : null;
}

/** Skills out of their JSON; none of what is no list of names. */
export function readSkills(json: string): string[] {
  const read = Skills.safeParse(JSON.parse(json));
  return read.success ? read.data : [];
}
