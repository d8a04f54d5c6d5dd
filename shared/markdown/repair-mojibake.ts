// Repairs "mojibake": UTF-8 that some tool read as Windows-1252 or Latin-1 and saved again ("âœ…" for "✅"). Serves
// reading, where every text that people see or search is repaired. Must never touch correct UTF-8 in the same text,
// and never writes to a file.

/** Windows-1252 gives these characters to the bytes 0x80 to 0x9F; the five bytes it leaves out stay control characters. */
const windowsCharacters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

const byteOf = new Map<string, number>();
for (let byte = 0x80; byte <= 0xff; byte += 1) byteOf.set(String.fromCharCode(byte), byte);
for (const [index, character] of [...windowsCharacters].entries()) byteOf.set(character, 0x80 + index);

const run = new RegExp(`[\\u0080-\\u00FF${windowsCharacters}]{2,}`, 'g');

/** Marks that close a word or a sentence, so that a capital letter before them is more likely than mojibake. */
const closingMarks = new Set([0x85, 0x92, 0x94, 0x96, 0x97, 0x9b, 0xab, 0xbb]);

interface Sequence {
  readonly bytes: readonly number[];
  readonly character: string;
}

/**
 * Gives back the text with every run of wrongly decoded UTF-8 decoded again; text without such runs comes back unchanged.
 *
 * Works run by run, because real files hold mojibake beside correct characters. Text that was spoiled twice is repaired
 * twice: the result is a fixed point, so repairing it again changes nothing.
 */
export function repairMojibake(text: string): string {
  let repaired = text;
  for (;;) {
    const next = repaired.replace(run, (found: string, at: number, whole: string) => repairRun(found, at, whole));
    if (next === repaired) return repaired;
    repaired = next;
  }
}

function repairRun(found: string, at: number, whole: string): string {
  const bytes: number[] = [];
  for (const character of found) bytes.push(byteOf.get(character) ?? 0);
  const sequences: (Sequence | null)[] = [];
  let decoded = 0;
  for (let index = 0; index < bytes.length;) {
    const sequence = sequenceAt(bytes, index);
    sequences.push(sequence);
    if (sequence !== null) decoded += 1;
    index += sequence?.bytes.length ?? 1;
  }
  if (decoded === 0) return found;
  // Text that is not Western (Cyrillic, Chinese …) shows as a run that is UTF-8 from end to end; chance does not do that.
  const throughout = decoded >= 2 && sequences.every((sequence) => sequence !== null && !isRareScript(sequence.bytes[0] ?? 0));
  let result = '';
  let index = 0;
  for (const sequence of sequences) {
    const length = sequence?.bytes.length ?? 1;
    const before = index > 0 ? found.charAt(index - 1) : whole.charAt(at - 1);
    const after = index + length < found.length ? found.charAt(index + length) : whole.charAt(at + found.length);
    result +=
      sequence !== null && (throughout || isLikely(sequence.bytes, before, after))
        ? sequence.character
        : found.slice(index, index + length);
    index += length;
  }
  return result;
}

/** The well-formed UTF-8 sequence of two to four bytes that starts at `index`, or `null`. */
function sequenceAt(bytes: readonly number[], index: number): Sequence | null {
  const lead = bytes[index] ?? 0;
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0 || index + length > bytes.length) return null;
  let code = lead & (length === 2 ? 0x1f : length === 3 ? 0x0f : 0x07);
  for (let next = index + 1; next < index + length; next += 1) {
    const byte = bytes[next] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return null;
    code = code * 64 + (byte & 0x3f);
  }
  const smallest = length === 2 ? 0xa0 : length === 3 ? 0x800 : 0x10000;
  if (code < smallest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  return { bytes: bytes.slice(index, index + length), character: String.fromCodePoint(code) };
}

/**
 * Whether a single sequence is mojibake and not an accented letter followed by typographic marks: `“café”—` holds the
 * bytes of a Chinese character, `CAFÉ”` those of a phonetic one.
 */
function isLikely(bytes: readonly number[], before: string, after: string): boolean {
  const lead = bytes[0] ?? 0;
  const second = bytes[1] ?? 0;
  if (bytes.length === 4) return lead === 0xf0 && second === 0x9f;
  if (bytes.length === 3) {
    if (lead === 0xe2) return second <= 0xaf;
    return lead === 0xef && (second === 0xb8 || second >= 0xbb);
  }
  if (lead === 0xc2 || lead === 0xc3) return !(isCapital(before) && closingMarks.has(second) && !isLetter(after));
  return (lead === 0xc4 || lead === 0xc5) && /[a-z]/.test(before);
}

/** Lead bytes of Armenian, Syriac, N'Ko and phonetic letters: `ß…ß…` holds them, real plans do not. */
function isRareScript(lead: number): boolean {
  return (lead >= 0xc6 && lead <= 0xcd) || (lead >= 0xd4 && lead <= 0xd6) || (lead >= 0xdc && lead <= 0xdf);
}

function isCapital(character: string): boolean {
  return /\p{Lu}/u.test(character);
}

function isLetter(character: string): boolean {
  return /\p{L}/u.test(character);
}
