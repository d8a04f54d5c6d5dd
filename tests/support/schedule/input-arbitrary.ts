// Random plans to be scheduled, in all their variety, sound or not. Dates are days from the first one, so that a failing plan shrinks
// field by field.
import fc from 'fast-check';
import { type IsoDate, isoDate } from '#shared/plan/quantity.ts';
import type {
  DateSpan,
  ScheduleInput,
  ScheduleInputIssue,
  ScheduleInputPerson,
  ScheduleInputSprint,
  ScheduleLink,
  ScheduleNeed,
} from '#shared/schedule/schedule-input.ts';

/** What a random plan may hold. */
export interface InputBounds {
  /** Most issues; 12 unless told. */
  readonly issues?: number;
  /** How issues may wait for each other: any way, also in cycles, unless told. */
  readonly shape?: Shape;
  /** Whether the team is one: no issue names anybody or a skill. */
  readonly asOne?: boolean;
  /** Whether starts may be fixed, sprints locked, and fields left at odds; they may unless told. */
  readonly isCalm?: boolean;
}

type Shape = 'any' | 'forward' | 'serial' | 'parallel' | 'apart';

const peopleIds = ['ada', 'ben', 'cleo', 'dov'] as const;
const skills = ['design', 'engine', 'words'] as const;
const sprintNames = ['Sprint 1', 'Sprint 2', 'Alpha', 'Beta'] as const;
const milestoneIds = ['first', 'second'] as const;

/** Just before clocks are put forward and back, a leap day, ends of years, and any other time. */
const firstDays = ['2026-03-02', '2026-03-27', '2026-10-23', '2028-02-25', '2026-12-28', '2025-12-20', '2027-02-26'].map(
  (date) => Date.parse(`${date}T00:00Z`) / 86_400_000,
);

const offset = fc.integer({ min: -6, max: 50 });
const span = fc.record({ first: offset, days: fc.integer({ min: 0, max: 9 }) });
const spans = fc.array(span, { maxLength: 2 });
const rarely = <T>(value: fc.Arbitrary<T>, times = 5): fc.Arbitrary<T | null> => fc.option(value, { freq: times }).map((one) => one);
/** `null` in most cases. */
const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.tuple(fc.integer({ min: 0, max: 5 }), value).map(([chance, one]) => (chance === 5 ? one : null));

const hours = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 0.25, 1 / 3, 120) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 30, noNaN: true }) },
);

const week = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom([1, 1, 1, 1, 1, 1, 1], [1, 1, 0, 1, 1, 0, 0], [0, 0, 0, 0, 0, 1, 1], [8, 8, 8, 8, 4, 0, 0]) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 7, maxLength: 7 }) },
);

const person = fc.record({
  id: fc.constantFrom(...peopleIds),
  hoursPerWeek: rarely(fc.integer({ min: 0, max: 45 })),
  week,
  daysOff: spans,
  share: fc.constantFrom(1, 1, 1, 0.8, 0.5, 0.1),
  skills: fc.uniqueArray(fc.constantFrom(...skills), { maxLength: 2 }),
  units: fc.constantFrom(1, 1, 1, 2, 3),
  isAlwaysThere: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 9),
});

const sprint = fc.record({
  name: fc.constantFrom(...sprintNames),
  start: offset,
  days: fc.integer({ min: -1, max: 20 }),
  capacityHours: fc.option(fc.integer({ min: 0, max: 80 })),
  locked: fc.integer({ min: 0, max: 4 }).map((chance) => chance === 4),
});

const need: fc.Arbitrary<ScheduleNeed> = fc.record({
  anyOf: fc.uniqueArray(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom<string>(...peopleIds) }, { weight: 1, arbitrary: fc.constant('nobody') }),
    { maxLength: 2 },
  ),
  skill: fc.option(fc.constantFrom<string>(...skills), { freq: 2 }),
  count: fc.constantFrom(1, 1, 1, 1, 2, 3),
});

