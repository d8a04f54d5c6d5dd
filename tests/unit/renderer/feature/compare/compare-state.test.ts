import { expect, test } from 'vitest';
import { kindsOf, sidesOf, signed, slipText } from '#renderer/feature/compare/compare-state.ts';
import { routeOf } from '#renderer/state/navigation.ts';

test('the address names both sides and what to show; what is no view is the present', () => {
  expect(sidesOf(routeOf('#/compare?from=baseline:b1&to=scenario:s1'))).toEqual({ from: 'baseline:b1', to: 'scenario:s1' });
  expect(sidesOf(routeOf('#/compare?from=tomorrow'))).toEqual({ from: null, to: null });
  expect(kindsOf(routeOf('#/compare?kind=moved&kind=added&kind=odd'))).toEqual(['added', 'moved']);
});

test('slips and differences are said as people say them', () => {
  expect([3, 1, -1, -4, 0, null].map(slipText)).toEqual(['3 days later', '1 day later', '1 day earlier', '4 days earlier', '', '']);
  expect([2, -2, 0].map((amount) => signed(amount, String))).toEqual(['+2', '−2', '±0']);
});
