// Sextant in browser mode, for tests: the real engine on a folder, the real server, the built page.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Engine, type EngineOptions, openEngine } from '#electron/engine/open-engine.ts';
import { serve } from '#electron/server/serve.ts';
import type { Result } from '#shared/base/result.ts';
import type { ImportReport } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';

const pageFolder = fileURLToPath(new URL('../../dist/page', import.meta.url));

type Networks = Pick<EngineOptions, 'openNetwork' | 'openPairing'>;

/** Sextant, open on a folder. */
export interface RunningApp {
  readonly engine: Engine;
  /** Address that lets the first browser in. */
  readonly url: string;
  readonly port: number;
  /** Imports plan files through the engine. */
  importFiles(paths: readonly string[]): Promise<readonly ImportReport[]>;
  /** Stops server and engine. */
  close(): Promise<void>;
}

/** Takes the value of a result that a test relies on. @throws {Error} with the problem's message when it was refused. */
export function valueOf<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message} (${result.error.where ?? 'nowhere'})`);
  return result.value;
}

/**
 * Opens the workspace in `folder`, keeping the device's key beside it, and serves it on `port` (0: any). Changes are made by `author`.
 * With `networks` it meets other devices.
 */
export async function startApp(folder: string, port = 0, author = 'Tester', networks: Networks = {}): Promise<RunningApp> {
  const engine = valueOf(await openEngine({ folder, dataFolder: `${folder}-device`, author, ...networks }));
  const server = valueOf(await serve({ engine, pageFolder, port }));
  return {
    engine,
    url: server.url,
    port: Number(new URL(server.url).port),
    async importFiles(paths) {
      const files = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
      return valueOf(await engine.run('import-plan', { files })).roadmaps;
    },
    async close() {
      await server.close();
      await engine.close();
    },
  };
}
