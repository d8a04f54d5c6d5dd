// One stream of work: somebody (or the team as one) who works on one issue at a time. Serves the placing of issues,
// which asks streams where work fits. Must never let two issues overlap.
import { must } from '#shared/base/must.ts';
import type { Instant, WorkCalendar } from './work-calendar.ts';

/** A stretch of a stream's work, in positions (see {@link WorkCalendar}). */
export interface Stretch {
  readonly start: number;
  readonly finish: number;
}

/** Knows what is taken and finds room. */
export class WorkStream {
  readonly calendar: WorkCalendar;
  /** Free stretches before the tail, in order. They come from waiting for another stream's work. */
  readonly #gaps: Stretch[] = [];
  #tail = 0;

  constructor(calendar: WorkCalendar) {
    this.calendar = calendar;
  }

  /** When everything placed so far has been finished. */
  get finish(): Instant {
    return this.calendar.finishAt(this.#tail);
  }

  /** The earliest stretch of `minutes` (more than 0) that starts at or after `instant`. */
  room(minutes: number, instant: Instant): Stretch {
    const from = this.calendar.positionFrom(instant);
    for (let at = this.#firstGapAfter(from); at < this.#gaps.length; at += 1) {
      const gap = must(this.#gaps[at], 'a gap');
      const start = Math.max(gap.start, from);
      if (start + minutes <= gap.finish) return { start, finish: start + minutes };
    }
    const start = Math.max(this.#tail, from);
    return { start, finish: start + minutes };
  }

  /** Takes a stretch that {@link room} gave. */
  take(stretch: Stretch): void {
    if (stretch.start >= this.#tail) {
      if (stretch.start > this.#tail) this.#gaps.push({ start: this.#tail, finish: stretch.start });
      this.#tail = stretch.finish;
      return;
    }
    const at = this.#firstGapAfter(stretch.start);
    const gap = must(this.#gaps[at], 'a gap around what was offered');
    const rest = [
      { start: gap.start, finish: stretch.start },
      { start: stretch.finish, finish: gap.finish },
    ].filter(({ start, finish }) => finish > start);
    this.#gaps.splice(at, 1, ...rest);
  }

  /** Index of the first gap that ends after `position`. */
  #firstGapAfter(position: number): number {
    let low = 0;
    let high = this.#gaps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (must(this.#gaps[middle], 'a gap').finish > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
