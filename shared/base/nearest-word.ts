// Finds the word that a mistyped one most likely means. Serves every message that says "did you mean". Pure.

/**
 * Finds the known word that a mistyped one most likely means, or `null` when none is near.
 *
 * Method: Damerau–Levenshtein distance in its restricted form (see {@link editDistance}), at most a third of the word's
 * length and at least two; a word that starts with the typed one also counts as near.
 */
export function nearestWord<Word extends string>(typed: string, known: readonly Word[]): Word | null {
  const wanted = typed.toLowerCase();
  let best: Word | null = null;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const word of known) {
    const lower = word.toLowerCase();
    const distance = wanted.length >= 2 && lower.startsWith(wanted) ? 1 : editDistance(wanted, lower);
    if (distance < bestDistance) {
      best = word;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * How many insertions, deletions, replacements and swaps of neighbours make `right` of `left`, over UTF-16 units.
 *
 * Method: the restricted Damerau–Levenshtein distance ("optimal string alignment"): F. J. Damerau, "A technique for
 * computer detection and correction of spelling errors", CACM 7(3), 1964; rows after Wagner and Fischer, 1974. Beyond
 * `most` the answer is `most + 1`, which spares the rest of the table.
 */
export function editDistance(left: string, right: string, most = Number.POSITIVE_INFINITY): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let beforeThat: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let distance = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) distance = Math.min(distance, (beforeThat[column - 2] ?? 0) + 1);
      current.push(distance);
      least = Math.min(least, distance);
    }
    if (least > most) return most + 1;
    beforeThat = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}