const link = fc.record({
  to: fc.integer({ min: 0, max: 14 }),
  kind: fc.constantFrom<ScheduleLink['kind']>('finish-start', 'finish-start', 'start-start', 'finish-finish', 'start-finish'),
  lagMinutes: fc.constantFrom(0, 0, 0, 60, 480, 2400, -1, -240, -3000),
});

const issue = fc.record({
  hours: rarely(hours),
  open: fc.integer({ min: 0, max: 6 }).map((chance) => chance < 6),
  priority: fc.integer({ min: 0, max: 4 }),
  rank: fc.constantFrom('a', 'b', 'c'),
  needs: fc.array(need, { maxLength: 2 }),
  wishedSprint: seldom(fc.constantFrom<string>(...sprintNames, 'Sprint 3', 'later')),
  links: fc.array(link, { maxLength: 3 }),
  notBefore: seldom(offset),
  deadline: seldom(offset),
  fixed: seldom(fc.record({ day: offset, minute: fc.constantFrom(540, 600, 727, 0, 1200) })),
  splits: fc.integer({ min: 0, max: 4 }).map((chance) => chance < 4),
  isFixedDuration: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 5),
  milestoneId: fc.option(fc.constantFrom<string>(...milestoneIds), { freq: 1 }),
});

type PlainIssue = typeof issue extends fc.Arbitrary<infer T> ? T : never;

/** Any plan. */
export function scheduleInput(bounds: InputBounds = {}): fc.Arbitrary<ScheduleInput> {
  const { issues: most = 12, asOne = false, isCalm = false } = bounds;
  return fc
    .record({
      from: fc.oneof(fc.constantFrom(...firstDays), fc.integer({ min: 20_400, max: 21_200 })),
      hoursPerWeek: fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: 1, max: 60 }) },
        { weight: 1, arbitrary: fc.oneof(fc.integer({ min: 61, max: 400 }), fc.double({ min: 0.5, max: 60, noNaN: true })) },
      ),
      sprintWeeks: fc.integer({ min: 1, max: 4 }),
      holidays: spans,
      sprints: fc.uniqueArray(sprint, { selector: ({ name }) => name, maxLength: 3 }),
      people: fc.uniqueArray(person, { selector: ({ id }) => id, maxLength: 4 }),
      targets: fc.tuple(...milestoneIds.map(() => fc.option(offset))),
      shape:
        bounds.shape === undefined ? fc.constantFrom<Shape>('forward', 'any', 'serial', 'parallel', 'apart') : fc.constant(bounds.shape),
      effort: fc.constantFrom('some', 'some', 'some', 'some', 'some', 'some', 'none'),
      issues: fc.array(issue, { maxLength: most }),
    })
    .map(({ from, targets, shape, effort, ...plain }): ScheduleInput => {
      const date = (days: number): IsoDate => isoDate(new Date((from + days) * 86_400_000).toISOString().slice(0, 10));
      const dates = (all: readonly { first: number; days: number }[]): DateSpan[] =>
        all.map(({ first, days }) => ({ first: date(first), last: date(first + days) }));
      return {
        from: date(0),
        hoursPerWeek: plain.hoursPerWeek,
        sprintWeeks: plain.sprintWeeks,
        holidays: dates(plain.holidays),
        sprints: plain.sprints.map(({ name, start, days, capacityHours, locked }): ScheduleInputSprint => ({
          name,
          start: date(start),
          finish: date(start + days),
          capacityHours,
          locked: locked && !isCalm,
        })),
        people: plain.people.map(({ isAlwaysThere, daysOff, ...one }): ScheduleInputPerson => {
          const there = isAlwaysThere ? { hoursPerWeek: 168, week: [1, 1, 1, 1, 1, 1, 1], share: 1 } : {};
          return { ...one, week: possible(one.week, one.hoursPerWeek), name: one.id, daysOff: dates(daysOff), ...there };
        }),
        milestones: milestoneIds.map((id, at) => {
          const target = targets[at] ?? null;
          return { id, name: id, target: target === null ? null : date(target) };
        }),
        issues: plain.issues.map((one, at): ScheduleInputIssue => {
          const { links, fixed, isFixedDuration, notBefore, deadline, needs, ...rest } = one;
          return {
            ...rest,
            id: `issue-${at}`,
            hours: effort === 'none' ? (rest.hours === null ? null : 0) : rest.hours,
            fixedDuration: isFixedDuration,
            needs: asOne ? [] : needs,
            dependsOn: linksOf(links, at, shape, plain.issues.length),
            notBefore: notBefore === null ? null : date(notBefore),
            deadline: deadline === null ? null : date(deadline),
            fixedStart: fixed === null || isCalm ? null : `${date(fixed.day)}T${clock(fixed.minute)}`,
          };
        }),
      };
    });
}

