// When somebody works: which minute of work falls on which minute of the clock, over weekdays, holidays and days off. Serves the placing
// of issues. Local time without a zone, so that no switch to summer time moves anything; must never know an issue.
import { weekdayOf } from './calendar-day.ts';

/** Minutes on the clock since 1970-01-01T00:00, local, without a zone. */
export type Minute = number;

/** How long somebody works on which days. */
export interface WorkingDays {
  /** Minutes of work by weekday, Monday first. */
  readonly week: readonly number[];
  /** Minutes of work on days that are not as usual, by days since 1970-01-01. */
  readonly exceptions: ReadonlyMap<number, number>;
  /** Minute of the day at which work begins. */
  readonly opens: number;
  /** Days that would be days of work, were they not free; without them, those whose exception is 0. */
  readonly rests?: ReadonlySet<number>;
  /** Minute of the day at which work begins by weekday, and on days that are not as usual, where that differs. */
  readonly openings?: { readonly week: readonly number[]; readonly exceptions: ReadonlyMap<number, number> };
}

/** Minutes of a day. */
export const minutesPerDay = 1440;
/** A day that does not open at midnight has no more minutes on the clock than this: what goes beyond is work of several people at once. */
const longestDay = 720;
/** Days looked at beyond the first one, however far exceptions lie: 60 years. */
const horizon = 60 * 366;

/** Working time from a first day on. A position is the number of minutes of work done since then. */
export class WorkingTime {
  readonly #firstDay: number;
  readonly #opens: number;
  readonly #openings: WorkingDays['openings'];
  /** Minutes of work before each day up to the end of the last exceptional one. */
  readonly #before: Int32Array;
  /** Minutes of work in a week from the day after these on, before each of its days, and in all of it. */
  readonly #week: Int32Array;
  /** Most minutes of work in a minute of the clock, which are more than one where several people work. */
  readonly #density: number;
  /** Days off that would be days of work, ascending. */
  readonly #rests: Int32Array;

  /** Whether every minute of work is one of the clock: no day holds more of them than it has, so nothing is rounded. */
  readonly isExact: boolean;

  constructor(firstDay: number, days: WorkingDays) {
    const { week, exceptions, opens } = days;
    this.isExact = [...week, ...exceptions.values()].every((minutes) => minutes <= clockMinutes(opens));
    this.#firstDay = firstDay;
    this.#opens = opens;
    this.#openings = days.openings;
    const opening = Math.max(opens, ...(days.openings?.week ?? []), ...(days.openings?.exceptions.values() ?? []));
    this.#density = [...week, ...exceptions.values()].reduce((most, minutes) => Math.max(most, minutes), 0) / clockMinutes(opening);
    this.#rests = Int32Array.from(restsOf(days)).sort();
    const last = [...exceptions.keys()].reduce((latest, day) => Math.max(latest, Math.min(day, firstDay + horizon)), firstDay - 1);
    this.#before = new Int32Array(last - firstDay + 2);
    for (let at = 1; at < this.#before.length; at += 1) {
      const day = firstDay + at - 1;
      this.#before[at] = (this.#before[at - 1] ?? 0) + (exceptions.get(day) ?? week[weekdayOf(day)] ?? 0);
    }
    this.#week = new Int32Array(8);
    for (let at = 1; at <= 7; at += 1) this.#week[at] = (this.#week[at - 1] ?? 0) + (week[weekdayOf(last + at)] ?? 0);
  }

  /** The shortest time on the clock in which so many minutes of work may be done. */
  shortest(minutes: number): number {
    // Both ends may be rounded.
    return this.#density <= 1 ? minutes : Math.max(0, Math.floor(minutes / this.#density) - 1);
  }

