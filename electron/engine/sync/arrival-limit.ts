// How many attempts to connect are looked at: a handshake costs a millisecond and some 100 kB for a while, a refusal next to nothing.

/** Handshakes a second with one source, and with all together. */
const most = { source: 20, all: 200 } as const;

/** Where an attempt comes from, as far as it cannot be chosen freely: of an IPv6 address the network, the half that is given. */
function sourceOf(address: string): string {
  const host = address.replace(/:\d+$/u, '').replaceAll(/[[\]]/g, '');
  if (!host.includes(':')) return host;
  const [front = '', back] = host.split('::');
  const groups = front.split(':');
  const missing = back === undefined ? 0 : 8 - groups.length - back.split(':').length;
  return [...groups, ...Array.from({ length: missing }, () => '0'), ...(back ?? '').split(':')].slice(0, 4).join(':');
}

/** Counts attempts by the second, so that one source that floods keeps only itself out. Holds at most `most.all` sources. */
export class ArrivalLimit {
  #since = Number.NEGATIVE_INFINITY;
  #all = 0;
  readonly #bySource = new Map<string, number>();

  /** Whether an attempt may go on. @param address - `host:port` or any other name of the source. @param now - ms that never go back. */
  admits(address: string, now: number): boolean {
    if (now - this.#since >= 1000) {
      this.#since = now;
      this.#all = 0;
      this.#bySource.clear();
    }
    const source = sourceOf(address);
    const count = this.#bySource.get(source) ?? 0;
    if (count >= most.source || this.#all >= most.all) return false;
    this.#all += 1;
    this.#bySource.set(source, count + 1);
    return true;
  }
}
