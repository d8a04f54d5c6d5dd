// The sprint that one most likely wants next.
import type { CommandInput } from '#shared/contract/command.ts';
import { type IsoDate, isoDate } from '#shared/plan/quantity.ts';
import type { Sprint } from '#shared/plan/workspace.ts';

/** Days from the first Monday to the last Friday of a sprint of two weeks. */
const span = 11;

function addDays(date: IsoDate, days: number): IsoDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return isoDate(day.toISOString().slice(0, 10));
}

/** The Monday on or after `date`. */
function mondayFrom(date: IsoDate): IsoDate {
  return addDays(date, (8 - new Date(`${date}T00:00:00Z`).getUTCDay()) % 7);
}

/** Two weeks from the Monday after the last sprint (or from the next Monday), with the next number as its name. */
export function nextSprint(sprints: readonly Pick<Sprint, 'name' | 'finish'>[], today: IsoDate): CommandInput<'create-sprint'> {
  const last = sprints.reduce<IsoDate | null>(
    (latest, sprint) => (latest === null || sprint.finish > latest ? sprint.finish : latest),
    null,
  );
  const start = mondayFrom(last === null ? today : addDays(last, 1));
  const numbers = sprints.map((sprint) => Number(/(\d+)\s*$/.exec(sprint.name)?.[1] ?? 0));
  return { name: `Sprint ${Math.max(0, ...numbers) + 1}`, start, finish: addDays(start, span) };
}
