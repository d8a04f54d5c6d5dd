import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEngine } from '#electron/engine/open-engine.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

test('damage in the database is said with the way out, and that way out brings everything back', async () => {
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
  const damaged = await openEngine(options);
  const advice = { ok: false, error: { code: 'storage', where: path, message: expect.stringContaining('made anew from journal.bin') } };
  if (damaged.ok) {
    expect(await damaged.value.query('issue-list', {})).toMatchObject(advice);
    expect(await damaged.value.command('create-roadmap', { title: 'Lost?' })).toMatchObject(advice);
    await damaged.value.close();
  } else expect(damaged).toMatchObject(advice);
  for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true });
  const again = valueOf(await openEngine(options));
  expect(valueOf(await again.query('issue-list', { order: 'rank' }))).toEqual(before);
  await again.close();
});