/** Nobody works for more than twelve hours of a day. */
function possible(shares: readonly number[] | null, hoursPerWeek: number | null): readonly number[] | null {
  const sum = shares?.reduce((total, part) => total + part, 0) ?? 0;
  return shares?.some((part) => part * (hoursPerWeek ?? 0) > 12 * sum) === true ? null : shares;
}

/** What an issue waits for; each other one at most once. */
function linksOf(links: PlainIssue['links'], at: number, shape: Shape, count: number): ScheduleLink[] {
  const plain = links.map(({ to, kind, lagMinutes }) => ({ id: `issue-${to}`, to, kind, lagMinutes }));
  const half = Math.floor(count / 2);
  const kept = {
    any: plain,
    forward: plain.filter(({ to }) => to < at),
    serial: at === 0 ? [] : [{ ...(plain[0] ?? { kind: 'finish-start' as const, lagMinutes: 0 }), id: `issue-${at - 1}`, to: at - 1 }],
    parallel: [],
    apart: plain.filter(({ to }) => to < at && to < half === at < half),
  }[shape];
  return [...new Map(kept.map(({ to, ...one }) => [to, one])).values()];
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The same plan with everything listed in another order. */
export function turned(input: ScheduleInput): ScheduleInput {
  return {
    ...input,
    holidays: input.holidays.toReversed(),
    sprints: input.sprints.toReversed(),
    milestones: input.milestones.toReversed(),
    people: input.people.toReversed().map((one) => ({ ...one, daysOff: one.daysOff.toReversed(), skills: one.skills.toReversed() })),
    issues: input.issues.toReversed().map((one) => ({
      ...one,
      dependsOn: one.dependsOn.toReversed(),
      needs: one.needs.map((each) => ({ ...each, anyOf: each.anyOf.toReversed() })),
    })),
  };
}

/** Small plans in whole hours, with nothing fixed, full or on a cycle: what can be tried in all ways. */
export function smallInput(most: number, anyLinks: boolean): fc.Arbitrary<ScheduleInput> {
  const whole = (hoursAWeek: number): number => 5 * Math.max(2, Math.round(hoursAWeek / 5));
  return scheduleInput({ issues: most, shape: 'forward', isCalm: true }).map((input) => ({
    ...input,
    hoursPerWeek: Math.min(50, whole(input.hoursPerWeek)),
    sprints: [],
    people: input.people.map((one) => ({
      ...one,
      hoursPerWeek: one.hoursPerWeek === null ? null : Math.min(50, whole(one.hoursPerWeek)),
      week: null,
      share: 1,
    })),
    issues: input.issues.map((one) => ({
      ...one,
      hours: 1 + (Math.floor(one.hours ?? 0) % 12),
      notBefore: one.notBefore === null ? null : input.from,
      splits: one.splits || one.fixedDuration,
      needs: one.needs.map((each) => ({ ...each, count: 1 })),
      dependsOn: one.dependsOn.map((each) => ({
        ...each,
        kind: anyLinks || each.kind.endsWith('-start') ? each.kind : 'finish-start',
        lagMinutes: 60 * Math.round((anyLinks ? each.lagMinutes : Math.max(0, each.lagMinutes)) / 240),
      })),
    })),
  }));
}
