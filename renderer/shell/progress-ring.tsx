import type { ReactNode } from 'react';

/** How much of a roadmap is done, `part` from 0 to 1, as a 14 pixel ring. Decoration beside its name and count. */
export function ProgressRing({ part }: { part: number }): ReactNode {
  const round = 2 * Math.PI * 5.25;
  const done = Math.min(1, Math.max(0, part)) * round;
  return (
    <svg className="progress-ring" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <circle className="progress-ring-all" cx="7" cy="7" r="5.25" />
      {done > 0 && (
        <circle className="progress-ring-done" cx="7" cy="7" r="5.25" strokeDasharray={`${done} ${round}`} transform="rotate(-90 7 7)" />
      )}
    </svg>
  );
}