  /** How many minutes of work may count for two works of which one ends in a minute of the clock and the other one begins in it. */
  get shared(): number {
    return Math.max(0, Math.ceil(this.#density) - 1);
  }

  /** Whether work goes on for ever; otherwise {@link capacity} is all there is. */
  get isEndless(): boolean {
    return (this.#week[7] ?? 0) > 0;
  }

  /** All minutes of work that there will ever be. */
  get capacity(): number {
    return this.isEndless ? Number.POSITIVE_INFINITY : (this.#before.at(-1) ?? 0);
  }

  /** The first day off or holiday, of those that would be days of work, that a stretch lies over; `null` where there is none. */
  restWithin(start: Minute, finish: Minute): number | null {
    if (this.#rests.length === 0) return null;
    const [first, end] = [Math.floor(start / minutesPerDay), Math.ceil(finish / minutesPerDay)];
    let low = 0;
    let high = this.#rests.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#rests[middle] ?? 0) >= first) high = middle;
      else low = middle + 1;
    }
    const rest = this.#rests[low];
    return rest !== undefined && rest < end ? rest : null;
  }

  /** Whether exactly the same minutes are worked, counted from the same day on. */
  equals(other: WorkingTime): boolean {
    const same = (one: Int32Array, two: Int32Array): boolean => one.length === two.length && one.every((value, at) => value === two[at]);
    const alike = this.#firstDay === other.#firstDay && this.#opens === other.#opens;
    return this === other || (alike && same(this.#before, other.#before) && same(this.#week, other.#week));
  }

  /** Minutes of work before a day; days before the first one give 0. */
  beforeDay(day: number): number {
    const at = day - this.#firstDay;
    if (at <= 0) return 0;
    const last = this.#before.length - 1;
    if (at <= last) return this.#before[at] ?? 0;
    const weeks = Math.floor((at - last) / 7);
    return (this.#before[last] ?? 0) + weeks * (this.#week[7] ?? 0) + (this.#week[at - last - 7 * weeks] ?? 0);
  }

  /** The first position whose work starts at or after a moment. */
  positionFrom(minute: Minute): number {
    const day = Math.floor(minute / minutesPerDay);
    if (day < this.#firstDay) return 0;
    const before = this.beforeDay(day);
    const minutes = this.beforeDay(day + 1) - before;
    const opens = this.#opensOn(day);
    const clock = minute - day * minutesPerDay - opens;
    if (clock <= 0 || minutes === 0) return before;
    const open = clockMinutes(opens);
    return before + Math.min(minutes > open ? Math.ceil((clock * minutes) / open) : clock, minutes);
  }

  /** When the work after `position` starts; after the last one, when that is done. */
  startAt(position: number): Minute {
    if (position >= this.capacity) return this.finishAt(this.capacity);
    return this.#minute(this.#dayWhere(position, true), position);
  }

  /** When the work up to `position`, at most {@link capacity}, is done; position 0 is the start of the first work. */
  finishAt(position: number): Minute {
    if (position > 0) return this.#minute(this.#dayWhere(position, false), position);
    return this.capacity > 0 ? this.startAt(0) : this.#firstDay * minutesPerDay;
  }

  /**
   * When work that began at `start` is done, up to `position`. A day with more work than it has minutes shows a few minutes of it as none: what is
   * done in these is done at the end of the day before, where it went on then, and takes a minute where it began.
   */
  finishFrom(start: Minute, position: number): Minute {
    const finish = this.finishAt(position);
    const day = Math.floor(finish / minutesPerDay);
    if (finish > day * minutesPerDay + this.#opensOn(day) || position <= 0) return finish;
    const before = this.beforeDay(day);
    // Midnight is the end of a day that takes all of it.
    if (before === position) return finish;
    return start < finish && before > 0 ? this.finishAt(before) : finish + 1;
  }

  /** The last day before which no more than `position` (`inclusive`), or less than it, was done. */
  #dayWhere(position: number, inclusive: boolean): number {
    const last = this.#before.length - 1;
    const rest = position - (this.#before[last] ?? 0);
    if (rest > 0 || (inclusive && rest === 0)) {
      const done = this.#week;
      const week = done[7] ?? 0;
      let weeks = Math.floor(rest / week);
      if (!inclusive && weeks * week === rest) weeks -= 1;
      let day = 6;
      // Positions are whole, so that "less than" is "no more than one less".
      const most = rest - weeks * week - (inclusive ? 0 : 1);
      while ((done[day] ?? 0) > most) day -= 1;
      return this.#firstDay + last + 7 * weeks + day;
    }
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const before = this.#before[middle] ?? 0;
      if (before < position || (inclusive && before === position)) low = middle;
      else high = middle;
    }
    return this.#firstDay + low;
  }

  #minute(day: number, position: number): Minute {
    const before = this.beforeDay(day);
    const minutes = this.beforeDay(day + 1) - before;
    // A day with more work than it has minutes is work of several people at once.
    const opens = this.#opensOn(day);
    const open = clockMinutes(opens);
    const clock = minutes > open ? Math.floor(((position - before) * open) / minutes) : position - before;
    return day * minutesPerDay + opens + clock;
  }

  #opensOn(day: number): number {
    if (this.#openings === undefined) return this.#opens;
    return this.#openings.exceptions.get(day) ?? this.#openings.week[weekdayOf(day)] ?? this.#opens;
  }
}

/** Minutes on the clock of the longest day that opens then. */
function clockMinutes(opens: number): number {
  return opens === 0 ? minutesPerDay : Math.min(longestDay, minutesPerDay - opens);
}

function restsOf({ week, exceptions, rests }: WorkingDays): Iterable<number> {
  return rests ?? [...exceptions].filter(([day, minutes]) => minutes === 0 && (week[weekdayOf(day)] ?? 0) > 0).map(([day]) => day);
}

/** Minutes of work on a day. */
export function minutesOn({ week, exceptions }: WorkingDays, day: number): number {
  return exceptions.get(day) ?? week[weekdayOf(day)] ?? 0;
}

/** When all of some people work. */
export function commonDays(all: readonly WorkingDays[]): WorkingDays {
  const days = new Set(all.flatMap(({ exceptions }) => [...exceptions.keys()]));
  const opens = all.reduce((latest, one) => Math.max(latest, one.opens), 0);
  const together = (minutesOf: (one: WorkingDays) => number): number => {
    const closes = (one: WorkingDays): number => one.opens + Math.min(minutesOf(one), clockMinutes(one.opens));
    return Math.max(0, all.reduce((earliest, one) => Math.min(earliest, closes(one)), minutesPerDay) - opens);
  };
  return {
    week: Array.from({ length: 7 }, (_, weekday) => together(({ week }) => week[weekday] ?? 0)),
    exceptions: new Map([...days].map((day) => [day, together((one) => minutesOn(one, day))])),
    opens,
    rests: new Set(all.flatMap((one) => [...restsOf(one)])),
  };
}

/** When any of some people works: each day is as long as the longest one of theirs, and opens when that does. */
export function longestDays(all: readonly WorkingDays[]): WorkingDays {
  const days = new Set(all.flatMap(({ exceptions }) => [...exceptions.keys()]));
  const opens = all.reduce((earliest, one) => Math.min(earliest, one.opens), minutesPerDay - 1);
  const longest = (minutesOf: (one: WorkingDays) => number): readonly [minutes: number, opens: number] =>
    all.reduce<readonly [number, number]>((most, one) => (minutesOf(one) > most[0] ? [minutesOf(one), one.opens] : most), [0, opens]);
  const week = Array.from({ length: 7 }, (_, weekday) => longest((one) => one.week[weekday] ?? 0));
  const exceptions = [...days].map((day) => [day, longest((one) => minutesOn(one, day))] as const);
  // A day in a sprint that is full is no day off.
  const [rests = new Set<number>(), ...others] = all.map((one) => new Set(restsOf(one)));
  const together = {
    rests: new Set([...rests].filter((day) => others.every((one) => one.has(day)))),
    week: week.map(([minutes]) => minutes),
    exceptions: new Map(exceptions.map(([day, [minutes]]) => [day, minutes])),
    opens,
  };
  if (all.every((one) => one.opens === opens)) return together;
  return {
    ...together,
    openings: { week: week.map(([, opening]) => opening), exceptions: new Map(exceptions.map(([day, [, opening]]) => [day, opening])) },
  };
}
