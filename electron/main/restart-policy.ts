/** How often and how fast a process that ended is started again. Times in milliseconds. */
export interface RestartPolicy {
  readonly firstDelay: number;
  readonly longestDelay: number;
  /** So many restarts inside `window` are allowed; the next one is not. */
  readonly most: number;
  readonly window: number;
}

/** At most five restarts in two minutes, the waits doubling from a fifth of a second to ten seconds. */
export const enginePolicy: RestartPolicy = { firstDelay: 200, longestDelay: 10_000, most: 5, window: 120_000 };

/**
 * Decides what follows an unexpected end: wait so many milliseconds and start again, or give up (`null`).
 *
 * @param restarts instants of earlier restarts, oldest first
 */
export function nextRestart(policy: RestartPolicy, restarts: readonly number[], now: number): number | null {
  const recent = restarts.filter((at) => now - at < policy.window).length;
  if (recent >= policy.most) return null;
  return Math.min(policy.longestDelay, policy.firstDelay * 2 ** recent);
}
