/** Reads a number as people type it, with a decimal point or comma and an optional unit; `null` for an empty text, `undefined` when it is none. */
export function typedNumber(text: string): number | null | undefined {
  const plain = text
    .trim()
    .replace(/\s*(h|hours?|weeks?|w)\.?$/i, '')
    .replace(',', '.');
  if (plain === '' || plain === '—') return null;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
