/** Where somebody writes: a place in UTF-16 units. */
interface Placed {
  readonly at: number;
}

/** A stretch of text, and who writes at its end; the last one ends where the text does. */
export interface TextPiece<Cursor> {
  readonly before: string;
  readonly cursor: Cursor | null;
}

/** Cuts a text at the places of cursors. A place beyond the end is the end, one inside of a character is the place before it. */
export function textPieces<Cursor extends Placed>(text: string, cursors: readonly Cursor[]): readonly TextPiece<Cursor>[] {
  const pieces: TextPiece<Cursor>[] = [];
  let from = 0;
  for (const cursor of cursors.toSorted((one, other) => one.at - other.at)) {
    const at = wholeAt(text, Math.min(text.length, Math.max(0, cursor.at)));
    pieces.push({ before: text.slice(from, at), cursor });
    from = at;
  }
  pieces.push({ before: text.slice(from), cursor: null });
  return pieces;
}

/** `at`, or the place before it where that would part the two halves of one character. */
function wholeAt(text: string, at: number): number {
  const halves = /[\uD800-\uDBFF]/u.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/u.test(text.charAt(at));
  return halves ? at - 1 : at;
}
