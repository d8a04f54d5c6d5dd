import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { failure, type Result } from '#shared/base/result.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import type { PlanFile } from './plan-file.ts';
import { PlanAssembly, type PlanSlice } from './plan-slice.ts';

/** A plan file that is being read in another thread. */
export interface PlanReading {
  /** What was read; `null` while it is not all here. */
  readonly result: Result<PlanFile, Problem> | null;
  /** Resolves when some more of it is here. */
  next(): Promise<void>;
  /** Ends the thread. */
  end(): void;
}

/** Starts to read a plan file. */
export type ReadBeside = (path: string, text: string) => PlanReading;

/** In a bundle the worker lies beside the code that starts it; in the source tree it is an entry file of the engine. */
function workerUrl(): URL {
  const bundled = new URL('plan-worker.mjs', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('../plan-worker.ts', import.meta.url);
}

/** Reads a plan file in a thread of its own. */
export const readBeside: ReadBeside = (path, text) => {
  const worker = new Worker(workerUrl(), { workerData: { path, text } });
  const assembly = new PlanAssembly(text);
  let result: Result<PlanFile, Problem> | null = null;
  let told = Promise.withResolvers<void>();
  const tell = (found: Result<PlanFile, Problem> | null): void => {
    result ??= found;
    told.resolve();
  };
  const lost = (error: unknown): void =>
    tell(failure(problem('internal', `The plan could not be read (${String(error)}); nothing has changed.`, path)));
  worker.on('message', (slice: PlanSlice) => tell(assembly.take(slice)));
  worker.on('error', lost);
  worker.on('exit', () => lost('its thread ended'));
  // Always one slice ahead: the next one is packed there while this one is unpacked here.
  worker.postMessage('next');
  return {
    get result() {
      return result;
    },
    next() {
      if (result !== null) return Promise.resolve();
      told = Promise.withResolvers<void>();
      worker.postMessage('next');
      return told.promise;
    },
    end: () => void worker.terminate(),
  };
};
