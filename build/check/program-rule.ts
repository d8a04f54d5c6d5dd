// Checks that are programs of their own: format, lint, types, dead code. Their output becomes findings.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check, Finding } from './finding.ts';

// The programs come from this repository, whatever tree they look at.
const installed = fileURLToPath(new URL('../../node_modules', import.meta.url));

interface Output {
  readonly code: number | null;
  readonly text: string;
}

function run(root: string, script: string, args: readonly string[]): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(installed, script), ...args], { cwd: root, env: { ...process.env, NO_COLOR: '1' } });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text }));
  });
}

function asFinding(program: string, { code, text }: Output): Finding[] {
  return code === 0 ? [] : [{ where: program, message: text.trim() === '' ? `ended with code ${code}` : text.trim() }];
}

/** Every file is formatted by oxfmt. */
export const formatRule: Check = {
  name: 'format',
  run: async (root) => asFinding('oxfmt', await run(root, 'oxfmt/bin/oxfmt', ['--check', '.'])),
};

/** oxlint, type-aware, finds nothing. */
export const lintRule: Check = {
  name: 'lint',
  run: async (root) => asFinding('oxlint', await run(root, 'oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', '.'])),
};

/** Each environment compiles with only the globals that it has. */
export const typeRule: Check = {
  name: 'types',
  async run(root) {
    const folder = join(root, 'build/typescript');
    const findings: Finding[] = [];
    if (!existsSync(folder)) return [{ where: 'build/typescript', message: 'There is no tsconfig.' }];
    const projects = readdirSync(folder).filter((name) => name !== 'base.json');
    await Promise.all(
      projects.map(async (name) => {
        findings.push(...asFinding(`tsc ${name}`, await run(root, 'typescript/bin/tsc', ['-p', join('build/typescript', name)])));
      }),
    );
    return findings;
  },
};

/** knip finds no unused file, export or dependency. */
export const deadCodeRule: Check = {
  name: 'dead code',
  run: async (root) => asFinding('knip', await run(root, 'knip/bin/knip.js', ['--no-progress'])),
};
