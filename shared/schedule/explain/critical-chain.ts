// The chain of issues that sets the finish of a schedule, through dependencies and through people (Goldratt 1997, "Critical Chain").
import type { Schedule } from '../schedule-result.ts';
import type { Cause, StartCauses } from './start-cause.ts';

/** One link of the chain: an issue and why it starts when it starts. */
export interface ChainLink {
  readonly id: string;
  readonly cause: Cause;
}

/**
 * From the issue that finishes last back to one that nothing of the plan holds, first to last; empty when nothing takes time. Shortening anything
 * outside of it does not change the finish.
 */
export function criticalChain(schedule: Schedule, causes: StartCauses): ChainLink[] {
  let last: string | null = null;
  let finish = '';
  for (const [id, placement] of schedule.placements) {
    if (placement.finish < finish || (placement.finish === finish && last !== null)) continue;
    last = id;
    finish = placement.finish;
  }
  const chain: ChainLink[] = [];
  const seen = new Set<string>();
  while (last !== null && !seen.has(last)) {
    seen.add(last);
    const [cause] = causes.of(last);
    if (cause === undefined) break;
    chain.push({ id: last, cause });
    const { hindrance } = cause;
    last = hindrance.kind === 'waits' ? hindrance.forId : hindrance.kind === 'busy' ? hindrance.withId : null;
  }
  return chain.reverse();
}
