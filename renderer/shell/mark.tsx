import type { ReactNode } from 'react';

/** The mark: two legs and a limb in ink, the index arm in the colour of the course. `size` in pixels. */
export function Mark({ size = 18 }: { size?: number }): ReactNode {
  const weight = size < 20 ? 1.9 : 2.2;
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" strokeLinecap="round" strokeWidth={weight} aria-hidden="true">
      <g stroke="var(--ink)">
        <path d="M12 4.2 3.4 18.4" />
        <path d="M12 4.2 20.6 18.4" />
        <path d="M3.4 18.4C8.6 22.4 15.4 22.4 20.6 18.4" />
        <path d="M7.6 13.2H16.4" strokeWidth={weight * 0.8} />
      </g>
      <path d="M12 4.2 14.4 21" stroke="var(--critical)" />
      <circle cx="12" cy="3.8" r="2" fill="var(--ink)" />
    </svg>
  );
}
