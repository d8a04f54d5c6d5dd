import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { planArguments, takeLink, takeWorkspace } from '#electron/main/plan-argument.ts';

test('files are what is neither the program nor a flag, once each, absolute', () => {
  const given = ['/opt/sextant', '--no-sandbox', 'PLAN.md', '', './PLAN.md', '/tmp/other.md'];
  expect(planArguments(given, 1, '/home/ada')).toEqual([resolve('/home/ada/PLAN.md'), resolve('/tmp/other.md')]);
  expect(planArguments(['electron', 'main.mjs'], 2, '/home/ada')).toEqual([]);
});

test('the workspace is taken out of the arguments in both spellings', () => {
  const expected = { workspace: resolve('/home/ada/plan'), rest: ['sextant', 'PLAN.md'] };
  expect(takeWorkspace(['sextant', '--workspace', 'plan', 'PLAN.md'], '/home/ada')).toEqual(expected);
  expect(takeWorkspace(['sextant', '--workspace=plan', 'PLAN.md'], '/home/ada')).toEqual(expected);
  expect(takeWorkspace(['sextant', 'PLAN.md'], '/home/ada')).toEqual({ workspace: null, rest: ['sextant', 'PLAN.md'] });
});

test('a link is taken out of the arguments, in any case, and is no file', () => {
  expect(takeLink(['sextant', '--', 'Sextant://join/a', 'PLAN.md'])).toEqual({
    link: 'Sextant://join/a',
    rest: ['sextant', '--', 'PLAN.md'],
  });
  expect(takeLink(['sextant', 'sextant.md'])).toEqual({ link: null, rest: ['sextant', 'sextant.md'] });
});
