// How the tests run. Each folder of `tests/` is a project, so that one can be run alone: `vitest --project law`. What takes
// longer than anybody waits for is in `long`, which `npm run test:long` runs and `npm test` does not.
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Vitest's configuration for everything under `tests/`. */
export default defineConfig({
  root,
  plugins: [react()],
  test: {
    root,
    maxWorkers: 2,
    // As in electron/engine/document/document-thread.ts, for the tests that use Automerge without it.
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    projects: ['unit', 'law', 'adapter', 'plan', 'frozen', 'tree', 'e2e', 'long'].map((name) => ({
      extends: true as const,
      test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], pool: 'forks' as const },
    })),
  },
});
