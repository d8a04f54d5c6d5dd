// Reads an estimate as people type it: "40h", "5d", "32-60h", "2w", "40". Serves every field and command line that
// takes an estimate. It never guesses: what it cannot read is refused with the forms that it can.
import { failure, type Result, success } from '#shared/base/result.ts';
import type { Estimate } from './estimate.ts';
import { limit } from './limit.ts';
import { hours } from './quantity.ts';

/** Hours in a working day, when an estimate is given in days. */
export const hoursPerDay = 8;

/** Hours in a working week, when an estimate is given in weeks. */
export const hoursPerWorkingWeek = 40;

const hoursPerUnit: Readonly<Record<string, number>> = { h: 1, d: hoursPerDay, w: hoursPerWorkingWeek };
const amount = String.raw`(\d+(?:[.,]\d+)?|[.,]\d+)`;
const unit = String.raw`\s*(h|hrs?|hours?|d|days?|w|wks?|weeks?)?`;
const dash = String.raw`\s*(?:-|–|—|\.\.|to)\s*`;
const single = new RegExp(`^~?${amount}${unit}$`);
const range = new RegExp(`^~?${amount}${unit}${dash}${amount}${unit}$`);
const likelyAndRange = new RegExp(`^~?${amount}${unit}[\\s,;(]+${amount}${unit}${dash}${amount}${unit}\\)?$`);

/** Amount in hours, or `null` when the text is not a number in a known unit. */
function inHours(text: string | undefined, word: string | undefined): number | null {
  const factor = hoursPerUnit[word?.[0] ?? 'h'];
  const value = Number((text ?? '').replace(',', '.'));
  return factor === undefined || !Number.isFinite(value) ? null : Math.round(value * factor * 100) / 100;
}

/**
 * Reads an estimate: hours (`40`, `40h`, `7.5 h`), days of 8 hours (`5d`), weeks of 40 hours (`2w`), a range
 * (`32-60h`: likely is the middle, rounded to a whole hour), or likely with a range (`40h 32-60`). A unit at the end of a range holds for
 * both ends. An empty text or a dash is "no estimate" (`null`). The failure is one sentence for the person who typed.
 */
export function parseEstimate(text: string): Result<Estimate | null, string> {
  const typed = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\u00A0\u2009\u202F]/g, ' ')
    .replace(/(\d) (?=\d{3}(?!\d))/g, '$1');
  if (typed === '' || typed === '—' || typed === '-' || typed === 'none') return success(null);

  const one = single.exec(typed);
  if (one) return checked(inHours(one[1], one[2]), null, null, text);

  const ends = range.exec(typed);
  if (ends) {
    const low = inHours(ends[1], ends[2] ?? ends[4]);
    const high = inHours(ends[3], ends[4] ?? ends[2]);
    const middle = low === null || high === null ? null : Math.min(high, Math.max(low, Math.round((low + high) / 2)));
    return checked(middle, low, high, text);
  }

  const all = likelyAndRange.exec(typed);
  if (all) {
    const shared = all[6] ?? all[4] ?? all[2];
    return checked(inHours(all[1], all[2] ?? shared), inHours(all[3], all[4] ?? shared), inHours(all[5], all[6] ?? shared), text);
  }
  return failure(`“${text.trim().slice(0, 40)}” is not a number. Try 40h, 5d, or 32-60h.`);
}

/** Applies the rules of an estimate to the amounts that were read. */
function checked(likely: number | null, low: number | null, high: number | null, text: string): Result<Estimate | null, string> {
  if (likely === null) return failure(`“${text.trim().slice(0, 40)}” is not a number. Try 40h, 5d, or 32-60h.`);
  if (Math.max(likely, high ?? 0, low ?? 0) > limit.hours) {
    return failure(`An estimate is at most ${limit.hours} h; this is ${Math.max(likely, high ?? 0, low ?? 0)} h. Split the work.`);
  }
  if (low !== null && high !== null && low > high) {
    return failure(`A range goes from the smaller to the larger number: try ${high}-${low}h.`);
  }
  if ((low !== null && low > likely) || (high !== null && high < likely)) {
    return failure(`The likely ${likely} h is outside the range ${low}–${high} h. Widen the range or change the number.`);
  }
  return success({
    likely: hours(likely),
    optimistic: low === null ? null : hours(low),
    pessimistic: high === null ? null : hours(high),
  });
}
