import { describe, expect, test } from 'vitest';
import { agoText, clockTime, exactTime, sayDay, sayTime } from '#renderer/sign/time-text.ts';

const today = '2026-11-20';
type Parts = [number, number, number, number, number];
const iso = (...parts: Parts): string => new Date(...parts).toISOString();

describe('times', () => {
  test('are said as on the day itself', () => {
    const at = (...parts: Parts) => sayTime(iso(...parts), today);
    expect(at(2026, 10, 20, 9, 52)).toBe('today 09:52');
    expect(at(2026, 10, 19, 23, 59)).toBe('yesterday 23:59');
    expect(at(2026, 10, 17, 17, 20)).toBe('Tue 17:20');
    expect(at(2026, 10, 9, 8, 0)).toBe('9 Nov');
    expect(at(2025, 10, 9, 8, 0)).toBe('9 Nov 2025');
    expect(sayTime('not a time', today)).toBe('not a time');
  });

  test('have a day, a clock time, and a second', () => {
    expect(sayDay(iso(2026, 10, 20, 0, 1), today)).toBe('Today');
    expect(sayDay(iso(2026, 10, 19, 23, 59), today)).toBe('Yesterday');
    expect(sayDay(iso(2026, 10, 17, 17, 20), today)).toBe('Tuesday 17 Nov');
    expect(sayDay(iso(2024, 1, 29, 17, 20), today)).toBe('Thursday 29 Feb 2024');
    expect(clockTime(iso(2026, 10, 20, 9, 5))).toBe('09:05');
    expect(exactTime(new Date(2026, 10, 20, 9, 5, 7).toISOString())).toBe('Fri 20 Nov 2026, 09:05:07');
  });

  test('are so and so long ago', () => {
    const now = Date.UTC(2026, 10, 20, 12);
    const ago = (seconds: number) => agoText(new Date(now - seconds * 1000).toISOString(), now);
    expect([-60, 0, 59, 60, 3599, 3600, 86_399, 86_400].map(ago)).toEqual([
      'just now',
      'just now',
      'just now',
      '1 min ago',
      '59 min ago',
      '1 h ago',
      '23 h ago',
      '1 day ago',
    ]);
    expect([13, 20, 90, 800].map((days) => ago(days * 86_400))).toEqual(['13 days ago', '2 weeks ago', '2 months ago', '2 years ago']);
  });
});
