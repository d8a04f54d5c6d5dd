// The command line as people run it: a process of its own, with its own streams, exit code and data folder.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../build/sextant.mjs', import.meta.url));

/** What one process of `sextant` left behind. */
export interface ProcessResult {
  readonly code: number | null;
  readonly output: string;
  readonly error: string;
}

/** Runs `sextant` with these arguments and answers what came of it. */
export type Sextant = (...args: readonly string[]) => Promise<ProcessResult>;

/**
 * A `sextant` that keeps everything below `folder`: its workspace `name`, its data, its home.
 *
 * Only what a process needs is passed on from the environment, so that colour settings of the test runner do not count.
 */
export function sextantIn(folder: string, name = 'workspace', cwd = folder): Sextant {
  return (...args) => runSextant([...args, '--workspace', join(folder, name)], folder, cwd);
}

/** Runs `sextant` with exactly these arguments; data and home are below `folder`. */
export function runSextant(args: readonly string[], folder: string, cwd = folder): Promise<ProcessResult> {
  const { PATH, SystemRoot, TMPDIR } = process.env;
  const environment = { PATH, SystemRoot, TMPDIR, HOME: folder, SEXTANT_DATA: join(folder, 'data') };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    const error: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => error.push(bytes));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: utf8(output), error: utf8(error) }));
  });
}

/** Joins before decoding, because a character may lie across two pieces; bytes that are not UTF-8 fail the test. */
function utf8(pieces: readonly Buffer[]): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(pieces));
}
