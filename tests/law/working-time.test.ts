// Working time, against a list of all minutes of work of some weeks.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonDays, type WorkingDays, WorkingTime } from '#shared/schedule/working-time.ts';

const firstDay = 20_000;
const days = 40;

const someDays: fc.Arbitrary<WorkingDays> = fc.record({
  week: fc.array(fc.constantFrom(0, 60, 240, 480), { minLength: 7, maxLength: 7 }),
  exceptions: fc
    .array(fc.tuple(fc.integer({ min: firstDay - 3, max: firstDay + 20 }), fc.constantFrom(0, 30, 480)))
    .map((pairs) => new Map(pairs)),
  opens: fc.constantFrom(0, 540, 600),
});

/** Every minute of work of the first days, in order. */
function allMinutes({ week, exceptions, opens }: WorkingDays): number[] {
  return Array.from({ length: days }, (_, at) => firstDay + at).flatMap((day) => {
    const monday = (((day + 3) % 7) + 7) % 7;
    return Array.from({ length: exceptions.get(day) ?? week[monday] ?? 0 }, (_, minute) => day * 1440 + opens + minute);
  });
}

test('each minute of work is where it is in the list of all', () => {
  fc.assert(
    fc.property(someDays, fc.nat(), (working, chosen) => {
      const minutes = allMinutes(working);
      const time = new WorkingTime(firstDay, working);
      fc.pre(minutes.length > 0);
      const position = chosen % minutes.length;
      expect(time.startAt(position)).toBe(minutes[position]);
      expect(time.finishAt(position + 1)).toBe((minutes[position] ?? 0) + 1);
      expect(time.positionFrom(minutes[position] ?? 0)).toBe(position);
    }),
  );
});

test('from any moment, work goes on with the first minute of the list that is not before it', () => {
  fc.assert(
    fc.property(someDays, fc.integer({ min: (firstDay - 2) * 1440, max: (firstDay + days - 10) * 1440 }), (working, moment) => {
      const minutes = allMinutes(working);
      const time = new WorkingTime(firstDay, working);
      expect(time.positionFrom(moment)).toBe(minutes.filter((minute) => minute < moment).length);
    }),
  );
});

test('people work together in the minutes in which each of them works', () => {
  fc.assert(
    fc.property(fc.array(someDays, { minLength: 1, maxLength: 3 }), (all) => {
      const lists = all.map((one) => new Set(allMinutes(one)));
      const [first = new Set<number>()] = lists;
      expect(allMinutes(commonDays(all))).toEqual([...first].filter((minute) => lists.every((list) => list.has(minute))));
    }),
  );
});

test('more work in a day than it has minutes is spread over it', () => {
  const team = new WorkingTime(firstDay, { week: [3000, 3000, 3000, 3000, 3000, 0, 0], exceptions: new Map(), opens: 540 });
  for (const position of [0, 1, 1500, 2999, 3000, 7000]) {
    expect(team.positionFrom(team.startAt(position))).toBeLessThanOrEqual(position);
    expect(team.positionFrom(team.startAt(position) + 1)).toBeGreaterThan(position);
    expect(team.finishAt(position + 1)).toBeGreaterThanOrEqual(team.startAt(position));
  }
});

test('who never works has no capacity', () => {
  const never = new WorkingTime(firstDay, { week: [0, 0, 0, 0, 0, 0, 0], exceptions: new Map([[firstDay + 2, 60]]), opens: 540 });
  expect([never.isEndless, never.capacity]).toEqual([false, 60]);
  expect(never.startAt(60)).toBe((firstDay + 2) * 1440 + 600);
});
