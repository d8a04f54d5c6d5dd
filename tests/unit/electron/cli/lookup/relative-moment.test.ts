import { expect, test } from 'vitest';
import { relativeMoment } from '#electron/cli/lookup/relative-moment.ts';

const now = new Date(2026, 2, 2, 0, 30);

test.each([
  ['today', '2026-03-02'],
  ['Yesterday', '2026-03-01'],
  ['2 days ago', '2026-02-28'],
  ['2d', '2026-02-28'],
  ['1w', '2026-02-23'],
  ['3 weeks ago', '2026-02-09'],
  ['2h ago', new Date(2026, 2, 1, 22, 30).toISOString()],
  ['90min', new Date(2026, 2, 1, 23, 0).toISOString()],
  ['0h', now.toISOString()],
])('%s is %s', (text, moment) => {
  expect(relativeMoment(text, now)).toBe(moment);
});

test.each(['', 'ago', 'kick-off', '2 fortnights ago', '-2d', '2.5h', 'day', '123456d', 'h2'])('"%s" counts nothing back', (text) => {
  expect(relativeMoment(text, now)).toBeNull();
});

test('a day back is a day of the calendar, also where clocks were changed', () => {
  for (let day = 1; day <= 400; day += 1) {
    const at = new Date(2026, 0, day, 23, 59);
    const before = new Date(2026, 0, day - 1, 12);
    expect(relativeMoment('yesterday', at)).toBe(relativeMoment('today', before));
  }
});
