// Starts long work and follows it.
import { useCallback, useRef, useState } from 'react';
import type { Result } from '#shared/base/result.ts';
import type { JobInput, JobName, JobValue, Progress } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { useEngine } from './engine-context.tsx';
import { asOwnChange } from './own-change.ts';

/** A job as a component sees it. */
export interface JobView<Name extends JobName> {
  /** `null` while the job does not run. */
  readonly progress: Progress | null;
  /** Starts it; resolves when it is finished, refused or cancelled. */
  run(args: JobInput<Name>): Promise<Result<JobValue<Name>, Problem>>;
  /** Stops it; nothing is left behind. */
  cancel(): void;
}

/** Runs the job `name`, one at a time, with its progress. */
export function useJob<Name extends JobName>(name: Name): JobView<Name> {
  const { page } = useEngine();
  const [progress, setProgress] = useState<Progress | null>(null);
  const running = useRef<AbortController | null>(null);
  const run = useCallback(
    async (args: JobInput<Name>) => {
      const control = new AbortController();
      running.current = control;
      setProgress({ step: 'Starting', done: 0, total: 0 });
      try {
        return await asOwnChange(page.connection.run(name, args, { onProgress: setProgress, signal: control.signal }));
      } finally {
        running.current = null;
        setProgress(null);
      }
    },
    [page, name],
  );
  const cancel = useCallback(() => running.current?.abort(), []);
  return { progress, run, cancel };
}
