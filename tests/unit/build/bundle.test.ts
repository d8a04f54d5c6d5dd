import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleElectron } from '#build/bundle.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
// Inside the repository, because the bundle finds better-sqlite3 in node_modules above it.
const folder = join(root, 'dist', `bundle-test-${process.pid}`);
let workspace: string;

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'sextant-bundle-'));
  await bundleElectron(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(workspace, { recursive: true, force: true });
});

describe('the bundle for Electron', () => {
  test('imports nothing from outside but Electron, what has a native part, and Node', () => {
    const outside = readdirSync(folder)
      .filter((name) => /\.[cm]js$/u.test(name))
      .flatMap((name) => {
        const text = readFileSync(join(folder, name), 'utf8');
        const imported = [...text.matchAll(/^(?:import|export)\b[^'"\n]*?["']([^'"]+)["'];?$|\brequire\("([^"]+)"\)/gmu)];
        return imported.map(([, module, required]) => module ?? required ?? '');
      });
    const known = outside.filter((name) => !name.startsWith('./') && !name.startsWith('node:'));
    expect([...new Set(known)].toSorted()).toEqual(['@number0/iroh', 'better-sqlite3', 'electron']);
  });

  test('has what the shell names, and the preload as the CommonJS that a sandbox takes', () => {
    for (const name of [
      'main.mjs',
      'preload.cjs',
      'engine.mjs',
      'document-worker.mjs',
      'plan-worker.mjs',
      'improve-worker.mjs',
      'bundle-worker.mjs',
      'migration/0001-first.sql',
    ]) {
      expect(existsSync(join(folder, name)), name).toBe(true);
    }
    const preload = readFileSync(join(folder, 'preload.cjs'), 'utf8');
    expect(preload).toContain('require("electron")');
    expect(preload).not.toMatch(/require\("(?!electron")/u);
    expect(preload).not.toMatch(/^import /mu);
  });

  test('the bundled engine and its document thread run in plain Node: open, change, read, refuse, close', async () => {
    const host = fileURLToPath(new URL('../../support/utility-host.ts', import.meta.url));
    const environment = { ...process.env, SEXTANT_DATA: join(workspace, 'data') };
    const { stdout } = await promisify(execFile)(process.execPath, [host, join(folder, 'engine.mjs'), join(workspace, 'plan')], {
      env: environment,
    });
    expect(JSON.parse(stdout)).toMatchObject({
      first: { type: 'opened', folder: join(workspace, 'plan') },
      made: true,
      roadmaps: expect.arrayContaining(['From the bundle']),
      refusal: { type: 'refused', during: 'import', problem: { code: 'not-found' } },
    });
    // The key is with the key store of the host, and nowhere else.
    expect(readdirSync(join(workspace, 'data')).filter((name) => name.includes('key'))).toEqual(['device.key.sealed']);
  });

  test('better-sqlite3 brings its native part for this system', () => {
    const module = createRequire(join(root, 'package.json')).resolve('better-sqlite3/package.json');
    const names = readdirSync(join(module, '../prebuilds'));
    expect(names).toContain(`${process.platform}-${process.arch}.node`);
  });
});
