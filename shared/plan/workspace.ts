// What a whole workspace shares: capacity, people, dated sprints.
import { z } from 'zod';
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

/** Somebody who does work. */
export const Person = z.object({
  id: PersonId,
  name: ShortName,
  hoursPerWeek: HoursPerWeek.nullable(),
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
});
export type Sprint = z.infer<typeof Sprint>;
