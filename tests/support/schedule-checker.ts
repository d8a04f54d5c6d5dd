// Says what is wrong with a schedule, from its input and its printed dates alone. Shares no code with the scheduler:
// days are counted with `Date` in UTC, chains by plain recursion.
import type { Schedule, ScheduleInput, ScheduleInputIssue } from '#shared/schedule/schedule-plan.ts';

const dayStarts = 9 * 60;
const longestDay = 12 * 60;

/** Breaches of the laws of a schedule, one sentence each; empty when it is sound. */
export function scheduleBreaches(input: ScheduleInput, schedule: Schedule): string[] {
  return [
    ...placementBreaches(input, schedule),
    ...precedenceBreaches(input, schedule),
    ...streamBreaches(input, schedule),
    ...totalBreaches(input, schedule),
    ...chainBreaches(input, schedule),
  ];
}

/** Working minutes of a day for somebody of `hoursPerWeek`, of a team that works `teamHours` together. */
function minutesOn(input: ScheduleInput, date: string, hoursPerWeek: number, teamHours: number): number {
  const usual = Math.max(1, Math.round(hoursPerWeek * 12));
  if (date < input.from || isWeekend(date)) return 0;
  const sprints = [...input.sprints].sort((left, right) =>
    left.start + left.finish + left.name < right.start + right.finish + right.name ? -1 : 1,
  );
  const sprint = sprints.find((candidate) => candidate.start <= date && date <= candidate.finish);
  if (sprint === undefined || sprint.capacityHours === null) return usual;
  const days = datesBetween(sprint.start, sprint.finish).filter((day) => !isWeekend(day)).length;
  return Math.floor(usual * Math.min(1, sprint.capacityHours / (days * (teamHours / 5))));
}

function placementBreaches(input: ScheduleInput, schedule: Schedule): string[] {
  const open = input.issues.filter((issue) => issue.open).map((issue) => issue.id);
  const placed = [...schedule.placements.keys()];
  const inSprints = schedule.sprints.flatMap((sprint) => sprint.issueIds);
  return [
    ...(same(open, placed) ? [] : [`Expected ${open.join()} to be placed, found ${placed.join()}.`]),
    ...(same(open, inSprints) ? [] : [`Expected ${open.join()} in sprints, found ${inSprints.join()}.`]),
    ...schedule.sprints.flatMap((sprint) =>
      sprint.issueIds.filter((id) => schedule.placements.get(id)?.sprint !== sprint.name).map((id) => `${id} is not in ${sprint.name}.`),
    ),
    ...(same(
      open.filter((id) => issueOf(input, id).hours === null),
      schedule.unestimated,
    )
      ? []
      : ['Unestimated issues are listed wrongly.']),
  ];
}

function precedenceBreaches(input: ScheduleInput, schedule: Schedule): string[] {
  return keptDependencies(input, schedule).flatMap(({ id, dependsOnId }) => {
    const start = schedule.placements.get(id)?.start ?? '';
    const finish = schedule.placements.get(dependsOnId)?.finish ?? '';
    return finish <= start ? [] : [`${id} starts at ${start}, before ${dependsOnId} finishes at ${finish}.`];
  });
}

