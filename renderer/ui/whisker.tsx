import './whisker.css';

/** What a {@link Whisker} takes; all amounts in one unit. */
export interface WhiskerProps {
  likely: number;
  low?: number | null | undefined;
  high?: number | null | undefined;
  /** Largest amount of the view: the right end of the scale, the same for all rows that are compared. */
  max: number;
  /** Proposed by the program and not yet taken over. */
  suggested?: boolean | undefined;
}

/** Width of the drawing in pixels. */
const width = 64;
/** Pixels kept free at either side for the ends. */
const inset = 2;

/** Place of an amount on the square-root scale, in pixels: small amounts stay apart without large ones leaving the cell. */
function position(amount: number, max: number): number {
  if (max <= 0) return inset;
  return inset + Math.sqrt(Math.min(1, Math.max(0, amount / max))) * (width - 2 * inset);
}

/** An amount with its range on a square-root scale, 64 pixels wide. Decoration beside the same numbers as text. */
export function Whisker({ likely, low, high, max, suggested }: WhiskerProps) {
  const at = position(likely, max);
  const from = low === null || low === undefined ? null : position(low, max);
  const to = high === null || high === undefined ? null : position(high, max);
  return (
    <svg
      className="whisker"
      data-suggested={suggested ? '' : undefined}
      width={width}
      height="14"
      viewBox={`0 0 ${width} 14`}
      aria-hidden="true"
    >
      <path className="whisker-base" d={`M0 12.5H${width}`} />
      {(from !== null || to !== null) && <path className="whisker-range" d={`M${(from ?? at).toFixed(1)} 7H${(to ?? at).toFixed(1)}`} />}
      {from !== null && <path className="whisker-end" d={`M${from.toFixed(1)} 4.5V9.5`} />}
      {to !== null && <path className="whisker-end" d={`M${to.toFixed(1)} 4.5V9.5`} />}
      <rect className="whisker-likely" x={(at - 1.5).toFixed(1)} y="2.5" width="3" height="9" rx="1" />
    </svg>
  );
}
