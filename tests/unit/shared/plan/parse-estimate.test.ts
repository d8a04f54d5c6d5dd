import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Estimate } from '#shared/plan/estimate.ts';
import { hoursPerDay, hoursPerWorkingWeek, parseEstimate } from '#shared/plan/parse-estimate.ts';

const read = (text: string) => {
  const result = parseEstimate(text);
  return result.ok ? result.value && [result.value.optimistic, result.value.likely, result.value.pessimistic] : result.error;
};

describe('parseEstimate', () => {
  it('reads what people type', () => {
    const typed = ['40', '40h', ' 40 H ', '7.5 h', '7,5h', '5d', '2w', '1 day', '~40h', '1 298 h', '1\u202F298 h'];
    expect(typed.map(read)).toEqual([40, 40, 40, 7.5, 7.5, 40, 80, 8, 40, 1298, 1298].map((likely) => [null, likely, null]));
  });

  it('reads ranges, with a unit at either end', () => {
    expect(['32-60h', '32h – 60h', '32 to 60', '4-5d', '40h 32-60', '40 (32–60h)', '5d 4-8d'].map(read)).toEqual([
      [32, 46, 60],
      [32, 46, 60],
      [32, 46, 60],
      [32, 36, 40],
      [32, 40, 60],
      [32, 40, 60],
      [32, 40, 64],
    ]);
  });

  it('reads nothing as no estimate', () => {
    expect(['', '  ', '—', '-', 'none'].map(read)).toEqual([null, null, null, null, null]);
  });

  it('refuses with the forms that it takes', () => {
    expect(read('4o')).toBe('“4o” is not a number. Try 40h, 5d, or 32-60h.');
    expect(read('60-32h')).toBe('A range goes from the smaller to the larger number: try 32-60h.');
    expect(read('70h 32-60')).toBe('The likely 70 h is outside the range 32–60 h. Widen the range or change the number.');
    expect(read('200000')).toBe('An estimate is at most 100000 h; this is 200000 h. Split the work.');
    expect(['-5h', '5m', 'h', '1e9', '5 apples', '40 50'].map((text) => typeof read(text))).toEqual(Array(6).fill('string'));
  });

  it('gives a valid estimate or a sentence, for any text', () => {
    const pieces = fc.array(fc.constantFrom('4', '0', '12', 'h', 'd', 'w', '-', '–', ' ', '.', ',', '(', ')', 'x'), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((all) => all.join('')),
          fc.string(),
        ),
        (text) => {
          const result = parseEstimate(text);
          if (result.ok) expect(result.value === null || Estimate.safeParse(result.value).success).toBe(true);
          else expect(result.error).toMatch(/\.$/);
        },
      ),
    );
  });

  it('reads back what it would be written as', () => {
    const ends = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }));
    fc.assert(
      fc.property(ends, (three) => {
        const [low, likely, high] = three.toSorted((a, b) => a - b);
        expect(read(`${likely} h ${low}–${high}`)).toEqual([low, likely, high]);
        expect(read(`${likely}d`)).toEqual([null, (likely ?? 0) * hoursPerDay, null]);
        expect(read(`${likely}w`)).toEqual([null, (likely ?? 0) * hoursPerWorkingWeek, null]);
      }),
    );
  });
});
