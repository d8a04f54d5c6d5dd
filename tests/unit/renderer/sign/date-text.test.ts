import { describe, expect, it } from 'vitest';
import { dateRange, dateSentence, dateText } from '#renderer/sign/date-text.ts';

const today = '2026-11-20';
const plain = (text: string) => text.replaceAll('\u00A0', ' ');

describe('days as text', () => {
  it('leaves the year out in this quarter and the next', () => {
    expect(['2026-10-01', '2027-03-12', '2027-04-01', '2026-09-30', '2025-11-20'].map((day) => plain(dateText(day, today)))).toEqual([
      '1 Oct',
      '12 Mar',
      '1 Apr 2027',
      '30 Sep 2026',
      '20 Nov 2025',
    ]);
  });

  it('joins two days, naming a shared month once', () => {
    expect(plain(dateRange('2026-11-16', '2026-11-27', today))).toBe('16–27 Nov');
    expect(plain(dateRange('2026-11-30', '2026-12-11', today))).toBe('30 Nov–11 Dec');
  });

  it('names the weekday in sentences', () => {
    expect(plain(dateSentence('2026-11-20', today))).toBe('Friday 20 Nov');
  });
});
