import { expect, test } from 'vitest';
import { z } from 'zod';
import { accepted, openStore } from '#tests/support/open-store.ts';
import { sextant, type CallResult } from '#tests/support/command-line.ts';
import { missingChanges, openSecondDevice } from '#tests/support/second-device.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** A workspace in which Ada and Ben met: in a title, in an issue that was deleted, and in a key. */
function metWorkspace(): string {
  const origin = openStore();
  const { roadmapId = '' } = accepted(origin.command('create-roadmap', { title: 'Plan' }));
  const [first, second] = ['Gate', 'Level'].map((title) => accepted(origin.command('create-issue', { roadmapId, title }))['issueId']);
  origin.close();
  const ben = openSecondDevice(origin.folder, 'Ben');
  const ada = openStore(origin.folder);
  accepted(ada.command('update-issue', { issueId: first, patch: { title: 'Gate of Ada' } }));
  accepted(ben.command('update-issue', { issueId: first, patch: { title: 'Gate of Ben' } }));
  accepted(ada.command('delete-issue', { issueIds: [second] }));
  accepted(ben.command('set-priority', { issueIds: [second], priority: 'P0' }));
  accepted(ada.command('create-issue', { roadmapId, title: 'Of Ada', key: 'X' }));
  accepted(ben.command('create-issue', { roadmapId, title: 'Of Ben', key: 'X' }));
  ada.store.receive(missingChanges(ben, ada));
  ada.close();
  ben.close();
  return ada.folder;
}

/** Calls the command line on a workspace of their own. */
function caller(): (...words: string[]) => Promise<CallResult> {
  const workspace = metWorkspace();
  const home = temporaryFolder();
  return (...words) => sextant(words, { workspace, environment: { HOME: home } });
}

const Listed = z.array(z.object({ kind: z.string(), key: z.string().nullable() }));

test('what people did beside each other is listed with who did what, and how to settle it', async () => {
  const call = caller();
  const { code, output, error } = await call('conflicts');
  expect(code).toBe(0);
  expect(output).toContain('Title of PL-1: ');
  expect(output).toMatch(/ {2}Gate of Ada \(Ada, 2026-01-05 [\d:]+\)/u);
  expect(output).toContain('PL-2 was deleted by Ada while Ben changed its priority.');
  expect(output).toContain('  priority: P0 (Ben, ');
  expect(output).toMatch(/The key X was given to “Of (?:Ada” and “Of Ben|Ben” and “Of Ada)”\./u);
  expect(output).toContain('3 conflicts');
  expect(error).toContain('sextant conflicts choose PL-1 title');
});

test('a choice is made by what a value says or who wrote it; what is meant by nothing or by several is refused and changes nothing', async () => {
  const call = caller();
  expect((await call('conflicts', 'choose', 'PL-1', 'title', 'Cleo')).code).toBe(1);
  expect((await call('conflicts', 'choose', 'PL-1', 'status', 'Done')).code).toBe(1);
  expect((await call('conflicts', 'choose', 'PL-1')).code).toBe(2);
  expect((await call('conflicts', 'chose', 'PL-1', 'title')).code).toBe(2);
  expect((await call('conflicts', 'choose', 'PL-2', 'deletion', 'perhaps')).code).toBe(2);
  const listed = Listed.parse(JSON.parse((await call('conflicts', '--json')).output));
  expect(listed.map(({ kind }) => kind)).toEqual(['value', 'deleted', 'key']);
  expect(await call('conflicts', 'choose', 'PL-1', 'title', 'ben')).toMatchObject({ code: 0, output: 'PL-1: title is Gate of Ben.\n' });
  expect(await call('conflicts', 'choose', 'PL-2', 'deletion', 'restore')).toMatchObject({ code: 0, output: 'Restored PL-2.\n' });
  expect(await call('conflicts', 'choose', 'X (2)', 'key', 'Y')).toMatchObject({
    code: 0,
    output: expect.stringContaining('the key is Y.'),
  });
  expect(await call('conflicts')).toMatchObject({ code: 0, output: 'There are no conflicts.\n' });
});
