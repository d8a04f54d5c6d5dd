// `npm start`: bundles what is stale and opens Sextant, as a desktop window where there is an Electron binary and in the
// browser where there is none. `npm start -- PLAN.md …` imports these plans first.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron } from './electron-binary.ts';
import { ensurePage } from './page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program in the foreground and ends with its exit code. */
function hand(program: string, args: readonly string[]): void {
  const child = spawn(program, args, { stdio: 'inherit' });
  // Windows tells every program of a console by itself, and there `kill` would leave the child no time to close what is open.
  const passOn = (signal: NodeJS.Signals): boolean => process.platform !== 'win32' && child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => passOn(signal));
  child.on('error', (error) => {
    console.error(`${program} could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}

const wishes = process.argv.slice(2);
await ensurePage();
const electron = wishes.includes('--browser') ? null : await findElectron();
if (electron === null) {
  if (!wishes.includes('--browser')) console.error('There is no Electron binary on this machine, so Sextant opens in the browser.');
  const rest = wishes.filter((wish) => wish !== '--browser');
  hand(process.execPath, [join(root, 'electron/cli/main.ts'), 'serve', '--open', '--sample', ...rest]);
} else {
  const { bundleElectron } = await import('./bundle.ts');
  await bundleElectron();
  hand(electron, [root, '--sample', ...wishes]);
}
