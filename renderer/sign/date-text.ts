const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

interface Day {
  year: number;
  month: number;
  day: number;
}

/** Reads the day of `YYYY-MM-DD` or of an instant that starts with it. */
function dayOf(date: string): Day {
  const [year = 0, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number);
  return { year, month, day };
}

/** Number of quarters since year 0. */
function quarterOf({ year, month }: Day): number {
  return year * 4 + Math.floor((month - 1) / 3);
}

/** The year is left out for the quarter of `today` and the next one. */
function yearPart(day: Day, today: string): string {
  const distance = quarterOf(day) - quarterOf(dayOf(today));
  return distance === 0 || distance === 1 ? '' : ` ${day.year}`;
}

/** A day as `12 Mar`, with its year when it is not in the quarter of `today` or the next. Both are `YYYY-MM-DD`. */
export function dateText(date: string, today: string): string {
  const day = dayOf(date);
  return `${day.day}\u00A0${months[day.month - 1] ?? ''}${yearPart(day, today)}`;
}

/** Two days as `16–27 Nov` or `30 Nov–11 Dec`; the year as in {@link dateText}. */
export function dateRange(start: string, finish: string, today: string): string {
  const from = dayOf(start);
  const to = dayOf(finish);
  const sameMonth = from.year === to.year && from.month === to.month;
  return sameMonth ? `${from.day}–${dateText(finish, today)}` : `${dateText(start, today)}–${dateText(finish, today)}`;
}

/** A day for a sentence, with its weekday: `Monday 12 Mar`. */
export function dateSentence(date: string, today: string): string {
  const { year, month, day } = dayOf(date);
  return `${weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? ''} ${dateText(date, today)}`;
}