/** Each stream does one thing at a time, in its working time, for as long as the issue takes. */
function streamBreaches(input: ScheduleInput, schedule: Schedule): string[] {
  const able = input.people.filter((person) => person.hoursPerWeek !== null);
  const ableIds = new Set(able.map((person) => person.id));
  const open = input.issues.filter((issue) => issue.open);
  const byPerson = open.some((issue) => issue.assigneeId !== null && ableIds.has(issue.assigneeId));
  const streams = byPerson
    ? able.map(({ id, hoursPerWeek }) => ({ id, hours: hoursPerWeek ?? 0 }))
    : [{ id: null, hours: input.hoursPerWeek }];
  const teamHours = streams.reduce((sum, stream) => sum + stream.hours, 0);
  const breaches = open.flatMap((issue) => {
    const by = schedule.placements.get(issue.id)?.personId ?? null;
    if (!streams.some((stream) => stream.id === by)) return [`${issue.id} is done by ${by}, who is no stream.`];
    const own = byPerson && issue.assigneeId !== null && ableIds.has(issue.assigneeId);
    return own && by !== issue.assigneeId ? [`${issue.id} of ${issue.assigneeId} is done by ${by}.`] : [];
  });

  for (const stream of streams) {
    const tasks = open
      .flatMap((issue) => {
        const place = schedule.placements.get(issue.id);
        return place === undefined || place.personId !== stream.id ? [] : [{ issue, place, minutes: minutesOf(issue) }];
      })
      .sort((left, right) => (left.place.start + left.place.finish < right.place.start + right.place.finish ? -1 : 1));
    let free = '';
    for (const { issue, place, minutes } of tasks) {
      for (const instant of [place.start, place.finish]) {
        if (isWeekend(instant.slice(0, 10))) breaches.push(`${issue.id} touches a weekend: ${instant}.`);
        if (
          minutes > 0 &&
          clockOf(instant) - dayStarts > Math.min(longestDay, minutesOn(input, instant.slice(0, 10), stream.hours, teamHours))
        )
          breaches.push(`${issue.id} touches time after the end of the day: ${instant}.`);
        if (clockOf(instant) < dayStarts) breaches.push(`${issue.id} touches time before 09:00: ${instant}.`);
      }
      if (place.start.slice(0, 10) < input.from) breaches.push(`${issue.id} starts before the plan.`);
      if (minutes === 0) {
        if (place.start !== place.finish) breaches.push(`${issue.id} takes time without hours.`);
        continue;
      }
      if (place.start < free) breaches.push(`${issue.id} starts at ${place.start}, while the stream is taken until ${free}.`);
      free = place.finish;
      const worked = workBetween(place.start, place.finish, (date) => minutesOn(input, date, stream.hours, teamHours));
      if (Math.abs(worked.minutes - minutes) > worked.tolerance)
        breaches.push(`${issue.id} takes ${minutes} minutes, found ${worked.minutes}.`);
    }
  }
  return breaches;
}

function totalBreaches(input: ScheduleInput, schedule: Schedule): string[] {
  const breaches: string[] = [];
  const open = input.issues.filter((issue) => issue.open);
  const hours = open.reduce((sum, issue) => sum + minutesOf(issue), 0) / 60;
  const planned = schedule.sprints.reduce((sum, sprint) => sum + sprint.plannedHours, 0);
  const loaded = schedule.load.reduce((sum, week) => sum + week.hours, 0);
  if (Math.abs(planned - hours) > 1e-6) breaches.push(`Sprints hold ${planned} hours of ${hours}.`);
  if (Math.abs(loaded - hours) > 1e-6) breaches.push(`Weeks hold ${loaded} hours of ${hours}.`);
  for (const week of schedule.load) {
    if (week.hours > week.capacityHours + 1e-6)
      breaches.push(`The week of ${week.start} holds ${week.hours} of ${week.capacityHours} hours.`);
  }
  for (const sprint of schedule.sprints) {
    // Days of capacity are rounded to whole minutes.
    const rounding = datesBetween(sprint.start, sprint.finish).length * (input.people.length + 1) * (0.5 / 60);
    if (sprint.plannedHours > sprint.capacityHours + rounding)
      breaches.push(`${sprint.name} holds ${sprint.plannedHours} of ${sprint.capacityHours} hours.`);
  }
  for (const [at, sprint] of schedule.sprints.entries()) {
    const previous = schedule.sprints[at - 1];
    if (previous !== undefined && !input.sprints.some(({ name }) => name === sprint.name) && sprint.start <= previous.finish)
      breaches.push(`${sprint.name} overlaps ${previous.name}.`);
  }
  const finishes = [...schedule.placements.values()].map((place) => place.finish.slice(0, 10));
  const finish = finishes.reduce((latest, date) => (date > latest ? date : latest), schedule.start as string);
  if (finish !== schedule.finish) breaches.push(`Expected the finish ${finish}, found ${schedule.finish}.`);
  const weeks = hours === 0 ? 0 : Math.ceil(datesBetween(schedule.start, schedule.finish).length / 7);
  if (weeks !== schedule.weeks) breaches.push(`Expected ${weeks} weeks, found ${schedule.weeks}.`);
  return breaches;
}

