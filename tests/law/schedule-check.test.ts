// The checker finds what is spoilt: no part of a sound schedule can be changed for the worse without a word.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScheduleInput } from '#shared/schedule/schedule-input.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import type { Placement, Schedule } from '#shared/schedule/schedule-result.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';
import { scheduleInput } from '#tests/support/schedule/input-arbitrary.ts';

/** Changes one part of a schedule for the worse; `null` where there is nothing of the kind. */
type Spoil = (schedule: Schedule, chosen: number, input: ScheduleInput) => Schedule | null;

/** Days that a sprint shortens, or that have more work than minutes, are rounded: there a minute proves nothing. */
const exactInput = scheduleInput().map((input) => ({ ...input, hoursPerWeek: Math.min(60, input.hoursPerWeek), sprints: [] }));

function pick<T>(all: readonly T[], chosen: number): T | undefined {
  return all[chosen % Math.max(1, all.length)];
}

/** Changes one of those placements for which there is a change. */
function placed(change: (place: Placement, id: string, schedule: Schedule, input: ScheduleInput) => Partial<Placement> | null): Spoil {
  return (schedule, chosen, input) => {
    const changed = [...schedule.placements].flatMap(([id, place]): [string, Placement][] => {
      const other = change(place, id, schedule, input);
      return other === null ? [] : [[id, { ...place, ...other }]];
    });
    const entry = pick(changed, chosen);
    return entry === undefined ? null : { ...schedule, placements: new Map([...schedule.placements, entry]) };
  };
}

function later(time: string, minutes: number): string {
  return new Date(Date.parse(`${time}Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

function takesTime({ start, finish }: Placement): boolean {
  return start < finish;
}

const ways: Record<string, Spoil> = {
  'a finish a minute late': placed((place) => (takesTime(place) ? { finish: later(place.finish, 1) } : null)),
  'a finish a minute early': placed((place) => (takesTime(place) ? { finish: later(place.finish, -1) } : null)),
  'a start a minute early': placed((place) => (takesTime(place) ? { start: later(place.start, -1) } : null)),
  'a start a minute late, of what is fixed': placed((place, id, _, { issues }) =>
    issues.some((issue) => issue.id === id && issue.fixedStart !== null)
      ? { start: later(place.start, 1), finish: later(place.finish, 1) }
      : null,
  ),
  'a start in the year before': placed((place, id, _, { issues }) =>
    issues.some((issue) => issue.id === id && issue.fixedStart === null) ? { start: later(place.start, -525_600) } : null,
  ),
  'two works of one person at the same time': placed((place, id, { placements }, { people }) => {
    if (!takesTime(place)) return null;
    const other = [...placements].find(([otherId, { by, finish }]) => {
      const [only] = by;
      return (
        otherId < id &&
        finish <= place.start &&
        only !== undefined &&
        people.some((one) => one.id === only.personId && one.units === only.units)
      );
    });
    return other === undefined ? null : { start: other[1].start, finish: other[1].finish, by: other[1].by };
  }),
  'nobody who does it': placed(({ by }) => (by.length > 0 ? { by: by.slice(1) } : null)),
  'one too many': placed(({ by }) => (by.length > 0 ? { by: by.map((one) => ({ ...one, units: one.units + 1 })) } : null)),
  'somebody unknown': placed(({ by }) => (by.length > 0 ? { by: [{ personId: 'stranger', units: 1 }, ...by.slice(1)] } : null)),
  'a wrong slack': placed(({ slackHours }) => ({ slackHours: slackHours + 1 })),
  'a wrong mark': placed(({ critical }) => ({ critical: !critical })),
  'an issue dropped': (schedule, chosen) => {
    const id = pick([...schedule.placements.keys()], chosen);
    return id === undefined ? null : { ...schedule, placements: new Map([...schedule.placements].filter(([key]) => key !== id)) };
  },
  'something not kept dropped': (schedule, chosen) => {
    const dropped = pick(
      schedule.unkept.filter(({ wish, because }) => wish !== 'fixed-start' || because.kind === 'waits'),
      chosen,
    );
    return dropped === undefined ? null : { ...schedule, unkept: schedule.unkept.filter((one) => one !== dropped) };
  },
  'something kept listed': (schedule, chosen, { issues }) => {
    const issue = pick(
      issues.filter(
        ({ id, deadline, open }) => open && deadline !== null && (schedule.placements.get(id)?.finish.slice(0, 10) ?? '~') <= deadline,
      ),
      chosen,
    );
    if (issue === undefined) return null;
    const { id, deadline } = issue;
    return {
      ...schedule,
      unkept: [...schedule.unkept, { id, wish: 'deadline', wanted: deadline ?? '', got: null, because: { kind: 'start' } }],
    };
  },
  'a reason dropped': (schedule, chosen) => {
    const dropped = pick(schedule.unplaced, chosen);
    return dropped === undefined ? null : { ...schedule, unplaced: schedule.unplaced.filter((one) => one !== dropped) };
  },
  'another hour in a week': (schedule, chosen) => {
    const week = pick(schedule.load, chosen);
    return week === undefined
      ? null
      : { ...schedule, load: schedule.load.map((one) => (one === week ? { ...one, hours: one.hours + 1 } : one)) };
  },
  'a critical path that goes on elsewhere': ({ criticalPath, ...schedule }) =>
    criticalPath.length === 0 ? null : { ...schedule, criticalPath: [...criticalPath, 'stranger'] },
};

test.each(Object.entries(ways))('%s is found', (_, spoil) => {
  let found = 0;
  fc.assert(
    fc.property(exactInput, fc.nat(), (input, chosen) => {
      const schedule = spoil(schedulePlan(input), chosen, input);
      fc.pre(schedule !== null);
      if (schedule !== null) expect(scheduleBreaches(input, schedule)).not.toEqual([]);
      found += 1;
    }),
    { numRuns: 100 },
  );
  expect(found).toBe(100);
});
