// Splits text into the words that a search compares: runs of letters and digits, in lower case, without accents. The
// same rule as the tokenizer `unicode61 remove_diacritics 2` of SQLite's full-text index. Pure.

/** A word with the place that it has in the text, in UTF-16 units. */
export interface WordPlace {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const run = /[\p{L}\p{N}\p{Co}\p{M}]+/gu;
const marks = /\p{M}+/gu;
const plain = /^[\u0020-\u007f]*$/u;
const plainText = /^[\n\u0020-\u007f]*$/u;

/** The spelling in which words are compared. */
function foldedWord(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  // Composed again, for letters such as Korean syllables that are no letter with an accent.
  return text.normalize('NFD').replace(marks, '').normalize('NFC').toLowerCase();
}

/** The words of a text, each as it is compared, in order. */
export function* wordPlaces(text: string): Generator<WordPlace, void, void> {
  for (const found of text.matchAll(run)) {
    const word = foldedWord(found[0]);
    if (word !== '') yield { word, start: found.index, end: found.index + found[0].length };
  }
}

/** The words of a text. */
export function searchWords(text: string): string[] {
  // Most text: the general rule takes five times as long, which an import of many issues feels.
  if (plainText.test(text)) return text.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  return [...wordPlaces(text)].map(({ word }) => word);
}
