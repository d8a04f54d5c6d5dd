/**
 * Finds the known word that a mistyped one most likely means, or `null` when none is near.
 *
 * Method: Levenshtein distance over UTF-16 units, at most a third of the word's length and at least two; a word that
 * starts with the typed one also counts as near.
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

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const change = left[row - 1] === right[column - 1] ? 0 : 1;
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + change));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
