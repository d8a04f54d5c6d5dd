import { Whisker } from '#renderer/ui/whisker.tsx';
import type { Estimate } from '#shared/plan/estimate.ts';
import { hoursRange, hoursText } from './hours-text.ts';
import './sign.css';

/** What an {@link EstimateSign} takes. */
export interface EstimateSignProps {
  estimate: Estimate | null;
  /** Largest hours of the view: the common scale. */
  longest: number;
  /** Of finished work: recedes. */
  quiet?: boolean | undefined;
}

/** An estimate as likely hours, whisker and range; a dash when there is none, never 0. */
export function EstimateSign({ estimate, longest, quiet }: EstimateSignProps) {
  if (estimate === null) {
    return (
      <span className="estimate-sign">
        <span className="estimate-sign-none">—</span>
      </span>
    );
  }
  const range = hoursRange(estimate.optimistic, estimate.likely, estimate.pessimistic);
  return (
    <span className="estimate-sign" data-quiet={quiet ? '' : undefined}>
      <span className="estimate-sign-hours">{hoursText(estimate.likely)}</span>
      <Whisker likely={estimate.likely} low={estimate.optimistic} high={estimate.pessimistic} max={longest} />
      <span className="estimate-sign-range">{range}</span>
    </span>
  );
}
