// A folder of its own for each test that writes files; gone when the test is over.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

/** Temporary folders of this test file lie in memory from now on, where the machine has a place for that: for laws that are not about the disk. */
export function keepInMemory(): void {
  if (existsSync('/dev/shm')) process.env['TMPDIR'] = '/dev/shm';
}

/** Makes an empty folder that is removed when the running test ends, and returns its absolute path. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sextant-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Makes an empty folder that is removed when all tests of the file have ended, and returns its absolute path. */
export function keptFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sextant-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Makes a temporary folder with these files in it, given as path → text. */
export function temporaryTree(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
