// Whether what has no place can have none, and whether exactly those wishes, days and fixed starts are listed that do not hold.
import type { ScheduleInput, ScheduleInputIssue } from '#shared/schedule/schedule-input.ts';
import type { Hindrance, Placement, Schedule, Unkept } from '#shared/schedule/schedule-result.ts';
import { brokenLink, reaches } from './link-check.ts';
import { candidateIds, canBeServed } from './need-check.ts';
import { dayOfMinute, dayOfText, isWorked, minuteOfText } from './plain-calendar.ts';
import { type KeptLink, keptLinks, minutesOf, type ScheduleFacts } from './schedule-facts.ts';

/** Issues that are in no list or in two, and reasons for having no place that are none. */
export function unplacedBreaches(facts: ScheduleFacts, schedule: Schedule): string[] {
  const reasons = new Map(schedule.unplaced.map(({ id, because }) => [id, because]));
  const breaches: string[] = [];
  for (const id of facts.open.keys()) {
    if (schedule.placements.has(id) === reasons.has(id))
      breaches.push(`${id} is ${reasons.has(id) ? 'both placed and' : 'neither placed nor'} left out.`);
  }
  for (const id of [...schedule.placements.keys(), ...reasons.keys()]) {
    if (!facts.open.has(id)) breaches.push(`${id} is in the schedule, and no open issue.`);
  }
  const aside = new Set(schedule.setAside.map(({ id, dependsOnId }) => `${id} ${dependsOnId}`));
  const before = new Map([...facts.open.values()].map((issue) => [issue.id, issue.dependsOn.map((link) => link.id)]));
  for (const [id, issue] of facts.open) {
    const because = reasons.get(id);
    const lost = issue.dependsOn.find((link) => reasons.has(link.id) && !aside.has(`${id} ${link.id}`));
    if (because === undefined) {
      if (lost !== undefined) breaches.push(`${id} is placed, and waits for ${lost.id}, which is not.`);
    } else if (because.kind === 'waits') {
      if (!before.get(id)?.includes(because.forId) || !reasons.has(because.forId))
        breaches.push(`${id} does not wait for ${because.forId} in vain.`);
    } else if (because.kind === 'nobody') {
      if (canBeServed(facts, issue)) breaches.push(`${id} has no place for want of people, and there are some.`);
      if (because.found >= because.wanted)
        breaches.push(`${id} wants ${because.wanted}, and has no place though there are ${because.found}.`);
    } else if (because.kind === 'cycle') {
      const isCycle =
        because.ids.includes(id) &&
        because.ids.every((one) => before.get(one)?.some((other) => because.ids.includes(other) && reaches(before, other, one)));
      if (!isCycle) breaches.push(`${id} has no place for a cycle of ${because.ids.join()}, which is none.`);
    } else if (canBeServed(facts, issue) && hasTime(facts, issue)) {
      breaches.push(`${id} has no place for want of time, and there is enough.`);
    }
  }
  return breaches;
}

/** Whether somebody, or some people together where there are few, go on working for ever, so that everything fits some day. */
function hasTime(facts: ScheduleFacts, issue: ScheduleInputIssue): boolean {
  if (issue.fixedStart !== null) return false;
  const wanted = issue.needs.reduce((sum, { count }) => sum + count, 0);
  const far = dayOfText('2100-01-04');
  const weekly = (id: string): number =>
    Array.from({ length: 7 }, (_, at) => facts.calendarOf(id)(far + at).minutes).reduce((sum, minutes) => sum + minutes, 0);
  const enough = minutesOf(issue) / 500;
  if (!facts.byPerson || issue.fixedDuration) return false;
  return wanted <= 1 && [...candidateIds(facts, issue)].some((id) => weekly(id) > enough);
}

/** Wishes, days and fixed starts that do not hold and are not listed, and those that hold and are. */
export function unkeptBreaches(input: ScheduleInput, facts: ScheduleFacts, schedule: Schedule): string[] {
  const listed = new Map(schedule.unkept.map((one) => [`${one.id} ${one.wish}`, one]));
  const breaches: string[] = [];
  if (listed.size < schedule.unkept.length) breaches.push('Something that does not hold is listed twice.');
  for (const [key, one] of listed) {
    if (!schedule.placements.has(one.id)) breaches.push(`${key} is listed as not kept, and ${one.id} has no place.`);
    breaches.push(...hindranceBreaches(facts, schedule, one));
  }
  const entering = Map.groupBy(keptLinks(facts, schedule), ({ waiting }) => waiting);
  for (const [id, place] of schedule.placements) {
    const issue = facts.open.get(id);
    if (issue === undefined) continue;
    for (const { wish, wanted, holds } of wishesOf(input, facts, schedule, issue, place, entering.get(id) ?? [])) {
      const found = listed.get(`${id} ${wish}`);
      if (holds === false && found === undefined)
        breaches.push(`${id} has its ${wish} ${wanted} not kept (${place.start} to ${place.finish}), which is not listed.`);
      if (holds === true && found !== undefined)
        breaches.push(`${id} has its ${wish} ${wanted} kept (${place.start} to ${place.finish}), and is listed.`);
      if (found !== undefined && found.wanted !== wanted) breaches.push(`${id} has the ${wish} ${wanted}, found ${found.wanted}.`);
      listed.delete(`${id} ${wish}`);
    }
  }
  return [...breaches, ...[...listed.keys()].map((key) => `${key} is listed as not kept, and was not asked for.`)];
}