/** The critical path is a chain, none is longer, and slack is what is missing to the longest. */
function chainBreaches(input: ScheduleInput, schedule: Schedule): string[] {
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  for (const { id, dependsOnId } of keptDependencies(input, schedule)) {
    before.set(id, [...(before.get(id) ?? []), dependsOnId]);
    after.set(dependsOnId, [...(after.get(dependsOnId) ?? []), id]);
  }
  const longest = (id: string, neighbours: ReadonlyMap<string, readonly string[]>): number =>
    minutesOf(issueOf(input, id)) + Math.max(0, ...(neighbours.get(id) ?? []).map((other) => longest(other, neighbours)));
  const through = new Map(
    [...schedule.placements.keys()].map((id) => [id, longest(id, before) + longest(id, after) - minutesOf(issueOf(input, id))]),
  );
  const length = Math.max(0, ...through.values());
  const breaches: string[] = [];
  for (const [id, place] of schedule.placements) {
    const slack = (length - (through.get(id) ?? 0)) / 60;
    if (Math.abs(place.slackHours - slack) > 1e-9) breaches.push(`${id} has ${slack} hours of slack, found ${place.slackHours}.`);
    if (place.critical !== (length > 0 && slack === 0)) breaches.push(`${id} is critical: ${place.critical}, with slack ${slack}.`);
  }
  const path = schedule.criticalPath;
  const sum = path.reduce((total, id) => total + minutesOf(issueOf(input, id)), 0);
  if (sum !== length) breaches.push(`The critical path takes ${sum} minutes of ${length}.`);
  for (const [at, id] of path.slice(1).entries()) {
    if (!before.get(id)?.includes(path[at] ?? '')) breaches.push(`${id} does not wait for ${path[at]} on the critical path.`);
  }
  return breaches;
}

/** Dependencies between open issues that the schedule did not set aside. */
function keptDependencies(input: ScheduleInput, schedule: Schedule): { id: string; dependsOnId: string }[] {
  const open = new Set(input.issues.filter((issue) => issue.open).map((issue) => issue.id));
  const setAside = new Set(schedule.setAside.map(({ id, dependsOnId }) => `${id} ${dependsOnId}`));
  return input.issues
    .filter((issue) => issue.open)
    .flatMap((issue) => issue.dependsOn.map((dependsOnId) => ({ id: issue.id, dependsOnId })))
    .filter(({ id, dependsOnId }) => open.has(dependsOnId) && !setAside.has(`${id} ${dependsOnId}`));
}

/** Working minutes between two instants. A squeezed day shows less than a minute of work to the minute, hence the tolerance. */
function workBetween(start: string, finish: string, capacityOn: (date: string) => number): { minutes: number; tolerance: number } {
  let minutes = 0;
  let tolerance = 0;
  for (const date of datesBetween(start.slice(0, 10), finish.slice(0, 10))) {
    const total = capacityOn(date);
    const squeeze = Math.max(1, total / longestDay);
    const from = date === start.slice(0, 10) ? (clockOf(start) - dayStarts) * squeeze : 0;
    const until = date === finish.slice(0, 10) ? (clockOf(finish) - dayStarts) * squeeze : total;
    minutes += Math.max(0, until - from);
    if (squeeze > 1) tolerance = 2 * squeeze;
  }
  return { minutes, tolerance };
}

function minutesOf(issue: ScheduleInputIssue): number {
  return Math.round((issue.hours ?? 0) * 60);
}

function issueOf(input: ScheduleInput, id: string): ScheduleInputIssue {
  const issue = input.issues.find((candidate) => candidate.id === id);
  if (issue === undefined) throw new Error(`Expected an issue ${id}, found none.`);
  return issue;
}

function clockOf(instant: string): number {
  return Number(instant.slice(11, 13)) * 60 + Number(instant.slice(14, 16));
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

/** Every date from `start` to `finish`, both included. */
function datesBetween(start: string, finish: string): string[] {
  const dates: string[] = [];
  for (let time = Date.parse(`${start}T00:00:00Z`); time <= Date.parse(`${finish}T00:00:00Z`); time += 86_400_000) {
    dates.push(new Date(time).toISOString().slice(0, 10));
  }
  return dates;
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return [...left].sort().join('\n') === [...right].sort().join('\n');
}
