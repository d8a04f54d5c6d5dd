/** Without a sign of life for so long, in milliseconds, a connection is lost. iroh gives one every five seconds, again where it was lost on the way. */
const longest = 8000;

/** Tells from how many packets have come whether there is still somebody at the other end: whoever is killed says no word. */
export class Silence {
  #count = -1;
  #since: number;

  /** `now`, here and below: a clock in milliseconds that never goes back. */
  constructor(now: number) {
    this.#since = now;
  }

  /** Whether nothing has come for too long, when `count` packets have come by now. */
  isTooLong(count: number, now: number): boolean {
    if (count !== this.#count) this.#since = now;
    this.#count = count;
    return now - this.#since > longest;
  }
}
