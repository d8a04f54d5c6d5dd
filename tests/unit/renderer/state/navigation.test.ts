import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf, hashOfList, places, routeOf, scopeOf } from '#renderer/state/navigation.ts';

const search = fc
  .array(fc.tuple(fc.constantFrom('roadmap', 'status', 'sprint', 'group'), fc.string({ maxLength: 12 })), { maxLength: 6 })
  .map((pairs) => new URLSearchParams(pairs));

describe('addresses', () => {
  test('read back what was written, for every place, id and parameter', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
        search,
        (place, text, params) => {
          const id = place === 'issue' || place === 'roadmap' ? text : null;
          const route = routeOf(hashOf(place, id, params));
          expect(route.place).toBe(place);
          expect(route.id).toBe(id);
          expect(route.search.toString()).toBe(params.toString());
        },
      ),
    );
  });

  test('that are not known lead to the list of issues, whatever they are', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const route = routeOf(`#/${text}`);
        expect(places).toContain(route.place);
        expect(route.id === null).toBe(route.place !== 'issue' && route.place !== 'roadmap');
      }),
    );
    expect(routeOf('').place).toBe('issues');
    expect(routeOf('#/issue').place).toBe('issues');
  });

  test('keep only ids that can be ids in the scope', () => {
    expect(scopeOf(routeOf('#/graph?roadmap=r-1&roadmap=a%20b&roadmap=r_2'))).toEqual(['r-1', 'r_2']);
  });

  test('lead back from an issue to the list that it was opened from', () => {
    expect(hashOfList(routeOf('#/issue/i1?sprint=Sprint+2&at=7'))).toBe('#/issues?sprint=Sprint+2');
    expect(hashOfList(routeOf('#/issue/i1?ready=yes&at=0'))).toBe('#/ready');
  });
});
