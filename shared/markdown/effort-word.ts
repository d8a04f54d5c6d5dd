// Estimates as plans word them: `40 hours`, `4-6h`, `3-5d`, `Large (5-7 days)`. A day is 8 hours, a week five days.
import type { Estimate } from '#shared/plan/estimate.ts';
import { limit } from '#shared/plan/limit.ts';
import { Hours } from '#shared/plan/quantity.ts';

const hoursOf: Readonly<Record<string, number>> = { m: 1 / 60, h: 1, d: 8, w: 40 };
const number = String.raw`(\d+(?:[.,]\d+)?)`;
const unit = String.raw`(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w)\b`;
const amount = new RegExp(String.raw`^[~≈]?\s*${number}(?:\s*${unit})?\s*(?:(?:-|–|—|to|…|\.\.)\s*${number}\s*)?(?:${unit})?`, 'i');

/** An estimate, where it ends in the text that was read, and what is left of the text. */
export interface EffortReading {
  readonly estimate: Estimate;
  /** Columns that the estimate takes. */
  readonly from: number;
  readonly to: number;
  /** Words around the estimate that it cannot hold: `fix + tests`. */
  readonly rest: string;
}

/** True for wordings that say that there is no estimate yet: `TBD`, `-`, `none`. */
export function isNoEffort(text: string): boolean {
  return /^(?:tbd|n\/a|none|unknown|unestimated|[-–—?]+|to be determined|to be estimated)?$/i.test(text.trim());
}

/**
 * Reads an estimate. A range gives optimistic and pessimistic hours and, as likely ones, its middle; `5 hours (4-8 hours)`
 * gives all three. `null` when the text has no amount with a unit (`S-M`, `ongoing`) or one beyond the limit.
 */
export function readEffort(text: string): EffortReading | null {
  const direct = readAmount(text, 0);
  if (direct !== null) {
    const range = /^\s*\(([^()]*)\)/.exec(text.slice(direct.to));
    const inner = range?.[1] === undefined ? null : readAmount(range[1], 0);
    if (
      range !== null &&
      inner !== null &&
      inner.rest === '' &&
      inner.estimate.optimistic !== null &&
      direct.estimate.optimistic === null
    ) {
      const { optimistic, pessimistic } = inner.estimate;
      const likely = direct.estimate.likely;
      if (optimistic <= likely && pessimistic !== null && pessimistic >= likely) {
        const to = direct.to + range[0].length;
        return { estimate: { likely, optimistic, pessimistic }, from: 0, to, rest: strip(text.slice(to)) };
      }
    }
    return direct;
  }
  const sized = /^([A-Za-z][A-Za-z -]{0,19}?)\s*\(/.exec(text);
  if (sized === null) return null;
  const inner = readAmount(text.slice(sized[0].length), sized[0].length);
  return inner === null ? null : { ...inner, rest: [sized[1] ?? '', inner.rest].filter((part) => part !== '').join(' ') };
}

function readAmount(text: string, offset: number): EffortReading | null {
  const match = amount.exec(text);
  if (match === null) return null;
  const [whole, low = '', unitOfLow, high, unitOfHigh] = match;
  const lastUnit = unitOfHigh ?? unitOfLow;
  if (lastUnit === undefined) return null;
  const lowHours = hoursIn(low, unitOfLow ?? lastUnit);
  const highHours = high === undefined ? null : hoursIn(high, lastUnit);
  const largest = highHours ?? lowHours;
  if (largest > limit.hours || lowHours > largest) return null;
  const estimate =
    highHours === null
      ? { likely: Hours.parse(lowHours), optimistic: null, pessimistic: null }
      : { likely: Hours.parse(round((lowHours + highHours) / 2)), optimistic: Hours.parse(lowHours), pessimistic: Hours.parse(highHours) };
  return { estimate, from: offset, to: offset + whole.trimEnd().length, rest: strip(text.slice(whole.length)) };
}

function hoursIn(digits: string, unitName: string): number {
  return round(Number(digits.replace(',', '.')) * (hoursOf[unitName.charAt(0).toLowerCase()] ?? 1));
}

/** Minutes give thirds of hours; four digits are finer than a second. */
function round(amountOfHours: number): number {
  return Math.round(amountOfHours * 10_000) / 10_000;
}

function strip(text: string): string {
  return text.replace(/^[\s()+,;:–—-]+|[\s()]+$/g, '');
}

/** Words an estimate so that {@link readEffort} reads it back; `null` when a one-sided range has no wording. */
export function wordEffort(estimate: Estimate, short: boolean): string | null {
  const { likely, optimistic, pessimistic } = estimate;
  const suffix = (hours: number): string => (short ? 'h' : hours === 1 ? ' hour' : ' hours');
  if (optimistic === null && pessimistic === null) return `${likely}${suffix(likely)}`;
  if (optimistic === null || pessimistic === null) return null;
  const range = `${optimistic}-${pessimistic}${suffix(pessimistic)}`;
  return round((optimistic + pessimistic) / 2) === likely ? range : `${likely}${suffix(likely)} (${range})`;
}
