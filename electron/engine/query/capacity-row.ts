import { type Capacity, defaultCapacity, type Person } from '#shared/plan/workspace.ts';
import type { Reader } from './reader.ts';

/** How the workspace plans; reads `workspace`. */
export function readCapacity(reader: Reader): Capacity {
  const [own] = reader.rows<Capacity>('SELECT hours_per_week AS hoursPerWeek, sprint_weeks AS sprintWeeks FROM workspace WHERE id = 1');
  return own ?? defaultCapacity;
}

/** Everybody, by name; reads `person`. */
export function readPeople(reader: Reader): Person[] {
  return reader.rows<Person>('SELECT id AS id, name AS name, hours_per_week AS hoursPerWeek FROM person ORDER BY name COLLATE NOCASE, id');
}
