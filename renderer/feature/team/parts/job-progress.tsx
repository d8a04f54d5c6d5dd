import type { ReactNode } from 'react';
import { countText } from '#renderer/sign/hours-text.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import type { Progress } from '#shared/contract/job.ts';

/** What a job does now and how far it is. */
export function JobProgress({ progress: { step, done, total } }: { readonly progress: Progress }): ReactNode {
  return (
    <span className="team-progress" role="status">
      <span>
        {step}
        {total > 0 && `, ${countText(done)} of ${countText(total)}`}
      </span>
      <ProgressBar part={total > 0 ? done / total : 0} label={step} />
    </span>
  );
}
