// Runs the real engine under power-loss.c and gives the trace of what it did to its disk.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CrashAction, CrashOrder } from '../crash/crash-order.ts';
import { type PowerEvent, readTrace } from './power-trace.ts';

const source = fileURLToPath(new URL('./power-loss.c', import.meta.url));
const engine = fileURLToPath(new URL('../crash/crashing-engine.ts', import.meta.url));

/** Whether this machine can preload a library into a process: Linux with a C compiler. */
export const canRecordPower = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0;

/** Compiles the library into `folder`; gives its path. */
function compilePowerLibrary(folder: string): string {
  const library = join(folder, 'power-loss.so');
  if (existsSync(library)) return library;
  const compiled = spawnSync('cc', ['-Wall', '-Wextra', '-Werror', '-shared', '-fPIC', '-O1', '-o', library, source], { encoding: 'utf8' });
  if (compiled.status !== 0) throw new Error(`power-loss.c does not compile: ${compiled.stderr}`);
  return library;
}

/** What the engine did to the disk. */
export interface PowerRecord {
  /** The folder that was watched; the workspace and the device's key lie in it. */
  readonly root: string;
  readonly events: readonly PowerEvent[];
}

/** Lets the engine carry out `actions` on a new workspace in `folder` and records it. */
export async function recordPower(
  folder: string,
  actions: readonly CrashAction[],
  options: { readonly seed: number; readonly workerUrl?: URL; readonly room?: number },
): Promise<PowerRecord> {
  const root = join(folder, 'disk');
  mkdirSync(root);
  const reportPath = join(folder, 'report');
  const trace = join(folder, 'trace');
  const order: CrashOrder = {
    folder: join(root, 'workspace'),
    dataFolder: join(root, 'data'),
    seed: options.seed,
    actions,
    stays: false,
    reportPath,
    ...(options.workerUrl === undefined ? {} : { workerUrl: options.workerUrl.href }),
  };
  const child = spawn(process.execPath, ['--wasm-wrapper-tiering-budget=1000000000', engine, JSON.stringify(order)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      UV_USE_IO_URING: '0',
      LD_PRELOAD: compilePowerLibrary(folder),
      POWER_WATCH: root,
      POWER_TRACE: trace,
      POWER_MARKS: reportPath,
      ...(options.room === undefined ? {} : { POWER_ROOM: String(options.room) }),
    },
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The recorded engine ended with code ${code}.`);
  return { root, events: readTrace(readFileSync(trace)) };
}
