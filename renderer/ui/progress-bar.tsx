import './progress-bar.css';

/** How far something has come, `part` from 0 to 1, with its name for those who cannot see it. */
export function ProgressBar({ part, label }: { part: number; label: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, part)) * 100);
  return (
    <span className="progress-bar" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
      <span className="progress-bar-done" style={{ width: `${percent}%` }} />
    </span>
  );
}
