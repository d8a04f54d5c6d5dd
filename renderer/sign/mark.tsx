import './sign.css';

/** The mark of Sextant: two legs and a limb in ink, the index arm in magenta. From 16 pixels; one weight lighter under 20. */
export function Mark({ size }: { size: number }) {
  const weight = size < 20 ? 0.84 : 1;
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 42 42" role="img" aria-label="Sextant">
      <g fill="none" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round">
        <path d="M3.6 32.4 21 3.6 38.4 32.4" strokeWidth={3.2 * weight} />
        <path d="M11.4 20.4H30.6" strokeWidth={2.6 * weight} strokeLinecap="butt" />
        <path d="M3 32.8Q21 43 39 32.8" strokeWidth={4.4 * weight} />
      </g>
      <path className="mark-arm" d="M21.6 6.5 29.6 41.6" strokeWidth={4 * weight} />
      <circle cx="21" cy="3.8" r={3.6 * weight} fill="currentColor" />
    </svg>
  );
}
