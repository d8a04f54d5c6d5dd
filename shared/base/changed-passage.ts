// What changed between two texts, cut to a length that people can read in a list of changes. Not a patch: it cannot be applied.

/** The passage of each text that the other does not have; `null` where there is nothing. */
export interface ChangedPassage {
  readonly before: string | null;
  readonly after: string | null;
}

const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
const isBlank = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/** Length of what both texts begin with, whole characters. */
function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length++;
  // Not between the halves of a pair.
  while (length > 0 && (isLow(one.charCodeAt(length)) || isLow(other.charCodeAt(length)))) length--;
  return length;
}

/** Length of what both texts end with, whole characters, leaving the first `start` units alone. */
function commonEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start;
  let length = 0;
  while (length < most && one.charCodeAt(one.length - 1 - length) === other.charCodeAt(other.length - 1 - length)) length++;
  while (length > 0 && isLow(one.charCodeAt(one.length - length))) length--;
  return length;
}

/** Moves `position` in `text` by `step` until it stands before or behind a unit that ends the passage, at most `most` units. */
function widen(text: string, position: number, step: 1 | -1, most: number, ends: (code: number) => boolean): number | null {
  for (let moved = 0; moved <= most; moved++) {
    const at = position + moved * step;
    const next = step === 1 ? at : at - 1;
    if (next < 0 || next >= text.length || ends(text.charCodeAt(next))) return at;
  }
  return null;
}

function cut(text: string, longest: number): string | null {
  if (text === '') return null;
  return text.length <= longest ? text : `${text.slice(0, isLow(text.charCodeAt(longest - 1)) ? longest - 2 : longest - 1)}…`;
}

/**
 * The lines that differ, from the first that does to the last; where lines are longer than `longest` units, the words.
 * Each side is cut to `longest` with an ellipsis. Method: what both begin and end with is taken off.
 */
export function changedPassage(before: string, after: string, longest = 300): ChangedPassage {
  if (before === after) return { before: null, after: null };
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const isLineEnd = (code: number): boolean => code === 0x0a;
  // What comes before and behind the difference is the same in both, so it is widened in one and holds for the other.
  const from = widen(before, start, -1, longest, isLineEnd) ?? widen(before, start, -1, longest, isBlank) ?? start;
  const behind = before.length - end;
  const to = widen(before, behind, 1, longest, isLineEnd) ?? widen(before, behind, 1, longest, isBlank) ?? behind;
  const kept = before.length - to;
  return { before: cut(before.slice(from, to), longest), after: cut(after.slice(from, after.length - kept), longest) };
}
