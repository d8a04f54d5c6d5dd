import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countText, hoursNumber, hoursRange, hoursText, shareText } from '#renderer/sign/hours-text.ts';

describe('hours as text', () => {
  it('has a decimal under ten hours only, thin spaces, a true minus and a dash for nothing', () => {
    expect([0, 0.5, 4, 7.25, 9.96, 12.6, 1298, 1064.4, 1234567, -44].map(hoursNumber)).toEqual([
      '0',
      '0.5',
      '4',
      '7.3',
      '10',
      '13',
      '1\u2009298',
      '1\u2009064',
      '1\u2009234\u2009567',
      '−44',
    ]);
    expect([hoursText(40), hoursText(null)]).toEqual(['40\u00A0h', '—']);
    expect([countText(12000), shareText(0.239)]).toEqual(['12\u2009000', '23.9\u00A0%']);
  });

  it('writes a range with a dash and leaves it out when there is none', () => {
    expect([hoursRange(32, 40, 60), hoursRange(null, 40, 60), hoursRange(null, 40, null)]).toEqual(['32–60', '40–60', '']);
  });

  it('never differs from the amount by more than half of its last place', () => {
    fc.assert(
      fc.property(fc.double({ min: -100_000, max: 100_000, noNaN: true }), (hours) => {
        const shown = Number(hoursNumber(hours).replaceAll('\u2009', '').replace('−', '-'));
        expect(Math.abs(shown - hours)).toBeLessThanOrEqual((Math.abs(hours) < 10 ? 0.05 : 0.5) + 1e-9);
      }),
    );
  });
});
