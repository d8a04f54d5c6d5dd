// Why an issue starts when it starts. A schedule places everything as early as it can, so what is in the way is what ends just before a
// start, over nights and days off: that is looked for in the schedule itself, and nothing has to be remembered of how it was made.
import { must } from '#shared/base/must.ts';
import { dateOf, dayOf } from '../calendar-day.ts';
import { parseMoment } from '../local-time.ts';
import type { LocalTime, ScheduleInput, ScheduleInputIssue, ScheduleLink } from '../schedule-input.ts';
import type { Hindrance, Placement, Schedule } from '../schedule-result.ts';
import type { PlanClock } from './plan-clock.ts';

/** Something in the way, and from when on it no longer is. */
export interface Cause {
  readonly hindrance: Hindrance;
  /** The issue could start then, as far as this is concerned. */
  readonly free: LocalTime;
}

const isLater = (one: LocalTime, other: LocalTime): boolean => one > other;

/** Finds causes in one schedule. */
export class StartCauses {
  readonly #input: ScheduleInput;
  readonly #schedule: Schedule;
  readonly #clock: PlanClock;
  readonly #issues: ReadonlyMap<string, ScheduleInputIssue>;
  /** Issues by who does them, by finish; under `''` those of the team as one. */
  readonly #work: ReadonlyMap<string, readonly (readonly [id: string, placement: Placement])[]>;
  readonly #setAside: ReadonlySet<string>;

  constructor(input: ScheduleInput, schedule: Schedule, clock: PlanClock) {
    this.#input = input;
    this.#schedule = schedule;
    this.#clock = clock;
    this.#issues = new Map(input.issues.map((issue) => [issue.id, issue]));
    this.#setAside = new Set(schedule.setAside.map(({ id, dependsOnId }) => `${id} ${dependsOnId}`));
    const work = new Map<string, [string, Placement][]>();
    for (const [id, placement] of schedule.placements) {
      // What takes no time is in nobody's way.
      if (placement.start === placement.finish) continue;
      const who = placement.by.length === 0 ? [''] : placement.by.map(({ personId }) => personId);
      for (const personId of who) {
        const among = work.get(personId);
        if (among === undefined) work.set(personId, [[id, placement]]);
        else among.push([id, placement]);
      }
    }
    for (const among of work.values()) among.sort(([, one], [, other]) => (one.finish < other.finish ? -1 : 1));
    this.#work = work;
  }

  /**
   * What keeps a placed issue from starting earlier, what lets go of it last first. The first one is the reason of its start; where several let go
   * at the same time, all of them are, and what it waits for comes before who is busy.
   */
  of(id: string): readonly Cause[] {
    const issue = must(this.#issues.get(id), `the issue ${id}`);
    const placement = must(this.#schedule.placements.get(id), `the placement of ${id}`);
    if (issue.fixedStart !== null) return [{ hindrance: { kind: 'fixed' }, free: placement.start }];
    const people = workersOf(issue, placement);
    const beginning = this.#clock.workFrom(people, `${this.#input.from}T00:00`);
    const causes: Cause[] = [{ hindrance: { kind: 'start' }, free: beginning }];
    for (const link of issue.dependsOn) causes.push(...this.#waitsFor(issue, link, placement));
    if (issue.notBefore !== null) {
      const free = this.#clock.workFrom(people, `${issue.notBefore}T00:00`);
      causes.push({ hindrance: { kind: 'not-before', date: issue.notBefore }, free });
    }
    if (placement.start !== placement.finish) causes.push(...this.#busy(issue, placement));
    const wished = this.#input.sprints.find(({ name }) => name === issue.wishedSprint);
    if (wished?.locked === true && wished.start <= wished.finish) {
      const free = this.#clock.workFrom(people, `${wished.start}T00:00`);
      causes.push({ hindrance: { kind: 'sprint-begins', sprint: wished.name, date: wished.start }, free });
    }
    for (const { name, start, finish, locked } of this.#input.sprints) {
      if (!locked || name === issue.wishedSprint) continue;
      const free = this.#clock.workFrom(people, `${dateOf(dayOf(finish) + 1)}T00:00`);
      causes.push({ hindrance: { kind: 'locked-out', sprint: name, span: { first: start, last: finish } }, free });
    }
    // Whoever is away just before the start is in the way longer than what ended before they left.
    const latest = causes.reduce((last, { free }) => (isLater(free, last) && !isLater(free, placement.start) ? free : last), beginning);
    if (isLater(placement.start, latest) && placement.start !== placement.finish) {
      const span = this.#clock.away(people, latest, placement.start);
      if (span !== null) causes.push({ hindrance: { kind: 'away', personIds: people, span }, free: placement.start });
    }
    return causes
      .map((cause, turn) => ({ cause, turn }))
      .filter(({ cause }) => !isLater(cause.free, placement.start))
      .sort((one, other) =>
        one.cause.free === other.cause.free
          ? rank(one.cause) - rank(other.cause) || one.turn - other.turn
          : one.cause.free > other.cause.free
            ? -1
            : 1,
      )
      .map(({ cause }) => cause);
  }

  #waitsFor(issue: ScheduleInputIssue, { id: forId, kind, lagMinutes }: ScheduleLink, placement: Placement): Cause[] {
    const other = this.#schedule.placements.get(forId);
    // Done, or left out because it would have closed a cycle.
    if (other === undefined || this.#setAside.has(`${issue.id} ${forId}`)) return [];
    const from = kind === 'finish-start' || kind === 'finish-finish' ? other.finish : other.start;
    const until = this.#clock.later(from, lagMinutes);
    const people = workersOf(issue, placement);
    const isOfStart = kind === 'finish-start' || kind === 'start-start';
    const possible = this.#clock.workFrom(people, until);
    // A link of its finish holds its start exactly when it could not be finished a minute of work earlier.
    const holds = parseMoment(placement.finish) <= parseMoment(possible) + 1;
    const free = isOfStart ? possible : holds ? placement.start : `${this.#input.from}T00:00`;
    return [{ hindrance: { kind: 'waits', forId, until }, free }];
  }

  /** For each who does it, what they finish last before it. */
  #busy(issue: ScheduleInputIssue, placement: Placement): Cause[] {
    const people = workersOf(issue, placement);
    const who = placement.by.length === 0 ? [''] : placement.by.map(({ personId }) => personId);
    return who.flatMap((personId) => {
      const before = this.#lastBefore(personId, issue.id, placement.start);
      if (before === null) return [];
      const [withId, { finish }] = before;
      const personIds = personId === '' ? [] : [personId];
      return [{ hindrance: { kind: 'busy' as const, personIds, withId, until: finish }, free: this.#clock.workFrom(people, finish) }];
    });
  }

  #lastBefore(personId: string, id: string, start: LocalTime): readonly [string, Placement] | null {
    const among = this.#work.get(personId) ?? [];
    let low = 0;
    let high = among.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (must(among[middle], 'a placement')[1].finish <= start) low = middle + 1;
      else high = middle;
    }
    const found = among[low - 1];
    return found === undefined || found[0] === id ? null : found;
  }
}

/** Whose working time an issue goes by; what lasts a fixed time goes by that of the plan. */
function workersOf(issue: ScheduleInputIssue, placement: Placement): readonly string[] {
  return issue.fixedDuration ? [] : placement.by.map(({ personId }) => personId);
}

/** Of causes that let go at the same time, what people would name first. */
function rank({ hindrance }: Cause): number {
  return ['fixed', 'waits', 'not-before', 'busy', 'away', 'locked-out', 'full', 'sprint-begins', 'too-long', 'start'].indexOf(
    hindrance.kind,
  );
}
