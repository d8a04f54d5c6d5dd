import type { ReactNode } from 'react';
import { agoText, exactTime, sayTime } from './time-text.ts';
import './sign.css';

/** What a {@link When} takes. */
export interface WhenProps {
  /** ISO instant. */
  readonly at: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Milliseconds of the epoch; with it, how long ago is said too. */
  readonly now?: number | undefined;
}

/** When something was: as one says it, how long ago, and to the second for who rests on it. */
export function When({ at, today, now }: WhenProps): ReactNode {
  return (
    <time className="when" dateTime={at} title={exactTime(at)}>
      {now !== undefined && <span className="when-ago">{agoText(at, now)} · </span>}
      {sayTime(at, today)}
    </time>
  );
}
