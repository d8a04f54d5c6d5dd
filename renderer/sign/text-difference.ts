// What of a text changed, cut at words, so that a reader sees the passage and not two whole texts.

/** A text before and after a change: `start + gone + end` was, `start + come + end` is. */
export interface TextDifference {
  readonly start: string;
  readonly gone: string;
  readonly come: string;
  readonly end: string;
}

/** Words with the space behind them; put end to end they are the text. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\S+\s*|\s+/gu) ?? [];
}

/** The one stretch of words in which two texts differ, as short as it can be. */
export function textDifference(before: string, after: string): TextDifference {
  const old = wordsOf(before);
  const now = wordsOf(after);
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const join = (words: readonly string[], from: number, to: number): string => words.slice(from, to).join('');
  return {
    start: join(old, 0, head),
    gone: join(old, head, old.length - tail),
    come: join(now, head, now.length - tail),
    end: join(old, old.length - tail, old.length),
  };
}
