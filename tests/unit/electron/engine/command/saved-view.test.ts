import { expect, test } from 'vitest';
import { accepted, openStore } from '#tests/support/open-store.ts';

const views = ({ reader }: ReturnType<typeof openStore>): unknown[] =>
  reader.prepare('SELECT name, text FROM saved_view ORDER BY name').all();

test('a view is saved, changed field by field, deleted, and each of these is taken back', () => {
  const open = openStore();
  const { viewId } = accepted(open.command('save-view', { name: 'Urgent', text: 'priority:P0' }));
  accepted(open.command('update-view', { viewId, text: 'priority:P0,P1' }));
  expect(views(open)).toEqual([{ name: 'Urgent', text: 'priority:P0,P1' }]);
  accepted(open.command('update-view', { viewId, name: 'Hot' }));
  expect(views(open)).toEqual([{ name: 'Hot', text: 'priority:P0,P1' }]);
  accepted(open.command('delete-view', { viewId }));
  expect(views(open)).toEqual([]);
  for (const expected of [
    [{ name: 'Hot', text: 'priority:P0,P1' }],
    [{ name: 'Urgent', text: 'priority:P0,P1' }],
    [{ name: 'Urgent', text: 'priority:P0' }],
    [],
  ]) {
    accepted(open.command('undo', {}));
    expect(views(open)).toEqual(expected);
  }
});

test('a name that is taken, a text that is no search and a view that is not there are refused, and nothing has changed', () => {
  const open = openStore();
  const { viewId } = accepted(open.command('save-view', { name: 'Urgent', text: 'priority:P0' }));
  const { viewId: other } = accepted(open.command('save-view', { name: 'Mine', text: 'assignee:me' }));
  const before = open.log();
  expect(open.command('save-view', { name: 'urgent', text: '' })).toMatchObject({ ok: false, error: { code: 'duplicate', where: 'name' } });
  expect(open.command('update-view', { viewId: other, name: 'Urgent' })).toMatchObject({ ok: false, error: { code: 'duplicate' } });
  expect(open.command('save-view', { name: 'Bad', text: 'status:' })).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  expect(open.command('update-view', { viewId, text: '(' })).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  expect(open.command('delete-view', { viewId: 'none' })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(open.log()).toEqual(before);
});
