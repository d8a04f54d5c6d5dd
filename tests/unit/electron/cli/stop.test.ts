import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const main = fileURLToPath(new URL('../../../../electron/cli/main.ts', import.meta.url));

// A terminal sends Ctrl+C to every program of the line, and `npm start` passes it on twice more.
test.skipIf(process.platform === 'win32')('Ctrl+C that arrives several times at once still closes the workspace in order', async () => {
  const folder = temporaryFolder();
  const workspace = join(folder, 'workspace');
  const child = spawn(process.execPath, [main, 'serve', '--json', '--workspace', workspace], {
    env: { ...process.env, SEXTANT_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  // Printed before it waits for the signal; one turn of the event loop apart.
  await new Promise((resolve) => setTimeout(resolve, 200));
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(readdirSync(workspace).toSorted()).toEqual(['journal.bin', 'lock.sqlite', 'workspace.sqlite']);
});
