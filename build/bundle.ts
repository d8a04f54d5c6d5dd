// Bundles main, preload, engine process and the engine's workers for Electron into `dist/electron`. Only better-sqlite3 and
// iroh stay outside, because their native parts have to be files.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Folder that holds the bundled desktop shell and engine. */
const electronFolder = join(root, 'dist/electron');

// The variant of Automerge that carries its WebAssembly as text: one file, wherever the bundle is put.
const automerge = join(root, 'node_modules/@automerge/automerge/dist/mjs/entrypoints/fullfat_base64.js');

function config(entries: Readonly<Record<string, string>>, format: 'es' | 'cjs', outDir: string): InlineConfig {
  const ending = format === 'es' ? 'mjs' : 'cjs';
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: [{ find: /^@automerge\/automerge$/, replacement: automerge }] },
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3', '@number0/iroh'], target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: { ...entries },
        output: {
          format,
          entryFileNames: `[name].${ending}`,
          // All in one folder, because the engine finds its migrations beside itself.
          chunkFileNames: `[name]-[hash].${ending}`,
        },
      },
    },
  };
}

/** Bundles everything that Electron runs into `folder`. What was there before is removed. */
export async function bundleElectron(folder: string = electronFolder): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const modules = {
    main: join(root, 'electron/main/main.ts'),
    engine: join(root, 'electron/engine/utility-entry.ts'),
    'document-worker': join(root, 'electron/engine/document-worker.ts'),
    'plan-worker': join(root, 'electron/engine/plan-worker.ts'),
    'improve-worker': join(root, 'electron/engine/improve-worker.ts'),
    'bundle-worker': join(root, 'electron/engine/bundle-worker.ts'),
    'store-worker': join(root, 'electron/engine/store-worker.ts'),
  };
  await build(config(modules, 'es', folder));
  // A sandboxed preload cannot be an ES module.
  await build(config({ preload: join(root, 'electron/preload/preload.ts') }, 'cjs', folder));
  // Read at run time, so not part of the modules.
  copyFolder(join(root, 'electron/engine/store/migration'), join(folder, 'migration'));
  copyFolder(join(root, 'docs/sample'), join(folder, 'sample'));
}

function copyFolder(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}

if (import.meta.main) await bundleElectron();
