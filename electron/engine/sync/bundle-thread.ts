import { existsSync, rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { problem } from '#shared/contract/problem.ts';
import type { BundleNews, BundleTask } from './bundle-task.ts';
import { partialPath } from './sealed-file.ts';

/** A bundle that another thread reads or writes. */
export interface BundleThread {
  /** What it told next; `null` while nothing came. */
  take(): BundleNews | null;
  /** Asks for the next changes. */
  ask(): void;
  /** Resolves when something came. */
  news(): Promise<void>;
  /** Ends the thread. */
  end(): void;
}

/** In a bundle the worker lies beside the code that starts it; in the source tree it is an entry file of the engine. */
function workerUrl(): URL {
  const bundled = new URL('bundle-worker.mjs', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('../bundle-worker.ts', import.meta.url);
}

/** Does a task in a thread of its own, which ends with it. */
export function startBundleThread(task: BundleTask): BundleThread {
  const worker = new Worker(workerUrl(), { workerData: task });
  const waiting: BundleNews[] = [];
  let told = Promise.withResolvers<void>();
  const tell = (news: BundleNews): void => {
    waiting.push(news);
    told.resolve();
  };
  const lost = (error: unknown): void => {
    const text = `The thread of bundles ended (${error instanceof Error ? error.message : String(error)}); nothing has changed.`;
    tell({ type: 'refused', fault: 'failed', problem: problem('internal', text, task.path) });
  };
  worker.on('message', tell);
  worker.on('error', lost);
  worker.on('exit', () => lost('by itself'));
  return {
    take: () => waiting.shift() ?? null,
    ask: () => worker.postMessage('next'),
    news() {
      if (waiting.length > 0) return Promise.resolve();
      told = Promise.withResolvers<void>();
      return told.promise;
    },
    end() {
      // What it was writing has no name yet, and nobody else removes it.
      void worker.terminate().then(() => {
        if (task.type === 'write') rmSync(partialPath(task.path), { force: true });
      });
    },
  };
}
