import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryTree } from '#tests/support/temporary-folder.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

// Stands for npm, which needs a network: notes what it was asked for and does what an installation would.
const npm = `
const fs = require('node:fs');
fs.appendFileSync('npm-calls.txt', process.argv.slice(2).join(' ') + '\\n');
if (process.argv[2] === 'ci') {
  fs.mkdirSync('node_modules', { recursive: true });
  fs.writeFileSync('node_modules/.package-lock.json', '{}');
}
if (process.argv[2] === 'rebuild') {
  fs.mkdirSync('node_modules/node/bin', { recursive: true });
  fs.symlinkSync(${JSON.stringify(process.execPath)}, 'node_modules/node/bin/' + (process.platform === 'win32' ? 'node.exe' : 'node'));
}
`;

const program = `process.stdout.write(JSON.stringify(process.argv.slice(2))); process.exit(Number(process.argv[2] ?? 0));`;

function clone(): string {
  const root = temporaryTree({ 'package.json': '{"type":"module"}', 'package-lock.json': '{}', 'npm.cjs': npm, 'program.mjs': program });
  mkdirSync(join(root, 'build'));
  copyFileSync(join(repository, 'build/bootstrap.mjs'), join(root, 'build/bootstrap.mjs'));
  return root;
}

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly npmCalls: string[];
}

function start(root: string, args: readonly string[] = ['program.mjs', '0'], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const child = spawn(process.execPath, ['build/bootstrap.mjs', ...args], {
    cwd: root,
    env: { ...process.env, npm_execpath: join(root, 'npm.cjs'), ...environment },
  });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const calls = join(root, 'npm-calls.txt');
      resolve({ code, stdout, npmCalls: existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [] });
    });
  });
}

describe('the set-up of a clone', () => {
  it('installs a fresh clone without install scripts, then the pinned Node alone', async () => {
    const { code, stdout, npmCalls } = await start(clone());
    expect(code).toBe(0);
    expect(stdout).toBe('["0"]');
    expect(npmCalls.map((call) => call.split(' --')[0])).toEqual(['ci', 'rebuild node']);
    expect(npmCalls[0]).toContain('--ignore-scripts');
  });

  it('installs nothing the second time, even when the lockfile was touched', async () => {
    const root = clone();
    await start(root);
    utimesSync(join(root, 'package-lock.json'), new Date(Date.now() + 60_000), new Date(Date.now() + 60_000));
    expect((await start(root)).npmCalls).toHaveLength(2);
  });

  it('installs again when the lockfile says something else', async () => {
    const root = clone();
    await start(root);
    writeFileSync(join(root, 'package-lock.json'), '{"changed":true}');
    expect((await start(root)).npmCalls).toHaveLength(3);
  });

  it('trusts an installation by hand that is newer than the lockfile, and no older one', async () => {
    const root = clone();
    mkdirSync(join(root, 'node_modules/node/bin'), { recursive: true });
    symlinkSync(process.execPath, join(root, 'node_modules/node/bin/node'));
    writeFileSync(join(root, 'node_modules/.package-lock.json'), '{}');
    expect((await start(root)).npmCalls).toEqual([]);
    utimesSync(join(root, 'node_modules/.package-lock.json'), new Date(0), new Date(0));
    expect((await start(root)).npmCalls).toHaveLength(1);
  });

  it('hands on arguments and the exit code', async () => {
    const { code, stdout } = await start(clone(), ['program.mjs', '7', '--json', 'a b']);
    expect(code).toBe(7);
    expect(stdout).toBe('["7","--json","a b"]');
  });

  it.each(['build/start.ts', 'electron/cli/main.ts'])(
    '%s starts where npm was called, so that the files a person names are found',
    async (name) => {
      const root = clone();
      mkdirSync(join(root, 'electron/cli'), { recursive: true });
      writeFileSync(join(root, name), 'process.stdout.write(process.cwd());');
      const folder = realpathSync(temporaryTree({ 'PLAN.md': '' }));
      expect((await start(root, [name], { INIT_CWD: folder })).stdout).toBe(folder);
      expect((await start(root, [name], { INIT_CWD: join(folder, 'gone') })).stdout).toBe(realpathSync(root));
    },
  );

  it('says what failed when npm cannot install', async () => {
    const root = clone();
    writeFileSync(join(root, 'npm.cjs'), 'process.exit(1)');
    const { code, stdout } = await start(root);
    expect(code).toBe(1);
    expect(stdout).toBe('');
  });
});
