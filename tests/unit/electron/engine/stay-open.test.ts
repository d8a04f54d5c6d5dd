import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { stayOpen } from '#electron/engine/stay-open.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const main = fileURLToPath(new URL('../../../../electron/cli/main.ts', import.meta.url));

test('who opened the workspace is told nothing when it closes it itself', async () => {
  const folder = temporaryFolder();
  const lost = vi.fn<(reason: Problem) => void>();
  const options = { folder: join(folder, 'workspace'), dataFolder: join(folder, 'data') };
  const own = valueOf(await stayOpen(options, lost));
  // A second host reaches the first one's engine, and sees what it does.
  const guest = valueOf(await stayOpen(options, () => {}));
  expect((await own.command('rename-workspace', { name: 'Harbour' })).ok).toBe(true);
  expect(valueOf(await guest.query('workspace', {})).summary.name).toBe('Harbour');
  await guest.close();
  await own.close();
  expect(lost).not.toHaveBeenCalled();
});

test('who reached the engine of another process is told when that one ends, and can then open the workspace itself', async () => {
  const folder = temporaryFolder();
  const workspace = join(folder, 'workspace');
  const environment = { ...process.env, SEXTANT_DATA: join(folder, 'data') };
  const other = spawn(process.execPath, [main, 'serve', '--json', '--workspace', workspace], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(other.stdout, 'data');
  const lost = Promise.withResolvers<Problem>();
  const options = { folder: workspace, dataFolder: join(folder, 'data') };
  const guest = valueOf(await stayOpen(options, lost.resolve));
  expect((await guest.command('rename-workspace', { name: 'Harbour' })).ok).toBe(true);
  other.kill('SIGKILL');
  expect((await lost.promise).code).toBe('unavailable');
  const own = valueOf(await stayOpen(options, () => {}));
  expect(valueOf(await own.query('workspace', {})).summary.name).toBe('Harbour');
  await own.close();
});
