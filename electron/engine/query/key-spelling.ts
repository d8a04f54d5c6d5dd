// The ways in which people write the key of an issue: `3`, `#3`, `issue 3`, `003`; `Phase 21`, `phase-21`, `21`.

/** What stands in front of a number without changing which issue is meant. */
const kinds = new Set(['issue', 'phase', 'epic', 'task', 'bug', 'no', 'nr']);

/** Reduces a key to what its spellings have in common: lower case, no signs between, no leading zeros. */
export function keySpelling(key: string): string {
  return parts(key).join('-');
}

/** The number of a key that is nothing but a number and at most the word for its kind; otherwise `null`. */
export function keyNumber(key: string): number | null {
  const found = parts(key);
  const digits = found.length === 2 && kinds.has(found[0] ?? '') ? found[1] : found.length === 1 ? found[0] : undefined;
  return digits !== undefined && /^\d{1,15}$/u.test(digits) ? Number(digits) : null;
}

function parts(key: string): string[] {
  const found = key.toLowerCase().match(/\d+(?:\.\d+)*|[^\d\s#_.:()[\]\-/]+/gu) ?? [];
  return found.map((part) => part.replace(/^0+(?=\d)/u, ''));
}