interface Wish {
  readonly wish: Unkept['wish'];
  readonly wanted: string;
  /** `null`: a matter of view. */
  readonly holds: boolean | null;
}

function wishesOf(
  input: ScheduleInput,
  facts: ScheduleFacts,
  schedule: Schedule,
  issue: ScheduleInputIssue,
  place: Placement,
  entering: readonly KeptLink[],
): Wish[] {
  const wishes: Wish[] = [];
  const [first, last] = [place.start.slice(0, 10), place.finish.slice(0, 10)];
  const target = input.milestones.find(({ id }) => id === issue.milestoneId)?.target ?? null;
  if (issue.deadline !== null) wishes.push({ wish: 'deadline', wanted: issue.deadline, holds: last <= issue.deadline });
  if (target !== null) wishes.push({ wish: 'target', wanted: target, holds: last <= target });
  const dated = input.sprints.find(({ name, start, finish }) => name === issue.wishedSprint && start <= finish);
  const period = dated ?? schedule.sprints.find(({ name }) => name === issue.wishedSprint);
  if (dated?.locked === true) {
    wishes.push({ wish: 'locked-sprint', wanted: dated.name, holds: dated.start <= first && last <= dated.finish });
  } else if (period !== undefined) {
    wishes.push({ wish: 'sprint', wanted: period.name, holds: last <= period.finish || place.sprint === period.name });
  }
  if (issue.fixedStart !== null) {
    wishes.push({ wish: 'fixed-start', wanted: issue.fixedStart, holds: fixedHolds(input, facts, schedule, issue, place, entering) });
  }
  return wishes;
}

/** Whether nothing speaks against a start that is fixed; `null` where it is a matter of view. */
function fixedHolds(
  input: ScheduleInput,
  facts: ScheduleFacts,
  schedule: Schedule,
  issue: ScheduleInputIssue,
  place: Placement,
  entering: readonly KeptLink[],
): boolean | null {
  const day = place.start.slice(0, 10);
  if (entering.some((link) => brokenLink(facts, schedule, link) !== null)) return false;
  if (issue.notBefore !== null && day < issue.notBefore) return false;
  if (minutesOf(issue) === 0) return day < input.from ? null : true;
  const start = minuteOfText(place.start);
  const locked = facts.sprintOn(dayOfMinute(start));
  const calendar = facts.calendarFor(issue, place);
  const isOffDuty = calendar(dayOfMinute(start)).shortened || !isWorked(calendar, start, 'start');
  if (isOffDuty || !issue.splits || locked?.locked === true) return null;
  const others = [...schedule.placements].filter(
    ([id, other]) => id !== issue.id && sharesPeople(facts, place, other) && other.start < place.finish && place.start < other.finish,
  );
  return others.every(([id]) => facts.open.get(id)?.fixedStart === null) ? true : null;
}

function sharesPeople(facts: ScheduleFacts, one: Placement, other: Placement): boolean {
  return !facts.byPerson || one.by.some(({ personId }) => other.by.some((with_) => with_.personId === personId));
}

/** What is said to be in the way has to be there. */
function hindranceBreaches(facts: ScheduleFacts, schedule: Schedule, { id, wish, because }: Unkept): string[] {
  const issue = facts.open.get(id);
  const wrong = (why: string): string[] => [`${id} has its ${wish} not kept ${why}`];
  return issue === undefined ? [] : hindranceFault(facts, schedule, issue, because).flatMap(wrong);
}

function hindranceFault(facts: ScheduleFacts, schedule: Schedule, issue: ScheduleInputIssue, because: Hindrance): string[] {
  if (because.kind === 'waits')
    return issue.dependsOn.some(({ id }) => id === because.forId) ? [] : [`for ${because.forId}, for which it does not wait.`];
  if (because.kind === 'not-before') return issue.notBefore === because.date ? [] : [`for ${because.date}, and may start before.`];
  if (because.kind === 'away') return because.span.first <= because.span.last ? [] : ['for a time that ends before it begins.'];
  if (because.kind !== 'busy') return [];
  const other = schedule.placements.get(because.withId);
  if (other === undefined || because.withId === issue.id) return [`for ${because.withId}, which is not at work.`];
  return because.personIds.every((id) => other.by.some(({ personId }) => personId === id))
    ? []
    : [`for ${because.withId}, which ${because.personIds.join()} do not do.`];
}
