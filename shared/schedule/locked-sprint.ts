// Sprints that nothing enters: the days that are closed to everybody else. Serves the building of problems.
import type { Stretch } from './resource-profile.ts';
import { type DatedSprint, inOrder } from './sprint-period.ts';
import { minutesPerDay } from './working-time.ts';

/** Days of locked sprints. */
export interface LockedSpans {
  /** Stretches that are closed to what wishes for this sprint, ascending. The same array for the same name. */
  barredTo(sprint: string | null): readonly Stretch[];
}

/** Reads the days of locked sprints; a day of two sprints belongs to the one that starts first. */
export function lockedSpans(sprints: readonly (DatedSprint & { readonly locked: boolean })[]): LockedSpans {
  const spans: (Stretch & { readonly name: string })[] = [];
  let free = Number.NEGATIVE_INFINITY;
  const locked = new Set(sprints.filter((sprint) => sprint.locked).map(({ name }) => name));
  for (const { name, start, finish } of inOrder(sprints)) {
    const first = Math.max(start, free);
    free = Math.max(free, finish + 1);
    if (locked.has(name) && first < finish + 1) spans.push({ name, start: first * minutesPerDay, finish: (finish + 1) * minutesPerDay });
  }
  const everybody = new Map<string | null, readonly Stretch[]>(spans.map(({ name }) => [name, spans.filter((span) => span.name !== name)]));
  return { barredTo: (sprint) => everybody.get(sprint) ?? spans };
}
