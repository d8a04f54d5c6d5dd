// Instants as people say them. In local time.

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function timeOf(when: Date): string {
  return when.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** Days of the calendar between an instant and `today` (`YYYY-MM-DD`). */
function daysBefore(when: Date, today: string): number {
  const midnight = new Date(when.getFullYear(), when.getMonth(), when.getDate());
  return Math.round((new Date(`${today}T00:00`).getTime() - midnight.getTime()) / day);
}

/** An instant as one says it on the day `today` (`YYYY-MM-DD`): `today 09:52`, `Tue 17:20` within a week, `9 Nov` before. */
export function sayTime(at: string, today: string): string {
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return at;
  const days = daysBefore(when, today);
  if (days === 0) return `today ${timeOf(when)}`;
  if (days === 1) return `yesterday ${timeOf(when)}`;
  if (days > 1 && days < 7) return `${when.toLocaleDateString('en-GB', { weekday: 'short' })} ${timeOf(when)}`;
  const year = when.getFullYear() === Number(today.slice(0, 4)) ? undefined : ('numeric' as const);
  return when.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...(year === undefined ? {} : { year }) });
}

/** The day of an instant as a heading: `Today`, `Yesterday`, `Tuesday 17 Nov`, with its year when it is another one. */
export function sayDay(at: string, today: string): string {
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return at;
  const days = daysBefore(when, today);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const weekday = when.toLocaleDateString('en-GB', { weekday: 'long' });
  const year = when.getFullYear() === Number(today.slice(0, 4)) ? '' : ` ${when.getFullYear()}`;
  return `${weekday} ${when.getDate()} ${when.toLocaleDateString('en-GB', { month: 'short' })}${year}`;
}

/** Hours and minutes of an instant: `09:52`. */
export function clockTime(at: string): string {
  const when = new Date(at);
  return Number.isNaN(when.getTime()) ? at : timeOf(when);
}

/** An instant to the second, for those who want to know exactly: `Fri 20 Nov 2026, 09:52:07`. */
export function exactTime(at: string): string {
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) return at;
  const date = when.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return `${date.replace(',', '')}, ${when.toLocaleTimeString('en-GB')}`;
}

/** How long ago an instant was, `now` in milliseconds of the epoch: `just now`, `4 min ago`, `3 h ago`, `6 days ago`. A clock that is ahead counts as now. */
export function agoText(at: string, now: number): string {
  const past = now - new Date(at).getTime();
  if (Number.isNaN(past)) return '';
  if (past < minute) return 'just now';
  if (past < hour) return `${Math.floor(past / minute)} min ago`;
  if (past < day) return `${Math.floor(past / hour)} h ago`;
  const days = Math.floor(past / day);
  if (days < 14) return days === 1 ? '1 day ago' : `${days} days ago`;
  if (days < 60) return `${Math.floor(days / 7)} weeks ago`;
  if (days < 730) return `${Math.floor(days / 30.44)} months ago`;
  return `${Math.floor(days / 365.25)} years ago`;
}
