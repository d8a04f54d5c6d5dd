// Two people who share a device, and with it its key: what one did is not the other's to take back.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

function person(folder: string, author: string): OpenStore {
  return openStore(folder, join(folder, 'key', 'device.key'), author);
}

test('what somebody else made can be deleted, brought back and deleted again, as often as wanted', () => {
  const folder = temporaryFolder();
  const ada = person(folder, 'Ada');
  ada.importFiles([{ path: '/plans/a.md', text: '# Plan\n\n## Issue #1: First\n\n## Issue #2: Second\n' }]);
  ada.close();
  const bob = person(folder, 'Bob');
  const titles = (): unknown[] => bob.reader.prepare('SELECT title FROM issue ORDER BY rank').pluck().all();
  const id = String(bob.reader.prepare('SELECT id FROM issue ORDER BY rank').pluck().get());
  accepted(bob.command('change-labels', { issueIds: [id], add: ['urgent'], remove: [] }));
  accepted(bob.command('update-issue', { issueId: id, patch: { title: 'Foremost' } }));
  accepted(bob.command('delete-issue', { issueIds: [id] }));
  for (let round = 0; round < 2; round += 1) {
    for (const shown of [
      ['Foremost', 'Second'],
      ['First', 'Second'],
    ]) {
      expect(bob.command('undo', {})).toMatchObject({ ok: true, value: { kept: [] } });
      expect(titles()).toEqual(shown);
    }
    for (const shown of [['Foremost', 'Second'], ['Second']]) {
      expect(bob.command('redo', {})).toMatchObject({ ok: true, value: { kept: [] } });
      expect(titles()).toEqual(shown);
    }
  }
});

test('an import that somebody else on the same device worked on since stays, and says who', () => {
  const folder = temporaryFolder();
  const ada = person(folder, 'Ada');
  ada.importFiles([{ path: '/plans/a.md', text: '# Plan\n\n## Issue #1: First\n\n## Issue #2: Second\n' }]);
  const id = String(ada.reader.prepare('SELECT id FROM issue ORDER BY rank').pluck().get());
  accepted(ada.command('set-priority', { issueIds: [id], priority: 'P3' }));
  ada.close();
  const bob = person(folder, 'Bob');
  accepted(bob.command('set-priority', { issueIds: [id], priority: 'P0' }));
  bob.close();
  const again = person(folder, 'Ada');
  const kept = (): unknown => again.command('undo', {});
  expect(kept()).toMatchObject({ ok: true, value: { kept: [expect.stringContaining('Bob has changed the priority')] } });
  expect(kept()).toMatchObject({ ok: true, value: { kept: [expect.stringContaining('Bob has worked on')] } });
  expect(again.reader.prepare('SELECT count(*) FROM issue').pluck().get()).toBe(2);
});

test('who takes back a change of what somebody else wrote carries it out again', () => {
  const folder = temporaryFolder();
  const ada = person(folder, 'Ada');
  ada.importFiles([{ path: '/plans/a.md', text: '# Plan\n\n## Issue #1: First\n\n## Issue #2: Second\n' }]);
  const ids = ada.reader.prepare<[], { id: string }>('SELECT id FROM issue ORDER BY rank').all();
  const issueIds = ids.map(({ id }) => id);
  accepted(ada.command('set-priority', { issueIds, priority: 'P3' }));
  accepted(ada.command('change-labels', { issueIds, add: ['hull'], remove: [] }));
  ada.close();
  const bob = person(folder, 'Bob');
  const plan = (): unknown => [
    bob.reader.prepare('SELECT id, priority FROM issue ORDER BY id').all(),
    bob.reader.prepare('SELECT issue_id, label FROM issue_label ORDER BY issue_id, label').all(),
  ];
  const steps = [
    ['set-priority', { issueIds, priority: 'P0' }],
    ['change-labels', { issueIds, add: ['mast'], remove: ['hull'] }],
    ['delete-issue', { issueIds: issueIds.slice(0, 1) }],
  ] as const;
  for (const [name, args] of steps) {
    const before = plan();
    accepted(bob.command(name, args));
    const after = plan();
    for (const [side, expected] of [
      ['undo', before],
      ['redo', after],
      ['undo', before],
      ['redo', after],
    ] as const) {
      expect(bob.command(side, {}), `${side} of ${name}`).toMatchObject({ ok: true, value: { kept: [] } });
      expect(plan(), `${side} of ${name}`).toEqual(expected);
    }
  }
});
