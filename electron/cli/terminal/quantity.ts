import type { Estimate } from '#shared/plan/estimate.ts';

/** Hours for people: `40 h`, `7.5 h`, `1 298 h` (thin space for thousands, one decimal under 10 only). */
export function hoursText(hours: number): string {
  return `${amount(hours)} h`;
}

/** An estimate for people: `40 h`, or `40 h (32–60)` when it has a range; empty when there is none. */
export function estimateText(estimate: Estimate | null): string {
  if (estimate === null) return '';
  if (estimate.optimistic === null && estimate.pessimistic === null) return hoursText(estimate.likely);
  return `${hoursText(estimate.likely)} (${amount(estimate.optimistic ?? estimate.likely)}–${amount(estimate.pessimistic ?? estimate.likely)})`;
}

/** A share for people, 0 to 1 as whole percent; anything under one percent is not rounded to nothing. */
export function percentText(share: number): string {
  const percent = share * 100;
  return percent > 0 && percent < 1 ? '<1 %' : `${Math.round(percent)} %`;
}

/** A count with its noun: `1 issue`, `6 issues`. */
export function countText(count: number, singular: string, plural = `${singular}s`): string {
  return `${amount(count)} ${count === 1 ? singular : plural}`;
}

function amount(value: number): string {
  const rounded = Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  const [whole = '0', decimals] = String(rounded).split('.');
  const spaced = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, '\u2009');
  return decimals === undefined ? spaced : `${spaced}.${decimals}`;
}
