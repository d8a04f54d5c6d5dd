import { expect, test } from 'vitest';
import { must } from '#shared/base/must.ts';
import { accepted, openStore } from '#tests/support/open-store.ts';
import { carryAll, teamOf } from '#tests/support/team.ts';

test('a comment that came too late for a deleted issue is lost no longer once it is taken back', () => {
  const [ada, ben] = [openStore(undefined, undefined, 'Ada'), openStore(undefined, undefined, 'Ben')];
  const roadmapId = must(accepted(ada.command('create-roadmap', { title: 'Kiln' }))['roadmapId'], 'an id');
  const issueId = must(accepted(ada.command('create-issue', { roadmapId, title: 'Mix clay' }))['issueId'], 'an id');
  teamOf(ada, [ben]);
  accepted(ben.command('add-comment', { issueId, text: 'Ship it' }));
  accepted(ada.command('delete-issue', { issueIds: [issueId] }));
  carryAll(ada, ben);
  expect(ben.rows()['conflict']).toMatchObject([{ kind: 'deletion' }, { kind: 'edit', field: 'comment', value: '"Ship it"' }]);
  accepted(ben.command('undo', {}));
  expect(ben.rows()['conflict']).toEqual([]);
  const rows = ben.rows();
  ben.store.rebuild();
  expect(ben.rows()).toEqual(rows);
});
