import { parseArguments } from '#electron/engine/command/parse-arguments.ts';
import { failure, type Result } from '#shared/base/result.ts';
import type { JobControl } from '#shared/contract/connection.ts';
import { jobs } from '#shared/contract/job.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { EngineHost, EngineJob } from './engine-job.ts';
import { type EngineJobName, engineJobs } from './engine-job-table.ts';

const cancelled = (): Problem => problem('cancelled', 'Cancelled before it was done; nothing has changed.');

/** Whether the job of this name is run by the engine's main thread. */
export function isEngineJob(name: string): name is EngineJobName {
  return Object.hasOwn(engineJobs, name);
}

/** The jobs of the engine's main thread, one after another in each lane. No promise of it rejects. */
export class EngineJobQueue {
  readonly #host: EngineHost;
  readonly #problemOf: (error: unknown) => Problem;
  readonly #lanes = new Map<string, Promise<unknown>>();
  readonly #closing = new AbortController();

  constructor(host: EngineHost, problemOf: (error: unknown) => Problem) {
    this.#host = host;
    this.#problemOf = problemOf;
  }

  /** Validates and runs a job once those before it in its lane are done. */
  run(name: EngineJobName, rawArguments: unknown, control: JobControl = {}): Promise<Result<unknown, Problem>> {
    const parsed = parseArguments(jobs[name].args, rawArguments);
    if (!parsed.ok) return Promise.resolve(parsed);
    // Arguments and handler belong to the same name, which the compiler cannot follow through a look-up.
    const job = engineJobs[name] as EngineJob<never>;
    const before = this.#lanes.get(job.lane) ?? Promise.resolve();
    const answer = before.then(() => this.#start(job, parsed.value, control));
    this.#lanes.set(job.lane, answer);
    return answer;
  }

  async #start(job: EngineJob<never>, args: unknown, { signal, onProgress = () => {} }: JobControl): Promise<Result<unknown, Problem>> {
    const abort = new AbortController();
    const stop = (): void => abort.abort();
    const { signal: closing } = this.#closing;
    if (signal?.aborted === true || closing.aborted) return failure(cancelled());
    signal?.addEventListener('abort', stop);
    closing.addEventListener('abort', stop);
    try {
      // As in `run`: they belong together.
      return await job.run(args as never, this.#host, { signal: abort.signal, onProgress });
    } catch (error) {
      return failure(abort.signal.aborted ? cancelled() : this.#problemOf(error));
    } finally {
      signal?.removeEventListener('abort', stop);
      closing.removeEventListener('abort', stop);
    }
  }

  /** Cancels all jobs and waits until none is at work any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#lanes.values());
  }
}
