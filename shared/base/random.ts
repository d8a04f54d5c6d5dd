// The only source of randomness that shared code may use: seeded, so that the same input gives the same output.

/** A seeded generator; each call gives the next number in [0, 1). */
export type Random = () => number;

/**
 * Makes a generator from a 32-bit seed. Same seed, same sequence, on every machine.
 *
 * Method: mulberry32 (Tommy Ettinger, public domain), period 2^32, good enough for sampling and test data, not for secrets.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
