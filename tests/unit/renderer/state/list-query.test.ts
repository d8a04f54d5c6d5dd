import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listQueryOf, windowArgs } from '#renderer/state/list-query.ts';
import { routeOf } from '#renderer/state/navigation.ts';
import { queries } from '#shared/contract/query.ts';

describe('the list of an address', () => {
  test('is always a question that the contract takes', () => {
    const name = fc.constantFrom(
      'status',
      'priority',
      'component',
      'milestone',
      'sprint',
      'assignee',
      'label',
      'group',
      'order',
      'ready',
      'roadmap',
    );
    const value = fc.oneof(fc.constantFrom('', 'P0', 'done', 'none', 'yes', 'sprint', 'rank', 'Core'), fc.string({ maxLength: 10 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), fc.nat(10_000), (pairs, offset) => {
        const list = listQueryOf(routeOf(`#/issues?${new URLSearchParams(pairs)}`));
        expect(queries['issue-list'].args.safeParse(windowArgs(list, offset, 100)).success).toBe(true);
      }),
    );
  });

  test('reads several values of a field, an empty one as "none set", and leaves out what cannot be', () => {
    const { filter } = listQueryOf(routeOf('#/issues?priority=P0&priority=&priority=P9&component=Core&component=&status=done'));
    expect(filter.priority).toEqual(['P0', null]);
    expect(filter.component).toEqual(['Core', null]);
    expect(filter.status).toEqual(['done']);
  });

  test('groups by roadmap, one roadmap by milestone, what is ready not at all, and as the address says', () => {
    const groups = [
      '#/issues',
      '#/issues?roadmap=a',
      '#/ready',
      '#/issues?group=sprint',
      '#/issues?group=none',
      '#/issues?group=nonsense',
    ].map((hash) => listQueryOf(routeOf(hash)).group);
    expect(groups).toEqual(['roadmap', 'milestone', null, 'sprint', null, 'roadmap']);
    expect(listQueryOf(routeOf('#/ready')).filter.ready).toBe(true);
  });
});
