// What a schedule is worth, as far as breeding lists cares.

/** Numbers of which less is better, earlier ones count for more; as many for all schedules that are compared. */
export type Score = Float64Array;

/** Below 0 when the first score is the better one, 0 when both are worth the same. */
export function compareScores(one: Score, other: Score): number {
  for (let at = 0; at < one.length; at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
