import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openEngine } from '#electron/engine/open-engine.ts';
import { careForStore } from '#electron/engine/store-care.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

test('a workspace without a backup gets one and is checked, by itself', async () => {
  const root = temporaryFolder();
  const engine = valueOf(await openEngine({ folder: join(root, 'workspace'), dataFolder: join(root, 'data') }));
  onTestFinished(() => engine.close());
  const asked: string[] = [];
  const checked = Promise.withResolvers<void>();
  const end = careForStore(
    {
      run: async (name, args, control) => {
        asked.push(name);
        const answer = await engine.run(name, args, control);
        if (name === 'check-store') checked.resolve();
        return answer;
      },
    },
    engine.folder,
    { first: 1, again: 1 },
  );
  // A timer that keeps no process alive needs something that does.
  const alive = setInterval(() => {}, 1000);
  await checked.promise;
  clearInterval(alive);
  end();
  expect(asked).toEqual(['create-backup', 'check-store']);
  const { backups, lastCheck, findings } = valueOf(await engine.query('store-status', {})).summary;
  expect([backups.length, lastCheck === null, findings]).toEqual([1, false, []]);
});
