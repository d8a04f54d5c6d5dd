// `sextant serve` as a process of its own, as it runs on a machine of its own: with its own workspace, data folder and home.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const main = fileURLToPath(new URL('../../electron/cli/main.ts', import.meta.url));

/** A running `sextant serve`. */
export interface ServeProcess {
  /** Sends a signal. */
  signal(signal: NodeJS.Signals): void;
  /** Sends a signal that ends it; gives exit code and signal. */
  end(signal: NodeJS.Signals): Promise<unknown[]>;
  /** What it wrote to stderr so far. */
  complaints(): string;
}

/** Serves the workspace in `folder`/workspace, with data and home in `folder`; resolves when it is open. Killed when the test ends. */
export async function startServe(folder: string): Promise<ServeProcess> {
  const { PATH, SystemRoot, TMPDIR } = process.env;
  const child = spawn(process.execPath, [main, 'serve', '--json', '--workspace', join(folder, 'workspace')], {
    env: { PATH, SystemRoot, TMPDIR, HOME: folder, SEXTANT_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const opened = once(child.stdout, 'data').then(() => true);
  if (!(await Promise.race([opened, once(child, 'close').then(() => false)]))) throw new Error(`It ended before it was open: ${said}`);
  return {
    signal: (signal) => void child.kill(signal),
    async end(signal) {
      const ended = once(child, 'close');
      child.kill(signal);
      return ended;
    },
    complaints: () => said,
  };
}
