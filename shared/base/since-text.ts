// A moment of the past as people name it, on a clock that the caller has read: no zone, no clock of its own.

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const day = 86_400_000;

const partsOf = (date: string): number[] => date.slice(0, 10).split('-').map(Number);

function midnightOf(date: string): number {
  const [year = 0, month = 1, dayOfMonth = 1] = partsOf(date);
  return Date.UTC(year, month - 1, dayOfMonth);
}

/** A day as `3 March`, with its year when it is not that of `today`. Both begin with `YYYY-MM-DD`. */
export function longDate(date: string, today: string): string {
  const [year = 0, month = 1, dayOfMonth = 1] = partsOf(date);
  return `${dayOfMonth} ${months[month - 1] ?? ''}${year === partsOf(today)[0] ? '' : ` ${year}`}`;
}

/**
 * What follows "since": `09:52` on the day `today`, then `yesterday`, `Tuesday` within a week, `3 March` before, with the year when it is another one.
 * `wall`: `YYYY-MM-DD HH:MM` as the clock on the wall showed; `today`: `YYYY-MM-DD`, or `null` when nobody has said which day it is.
 */
export function sinceText(wall: string, today: string | null): string {
  if (today === null) return longDate(wall, '');
  const days = Math.round((midnightOf(today) - midnightOf(wall)) / day);
  if (days === 0) return wall.slice(11, 16);
  if (days === 1) return 'yesterday';
  if (days > 1 && days < 7) return weekdays[new Date(midnightOf(wall)).getUTCDay()] ?? '';
  return longDate(wall, today);
}
