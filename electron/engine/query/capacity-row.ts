import { type DateSpan, readSpans } from '#shared/plan/date-span.ts';
import { type Capacity, defaultCapacity, type Person, readSkills, readWeek } from '#shared/plan/workspace.ts';
import type { Reader } from './reader.ts';

/** How the workspace plans; reads `workspace`. */
export function readCapacity(reader: Reader): Capacity {
  const [own] = reader.rows<Capacity>('SELECT hours_per_week AS hoursPerWeek, sprint_weeks AS sprintWeeks FROM workspace WHERE id = 1');
  return own ?? defaultCapacity;
}

/** Days on which nobody works; reads `workspace`. */
export function readHolidays(reader: Reader): DateSpan[] {
  const [own] = reader.rows<{ holidays: string }>('SELECT holidays AS holidays FROM workspace WHERE id = 1');
  return readSpans(own?.holidays ?? '[]');
}

interface PersonColumn extends Omit<Person, 'week' | 'daysOff' | 'skills'> {
  readonly week: string | null;
  readonly daysOff: string;
  readonly skills: string;
}

/** Everybody, by name; reads `person`. */
export function readPeople(reader: Reader): Person[] {
  return reader
    .rows<PersonColumn>(
      `SELECT id AS id, name AS name, hours_per_week AS hoursPerWeek, week AS week, days_off AS daysOff, focus AS focus, share AS share,
         skills AS skills, units AS units, wip_limit AS wipLimit
       FROM person ORDER BY name COLLATE NOCASE, id`,
    )
    .map((row) => ({ ...row, week: readWeek(row.week), daysOff: readSpans(row.daysOff), skills: readSkills(row.skills) }));
}
