// How well a line fits what was typed into the palette, and which letters to light.

/** A fit: higher is better; `ranges` are half-open spans of the line, in order. */
export interface WordMatch {
  readonly score: number;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/**
 * Fits each typed word to the line: at the start of a word of the line, or else anywhere inside it. All typed words must
 * fit, in any order. Letter case and accents do not count.
 *
 * @returns `null` when a word does not fit.
 */
export function wordMatch(line: string, typed: string): WordMatch | null {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const folded = fold(line);
  const ranges: [number, number][] = [];
  let score = 0;
  for (const word of words) {
    const at = place(folded, word, ranges);
    if (at === null) return null;
    ranges.push([at.from, at.from + word.length]);
    score += at.starts ? 10 + word.length : word.length;
    if (at.from === 0) score += 5;
  }
  ranges.sort((one, other) => one[0] - other[0]);
  return { score: score - line.length / 200, ranges };
}

function place(line: string, word: string, taken: readonly (readonly [number, number])[]): { from: number; starts: boolean } | null {
  const free = (from: number): boolean => taken.every(([start, end]) => from + word.length <= start || from >= end);
  let inside: number | null = null;
  for (let from = line.indexOf(word); from !== -1; from = line.indexOf(word, from + 1)) {
    if (!free(from)) continue;
    if (from === 0 || /[^\p{L}\p{N}]/u.test(line[from - 1] ?? '')) return { from, starts: true };
    inside ??= from;
  }
  return inside === null ? null : { from: inside, starts: false };
}

/** Lower case without accents, same length as before so that places still fit. */
function fold(text: string): string {
  return [...text]
    .map((character) => {
      const plain = character.normalize('NFD').charAt(0).toLowerCase();
      return plain.length === character.length ? plain : character;
    })
    .join('');
}
