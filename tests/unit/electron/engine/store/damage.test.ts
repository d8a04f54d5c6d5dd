import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEngine } from '#electron/engine/open-engine.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import { damageProblem } from '#electron/engine/store/damage.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

test('a database whose pages are noise is put aside when it is opened, and everything comes back', async () => {
  const folder = temporaryFolder();
  const options = { folder: join(folder, 'workspace'), dataFolder: join(folder, 'data') };
  const first = valueOf(await openEngine(options));
  const { roadmapId } = valueOf(await first.command('create-roadmap', { title: 'Plan' }));
  for (let number = 1; number <= 20; number += 1) {
    valueOf(await first.command('create-issue', { roadmapId, title: `Issue ${number}`, body: 'text '.repeat(200) }));
  }
  const before = valueOf(await first.query('issue-list', { order: 'rank' }));
  await first.close();
  const path = databasePath(options.folder);
  const file = openSync(path, 'r+');
  // All but the first page, which holds the schema.
  writeSync(file, Buffer.alloc(statSync(path).size - 4096, 0xa5), 0, statSync(path).size - 4096, 4096);
  closeSync(file);
  const again = valueOf(await openEngine(options));
  expect(valueOf(await again.query('issue-list', { order: 'rank' }))).toEqual(before);
  const { findings } = valueOf(await again.query('store-status', {})).summary;
  expect(findings).toMatchObject([{ area: 'database', repair: expect.stringContaining('from the journal') }]);
  await again.close();
});

test('damage that a query meets is said with the way out', () => {
  const error = Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' });
  expect(damageProblem('/plans', error)).toMatchObject({
    code: 'storage',
    where: '/plans/workspace.sqlite',
    message: expect.stringContaining('sextant doctor --store --repair'),
  });
  expect(damageProblem('/plans', new Error('something else'))).toBeNull();
});
