// What no text of ours may hold: halves of surrogate pairs, which are no characters and do not survive storing. Looked for
// in everything that comes in, before anything is done with it.

/** Deeper arguments than this are no argument of anything, and would exhaust the stack of whoever walks through them. */
const deepest = 64;

/** Path of the first text that holds half a surrogate pair, or of what lies too deep; `null` when there is none. */
export function findIllFormed(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : '';
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= deepest) return '';
  for (const [key, entry] of Object.entries(value)) {
    const found = key.isWellFormed() ? findIllFormed(entry, depth + 1) : '';
    if (found !== null) return found === '' ? key.toWellFormed() : `${key}.${found}`;
  }
  return null;
}
