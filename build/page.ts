// Bundles the page when its sources are newer than the last bundle.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['renderer', 'shared', 'build/vite.config.ts', 'package-lock.json'];

/** Folder that holds the bundled page. */
const pageFolder = join(root, 'dist/page');

function newest(path: string): number {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Makes sure that `dist/page` reflects the sources; says so on stderr when it has to bundle. */
export async function ensurePage(): Promise<void> {
  const bundled = join(pageFolder, 'index.html');
  const needed = Math.max(...sources.map((source) => newest(join(root, source))));
  if (existsSync(bundled) && statSync(bundled).mtimeMs >= needed) return;
  console.error('Bundling the page …');
  const { build } = await import('vite');
  await build({ configFile: join(root, 'build/vite.config.ts'), logLevel: 'warn' });
}
