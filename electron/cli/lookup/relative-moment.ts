/** Milliseconds of the units that a person counts back in; days and weeks mean whole days of the calendar. */
const units = [
  { spelled: /^(?:m|min|mins|minutes?)$/u, milliseconds: 60_000, whole: false },
  { spelled: /^(?:h|hours?)$/u, milliseconds: 3_600_000, whole: false },
  { spelled: /^(?:d|days?)$/u, milliseconds: 86_400_000, whole: true },
  { spelled: /^(?:w|weeks?)$/u, milliseconds: 604_800_000, whole: true },
];

const localDay = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/**
 * The moment that a person counts back to from `now`: `today`, `yesterday`, `2h ago`, `3 days ago`, `1w`. A day as
 * `YYYY-MM-DD` on the clock on the wall, anything shorter as an ISO instant; `null` when the text counts nothing back.
 */
export function relativeMoment(text: string, now: Date): string | null {
  const typed = text.trim().toLowerCase();
  if (typed === 'today') return localDay(now);
  const [, count = '', unit = ''] = (typed === 'yesterday' ? '1 day' : typed).match(/^(\d{1,5})\s*([a-z]+)(?:\s+ago)?$/u) ?? [];
  const found = units.find(({ spelled }) => spelled.test(unit));
  if (found === undefined) return null;
  if (!found.whole) return new Date(now.getTime() - Number(count) * found.milliseconds).toISOString();
  // By calendar days, since a day of a clock change has 23 or 25 hours.
  const days = (Number(count) * found.milliseconds) / 86_400_000;
  return localDay(new Date(now.getFullYear(), now.getMonth(), now.getDate() - days, 12));
}
