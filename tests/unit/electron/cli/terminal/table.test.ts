import fc from 'fast-check';
import { expect, test } from 'vitest';
import { painter } from '#electron/cli/terminal/paint.ts';
import { countText, estimateText, hoursText, percentText } from '#electron/cli/terminal/quantity.ts';
import { type Cell, table } from '#electron/cli/terminal/table.ts';
import { textWidth } from '#electron/cli/terminal/text-width.ts';
import { hours } from '#shared/plan/quantity.ts';

const plain = painter(false, {});
const columns = [{ head: 'Key' }, { head: 'Hours', align: 'right' }, { head: 'Title', flexible: true }, { head: 'Never' }] as const;

test('columns are aligned by what people see, and a column without a value is left out', () => {
  const rows: Cell[][] = [
    ['#1', '40 h', '計画', ''],
    [{ text: '#12', tone: 'critical' }, '8 h', 'Write', ''],
  ];
  expect(table(columns, rows, plain, null)).toBe('Key  Hours  Title\n#1    40 h  計画\n#12    8 h  Write');
});

test('on a terminal no line is wider than it, whatever the titles are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { minLength: 1, maxLength: 5 }), (titles) => {
      const rows = titles.map((title, index) => [`#${index}`, '1 h', title, '']);
      for (const line of table(columns, rows, plain, 40).split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(40);
    }),
  );
});

test('colours are for terminals, and not there when NO_COLOR is set', () => {
  expect(painter(true, {})('ready', 'x')).toBe('\u001B[32mx\u001B[39m');
  for (const paint of [painter(false, {}), painter(true, { NO_COLOR: '1' }), painter(true, { TERM: 'dumb' })])
    expect(paint('ready', 'x')).toBe('x');
});

test('quantities in words', () => {
  expect([hoursText(0), hoursText(7.55), hoursText(9.96), hoursText(40.4), hoursText(1298)]).toEqual([
    '0 h',
    '7.6 h',
    '10 h',
    '40 h',
    '1\u2009298 h',
  ]);
  expect(estimateText(null)).toBe('');
  expect(estimateText({ likely: hours(40), optimistic: hours(32), pessimistic: hours(60) })).toBe('40 h (32–60)');
  expect([percentText(0), percentText(0.004), percentText(0.826)]).toEqual(['0 %', '<1 %', '83 %']);
  expect([countText(1, 'issue'), countText(2, 'issue')]).toEqual(['1 issue', '2 issues']);
});
