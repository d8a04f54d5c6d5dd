import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ListQuery, listQueryOf } from '#renderer/state/list-query.ts';
import { routeOf } from '#renderer/state/navigation.ts';
import { differsFrom, hashOfView, openedView, type RecordNames, viewFields, type ViewFields } from '#renderer/state/saved-view.ts';
import { must } from '#shared/base/must.ts';
import { savedViewQueries } from '#shared/contract/saved-view.ts';
import { SavedViewId } from '#shared/plan/identity.ts';
import { parseSearch } from '#shared/plan/search/parse-search.ts';

const names: RecordNames = {
  roadmaps: new Map([['r1', 'Harbour “release”']]),
  milestones: new Map([['m1', 'M1']]),
  people: new Map([['p1', 'Ines Marten']]),
};
const listOf = (search: string): ListQuery => listQueryOf(routeOf(`#/issues?${search}`));
const fieldsOf = (search: string): ViewFields => must(viewFields(listOf(search), names), 'a list that can be saved');
const viewOf = (fields: ViewFields) => ({ id: SavedViewId.parse('v1'), name: 'Urgent', author: 'Ines Marten', ...fields });

describe('a list as a saved view', () => {
  test('keeps what was typed as it was typed, with the grouping and order that one sees', () => {
    expect(fieldsOf('text=auth%20status:open')).toEqual({ text: 'auth status:open', group: 'roadmap', order: 'readiness' });
    expect(fieldsOf('text=auth&group=none&order=key')).toEqual({ text: 'auth', group: 'none', order: 'key' });
    expect(fieldsOf('roadmap=r1')).toMatchObject({ group: 'milestone' });
  });

  test('says filters in the search language', () => {
    expect(fieldsOf('status=done&priority=P0&priority=&milestone=m1&assignee=p1&assignee=&ready=yes').text).toBe(
      'status:done priority:P0,none milestone:M1 assignee:"Ines Marten",none is:ready',
    );
    expect(fieldsOf('text=a%20OR%20b&label=later').text).toBe('(a OR b*) label:later');
  });

  test('cannot be while a record has no name, or the text is no search', () => {
    expect(viewFields(listOf('roadmap=r2'), names)).toBeNull();
    expect(viewFields(listOf('text=%22open&status=done'), names)).toBeNull();
  });

  test('opened, is the list that was saved: a text that can be read, the same grouping and order, nothing to update', () => {
    const pair = fc.constantFrom(
      ...'text=auth text=a%20OR%20-b text=%22sign%20on%22 roadmap=r1 status=done priority= component=Core%20(new) milestone=m1'.split(' '),
      ...'sprint=none assignee=p1 label=me ready=yes blocked=yes group=none group=label order=key'.split(' '),
    );
    fc.assert(
      fc.property(fc.uniqueArray(pair, { maxLength: 6, selector: (text) => text.split('=')[0] }), (pairs) => {
        const fields = fieldsOf(pairs.join('&'));
        const view = savedViewQueries['saved-view-list'].row.parse(viewOf(fields));
        expect(parseSearch(view.text).ok).toBe(true);
        const opened = listQueryOf(routeOf(hashOfView(view)));
        const now = must(viewFields(opened, names), 'an opened view can be saved');
        expect(now).toEqual(fields);
        expect(differsFrom(view, now)).toBe(false);
      }),
    );
  });
});

describe('an opened view', () => {
  const view = viewOf({ text: ' priority:P0 ', group: null, order: null });

  test('leaves to the list what it does not say', () => {
    expect(hashOfView(view)).toBe('#/issues?view=v1&text=priority%3AP0');
    expect(differsFrom(view, fieldsOf('view=v1&text=priority:P0'))).toBe(false);
  });

  test('is changed by typing, filtering, grouping and sorting', () => {
    for (const search of [
      'text=priority:P1',
      'text=priority:P0&status=done',
      'text=priority:P0&group=none',
      'text=priority:P0&order=key',
    ]) {
      expect(differsFrom(view, fieldsOf(`view=v1&${search}`))).toBe(true);
    }
  });

  test('is known by its id, in the list and on the page of an issue', () => {
    expect(openedView(routeOf('#/issues?view=v1'), [view])).toBe(view);
    expect(openedView(routeOf('#/issue/i1?view=v1'), [view])).toBe(view);
    expect(openedView(routeOf('#/issues?view=v2'), [view])).toBeUndefined();
    expect(openedView(routeOf('#/graph?view=v1'), [view])).toBeUndefined();
  });
});
