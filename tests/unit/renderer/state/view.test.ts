import { expect, test } from 'vitest';
import { isReadOnly, searchOf, viewOf } from '#renderer/state/view.ts';
import { momentView, namedView } from '#shared/contract/view.ts';

const views = [momentView(12), namedView('baseline', 'b1'), namedView('scenario', 's1')];

test('a view comes back from the address that names it', () => {
  expect(views.map((view) => viewOf(searchOf(view)))).toEqual(views);
  expect(viewOf(searchOf(null))).toBeNull();
});

test('an address that names no view shows the present', () => {
  expect(['', '?in=', '?in=yesterday', '?in=moment:-1', '?token=x'].map(viewOf)).toEqual([null, null, null, null, null]);
});

test('only the present and scenarios can be changed', () => {
  expect([null, ...views].map(isReadOnly)).toEqual([false, true, true, false]);
});
