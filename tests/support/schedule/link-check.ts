// Whether what waits comes after what it waits for, what was set aside had to be, and the longest chain and all slack are right.
import type { Schedule } from '#shared/schedule/schedule-result.ts';
import { minuteOfText, workedBetween } from './plain-calendar.ts';
import { type KeptLink, keptLinks, minutesOf, type ScheduleFacts } from './schedule-facts.ts';

/** Links that do not hold, and dependencies set aside without need. */
export function linkBreaches(facts: ScheduleFacts, schedule: Schedule): string[] {
  const excused = new Set(schedule.unkept.filter(({ wish }) => wish === 'fixed-start').map(({ id }) => id));
  return [
    ...keptLinks(facts, schedule)
      .filter(({ waiting }) => !(excused.has(waiting) && isFixed(facts, waiting)))
      .flatMap((link) => brokenLink(facts, schedule, link) ?? []),
    ...asideBreaches(facts, schedule),
  ];
}

/** What is wrong with a link; `null` while it holds. */
export function brokenLink(facts: ScheduleFacts, schedule: Schedule, { id, waiting, kind, lagMinutes }: KeptLink): string | null {
  const first = schedule.placements.get(id);
  const second = schedule.placements.get(waiting);
  if (first === undefined || second === undefined) return null;
  const fromStart = kind === 'start-start' || kind === 'start-finish';
  const toStart = kind === 'finish-start' || kind === 'start-start';
  const from = fromStart ? first.start : first.finish;
  const to = toStart ? second.start : second.finish;
  const says = `${waiting} ${toStart ? 'starts' : 'finishes'} at ${to}, and ${id} ${fromStart ? 'starts' : 'finishes'} at ${from}`;
  const [at, until] = [minuteOfText(from), minuteOfText(to)];
  if (lagMinutes >= 0) {
    if (until < at) return `${says}, which has to come first (${kind}).`;
    const { minutes, tolerance } = workedBetween(facts.team, at, until);
    return minutes + tolerance >= lagMinutes ? null : `${says}, ${minutes} minutes before, of ${lagMinutes} (${kind}).`;
  }
  if (until >= at) return null;
  const { minutes, tolerance } = workedBetween(facts.team, until, at);
  return minutes - tolerance <= -lagMinutes ? null : `${says}, ${minutes} minutes later, of ${-lagMinutes} at most (${kind}).`;
}

/** Each dependency that was set aside is one of the input, and part of a cycle of them. */
function asideBreaches(facts: ScheduleFacts, schedule: Schedule): string[] {
  const before = new Map([...facts.open.values()].map((issue) => [issue.id, issue.dependsOn.map(({ id }) => id)]));
  return schedule.setAside.flatMap(({ id, dependsOnId }) => {
    if (!before.get(id)?.includes(dependsOnId)) return [`${id} does not wait for ${dependsOnId}, which was set aside.`];
    return reaches(before, dependsOnId, id) ? [] : [`${id} need not do without waiting for ${dependsOnId}: they are on no cycle.`];
  });
}

/** Whether something waits, directly or not, for something else, or is it. */
export function reaches(before: ReadonlyMap<string, readonly string[]>, id: string, wanted: string): boolean {
  const seen = new Set<string>([id]);
  for (const one of seen) for (const other of before.get(one) ?? []) seen.add(other);
  return seen.has(wanted);
}

/** Links so that each comes after those that enter what it leaves; `null` when they close a cycle (Kahn 1962). */
function inOrder(ids: readonly string[], links: readonly KeptLink[]): KeptLink[] | null {
  const waits = new Map(ids.map((id) => [id, 0]));
  for (const { waiting } of links) waits.set(waiting, (waits.get(waiting) ?? 0) + 1);
  const leaving = Map.groupBy(links, ({ id }) => id);
  const ready = ids.filter((id) => waits.get(id) === 0);
  const ordered: KeptLink[] = [];
  for (const id of ready) {
    for (const link of leaving.get(id) ?? []) {
      ordered.push(link);
      const left = (waits.get(link.waiting) ?? 0) - 1;
      waits.set(link.waiting, left);
      if (left === 0) ready.push(link.waiting);
    }
  }
  return ordered.length === links.length ? ordered : null;
}

/** The critical path is a chain, none is longer, and slack is what is missing to the longest: hours and lags alone, no calendar. */
export function chainBreaches(facts: ScheduleFacts, schedule: Schedule): string[] {
  const links = inOrder([...schedule.placements.keys()], keptLinks(facts, schedule));
  if (links === null) return ['Dependencies that are kept close a cycle.'];
  const minutes = new Map([...schedule.placements.keys()].map((id) => [id, minutesOfId(facts, id)]));
  const gap = ({ id, waiting, kind, lagMinutes }: KeptLink): number =>
    lagMinutes +
    (kind === 'finish-start' || kind === 'finish-finish' ? (minutes.get(id) ?? 0) : 0) -
    (kind === 'finish-finish' || kind === 'start-finish' ? (minutes.get(waiting) ?? 0) : 0);
  const early = new Map([...minutes.keys()].map((id) => [id, 0]));
  for (const link of links) raise(early, link.waiting, (early.get(link.id) ?? 0) + gap(link));
  const length = [...minutes].reduce((most, [id, own]) => Math.max(most, (early.get(id) ?? 0) + own), 0);
  // How long it is from a start to the end of all.
  const rest = new Map(minutes);
  for (const link of links.toReversed()) raise(rest, link.id, (rest.get(link.waiting) ?? 0) + gap(link));

  const breaches: string[] = [];
  for (const [id, place] of schedule.placements) {
    const slack = (length - (early.get(id) ?? 0) - (rest.get(id) ?? 0)) / 60;
    if (Math.abs(place.slackHours - slack) > 1e-9) breaches.push(`${id} has ${slack} hours of slack, found ${place.slackHours}.`);
    if (place.critical !== (length > 0 && slack === 0)) breaches.push(`${id} is critical: ${place.critical}, with slack ${slack}.`);
  }
  const path = schedule.criticalPath;
  if (length === 0) return [...breaches, ...(path.length === 0 ? [] : [`The critical path is ${path.join()} of no work.`])];
  const [first = ''] = path;
  const last = path.at(-1) ?? '';
  if (early.get(first) !== 0) breaches.push(`The critical path begins with ${first}, which can not start at once.`);
  if ((early.get(last) ?? 0) + (minutes.get(last) ?? 0) !== length)
    breaches.push(`The critical path ends with ${last}, before the longest.`);
  for (const [at, id] of path.slice(1).entries()) {
    const before = path[at] ?? '';
    const tight = links.some(
      (link) => link.id === before && link.waiting === id && (early.get(before) ?? 0) + gap(link) === (early.get(id) ?? 0),
    );
    if (!tight) breaches.push(`${id} does not wait for ${before} on the critical path.`);
  }
  return breaches;
}

function raise(times: Map<string, number>, id: string, time: number): void {
  times.set(id, Math.max(time, times.get(id) ?? 0));
}

function isFixed(facts: ScheduleFacts, id: string): boolean {
  return facts.open.get(id)?.fixedStart !== null;
}

function minutesOfId(facts: ScheduleFacts, id: string): number {
  const issue = facts.open.get(id);
  return issue === undefined ? 0 : minutesOf(issue);
}
