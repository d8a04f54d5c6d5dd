// The rest of the sample workspace: what plan files cannot say. Hours for its people and dates for its sprints, so that
// the timeline and the groups show capacity from the first look. Goes through commands like anybody else.
import { type Result, success } from '#shared/base/result.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import type { Connection } from './connection.ts';
import type { Problem } from './problem.ts';

const hoursPerWeek = 30;
const sprintDays = 14;
const dayLength = 86_400_000;

/** Calendar day so many days after another; whole UTC days, so no clock change can shift it. */
function daysAfter(day: IsoDate, days: number): IsoDate {
  return IsoDate.parse(new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10));
}

/** The Monday of the week that holds `day`. */
function mondayOf(day: IsoDate): IsoDate {
  return daysAfter(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
}

/**
 * Gives the people of the workspace 30 hours a week, and its first three sprint names two weeks each from the Monday of
 * this week on. People and sprints that have such data already are left alone.
 */
export async function giveSampleTeam(connection: Pick<Connection, 'query' | 'command'>, today: IsoDate): Promise<Result<null, Problem>> {
  const workspace = await connection.query('workspace', {});
  if (!workspace.ok) return workspace;
  const { people, sprints, sprintNames } = workspace.value.summary;
  for (const person of people) {
    if (person.hoursPerWeek !== null) continue;
    const done = await connection.command('update-person', { personId: person.id, hoursPerWeek });
    if (!done.ok) return done;
  }
  const first = mondayOf(today);
  const undated = sprintNames.filter((name) => sprints.every((sprint) => sprint.name !== name)).slice(0, 3);
  for (const [at, name] of undated.entries()) {
    // Until the Friday of its second week.
    const start = daysAfter(first, at * sprintDays);
    const done = await connection.command('create-sprint', { name, start, finish: daysAfter(start, sprintDays - 3) });
    if (!done.ok) return done;
  }
  return success(null);
}
