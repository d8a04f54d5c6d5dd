// Runs a program, mostly the real engine, under power-loss.c and gives the trace of what it did to its disk.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CrashAction, CrashOrder } from '../crash/crash-order.ts';
import { type PowerEvent, readTrace } from './power-trace.ts';

const source = fileURLToPath(new URL('./power-loss.c', import.meta.url));
const engine = fileURLToPath(new URL('../crash/crashing-engine.ts', import.meta.url));
const keyKeeper = fileURLToPath(new URL('./keep-key.ts', import.meta.url));

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

/** What the process that keeps a device's key is told. */
export interface KeyOrder {
  readonly dataFolder: string;
  readonly reportPath: string;
  /** The key lies in a plain file before it is moved. */
  readonly isPlainFirst: boolean;
}

/** What the program did to the disk. */
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
  const order = (root: string, reportPath: string): CrashOrder => ({
    folder: join(root, 'workspace'),
    dataFolder: join(root, 'data'),
    seed: options.seed,
    actions,
    stays: false,
    reportPath,
    ...(options.workerUrl === undefined ? {} : { workerUrl: options.workerUrl.href }),
  });
  return record(folder, engine, order, options.room);
}

/** Lets a device's key be made and moved into the key store, and records it. */
export async function recordKeyKeeping(folder: string, isPlainFirst: boolean): Promise<PowerRecord> {
  return record(folder, keyKeeper, (root, reportPath): KeyOrder => ({ dataFolder: join(root, 'data'), reportPath, isPlainFirst }));
}

async function record(
  folder: string,
  program: string,
  order: (root: string, reportPath: string) => unknown,
  room?: number,
): Promise<PowerRecord> {
  const root = join(folder, 'disk');
  mkdirSync(root);
  const reportPath = join(folder, 'report');
  const trace = join(folder, 'trace');
  const child = spawn(process.execPath, ['--wasm-wrapper-tiering-budget=1000000000', program, JSON.stringify(order(root, reportPath))], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      UV_USE_IO_URING: '0',
      LD_PRELOAD: compilePowerLibrary(folder),
      POWER_WATCH: root,
      POWER_TRACE: trace,
      POWER_MARKS: reportPath,
      ...(room === undefined ? {} : { POWER_ROOM: String(room) }),
    },
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The recorded program ended with code ${code}.`);
  return { root, events: readTrace(readFileSync(trace)) };
}
