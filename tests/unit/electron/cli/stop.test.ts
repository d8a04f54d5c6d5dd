import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const main = fileURLToPath(new URL('../../../../electron/cli/main.ts', import.meta.url));
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Serves a new workspace, sends the signals with a pause after each, and tells how it ended and what it left. */
async function stopped(signals: readonly NodeJS.Signals[], between: number): Promise<{ end: unknown[]; files: string[] }> {
  const folder = temporaryFolder();
  const workspace = join(folder, 'workspace');
  const child = spawn(process.execPath, [main, 'serve', '--json', '--workspace', workspace], {
    env: { ...process.env, SEXTANT_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  // Printed before it waits for the signal; one turn of the event loop apart.
  await pause(200);
  const ended = once(child, 'exit');
  for (const signal of signals) {
    child.kill(signal);
    await pause(between);
  }
  return { end: await ended, files: readdirSync(workspace).toSorted() };
}

/** What a workspace holds that was closed in order: everything folded into the database, no note of a socket. */
const closed = ['journal.bin', 'lock.sqlite', 'workspace.sqlite'];

// Windows has no signals to send.
if (process.platform !== 'win32') {
  test('Ctrl+C closes the workspace and ends well', async () => {
    expect(await stopped(['SIGINT'], 0)).toEqual({ end: [0, null], files: closed });
  });

  // A terminal sends Ctrl+C to every program of the line, and `npm start` passes it on twice more. A late one may meet a
  // process that has closed everything and is just ending, so only what was left on disk is looked at.
  test.each([0, 5, 20])('signals that come %i ms apart do not cut the closing off', async (between) => {
    expect((await stopped(['SIGINT', 'SIGINT', 'SIGTERM'], between)).files).toEqual(closed);
  });
}
