// Fractional order: where a record stands among its siblings, so that moving one record changes that record only.
// Ranks are compared as plain strings. Serves commands and imports; must never need to see more than two neighbours.

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
const base = digits.length;
/** Digits of the part that is counted up when records are appended, so that ranks do not grow with each append. */
const width = 6;
const size = base ** width;
const step = 1000;
const middle = 10 * base ** (width - 1);

function counted(place: number): string {
  return place.toString(base).padStart(width, '0').replace(/0+$/, '');
}

function position(rank: string): number {
  return Number.parseInt(rank.slice(0, width).padEnd(width, '0'), base);
}

function digit(rank: string, index: number): number {
  return index < rank.length ? digits.indexOf(rank.charAt(index)) : 0;
}

/** A fraction strictly between two fractions; `high === null` stands for 1. Needs `low < high`. */
function midpoint(low: string, high: string | null): string {
  let shared = 0;
  if (high !== null) {
    while (shared < high.length && digit(low, shared) === digit(high, shared)) shared++;
    if (shared > 0) return high.slice(0, shared) + midpoint(low.slice(shared), high.slice(shared));
  }
  const first = digit(low, 0);
  const last = high === null ? base : digit(high, 0);
  if (last - first > 1) return digits.charAt(Math.floor((first + last) / 2));
  if (high !== null && high.length > 1) return high.charAt(0);
  return digits.charAt(first) + midpoint(low.slice(1), null);
}

/** Rank of the record at `index` (from 0) of a list that is made at once, behind `after` when that is given. */
export function rankAt(index: number, after: string | null = null): string {
  const start = after === null ? middle : position(after) + step;
  const wanted = start + index * step;
  if (wanted < size) return counted(wanted);
  // No room to count on: ranks behind the last one are it with a number added.
  return `${after ?? counted(size - 1)}${counted(index + 1)}`;
}

/**
 * A rank between two neighbours; `null` stands for "no neighbour on that side". When both neighbours have the same
 * rank (two devices appended at the same time), the new rank follows directly behind it.
 */
export function rankBetween(before: string | null, after: string | null): string {
  if (after === null) return rankAt(0, before);
  if (before === null) {
    const wanted = position(after) - step;
    return wanted > 0 ? counted(wanted) : midpoint('', after);
  }
  return before < after ? midpoint(before, after) : midpoint(before, `${before}1`);
}
