import { expect, test } from 'vitest';
import { fakeConnection } from '#renderer/connection/fake.ts';
import type { PageConnection } from '#renderer/connection/page-connection.ts';
import { hashInScope, routeOf } from '#renderer/state/navigation.ts';
import { isPast, pageIn, viewOf } from '#renderer/state/view.ts';
import { failure } from '#shared/base/result.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import { momentView, namedView } from '#shared/contract/view.ts';

/** A page whose connection says which view it was asked in. */
function viewedPage(): { page: PageConnection; asked: string[] } {
  const asked: string[] = [];
  const fake = fakeConnection({ queries: {} });
  const connection: Connection = {
    ...fake.connection,
    in: (view) => ({
      ...fake.connection,
      command: async (name) => {
        asked.push(`${view ?? 'now'} ${name}`);
        return failure(problem('read-only', 'This is the plan as it was.'));
      },
    }),
  };
  return { page: { ...fake, connection }, asked };
}

test('the address names the view; what is none is the present', () => {
  expect(viewOf(routeOf('#/issues?in=moment:12'))).toBe('moment:12');
  expect(viewOf(routeOf('#/graph?roadmap=r1&in=scenario%3As1'))).toBe('scenario:s1');
  for (const none of ['#/issues', '#/issues?in=', '#/issues?in=yesterday', '#/issues?in=moment:-1', '#/issues?in=moment:1.5']) {
    expect(viewOf(routeOf(none))).toBeNull();
  }
});

test('going to another place stays in the view', () => {
  const route = routeOf('#/issues?roadmap=r1&status=done&in=baseline:b1');
  expect(viewOf(routeOf(hashInScope('timeline', route)))).toBe('baseline:b1');
});

test('everything that the page asks and changes goes to the view', async () => {
  const { page, asked } = viewedPage();
  expect(pageIn(page, null)).toBe(page);
  const viewed = pageIn(page, momentView(12));
  expect(await viewed.connection.command('undo', {})).toMatchObject({ ok: false, error: { code: 'read-only' } });
  expect(asked).toEqual(['moment:12 undo']);
  expect(viewed.link()).toBe(page.link());
});

test('a scenario can be changed, a past cannot', () => {
  expect([null, namedView('scenario', 's'), namedView('baseline', 'b'), momentView(1)].map(isPast)).toEqual([false, false, true, true]);
});
