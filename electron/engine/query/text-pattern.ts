// What one word of a search looks for: the words of the index that it stands for, as an expression of FTS5 and as a
// comparison for titles and snippets. A word that nothing has is widened to words that contain it, then corrected.
import { editDistance } from '#shared/base/nearest-word.ts';
import { searchWords, type WordPlace, wordPlaces } from '#shared/plan/search/search-word.ts';
import type { SearchNode } from '#shared/plan/search/search-node.ts';
import type { Reader } from './reader.ts';

/** Words that stand in this order; the last may go on when `prefix`. */
interface Alternative {
  readonly words: readonly string[];
  readonly prefix: boolean;
}

/** What a word or phrase looks for; one alternative is enough. Without any nothing fits. */
export interface TextPattern {
  readonly alternatives: readonly Alternative[];
  /** The word of a title that was looked for instead, when the typed one is nowhere. */
  readonly corrected: string | null;
}

/** A word or phrase as it was typed. */
export type Text = Extract<SearchNode, { kind: 'text' }>;

/** How a word that is not found as typed may be taken. */
export interface Leniency {
  /** Words of titles and labels that contain it. */
  readonly widen: boolean;
  /** The nearest word of a title. */
  readonly correct: boolean;
}

/** A word of this many letters or fewer goes on only as words of titles and labels do: completed in the index it would touch most issues. */
const shortPrefix = 3;
/** Words that one may stand for. */
const mostWords = 100;
/** Scripts that are written without spaces, so that the index has whole sentences as words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}\p{sc=Myanmar}]/u;
const hasLetter = /\p{L}/u;

/** What `node` looks for in this state of the plan. */
export function textPattern(reader: Reader, node: Text, leniency: Leniency): TextPattern {
  const words = searchWords(node.text);
  const [only] = words;
  const typed: Alternative = { words, prefix: node.prefix };
  if (only === undefined) return { alternatives: [], corrected: null };
  if (words.length > 1) return { alternatives: [typed], corrected: null };
  if (unspaced.test(only))
    return { alternatives: [{ ...typed, prefix: true }, ...alternatives(containing(reader, only))], corrected: null };
  if (node.prefix && only.length <= shortPrefix && hasLetter.test(only)) {
    const found = [
      { words, prefix: false },
      ...alternatives(vocabulary(reader).filter(({ word }) => word !== only && word.startsWith(only))),
    ];
    if (found.length > 1 || !leniency.widen || isThere(reader, { words, prefix: false })) return { alternatives: found, corrected: null };
  } else if (!leniency.widen || isThere(reader, typed)) return { alternatives: [typed], corrected: null };
  return unfound(reader, typed, only, node, leniency);
}

/** A word that no issue has: what contains it, else the nearest one. */
function unfound(reader: Reader, typed: Alternative, word: string, node: Text, { correct }: Leniency): TextPattern {
  if (node.quoted) return { alternatives: [typed], corrected: null };
  const wider = word.length < 2 ? [] : containing(reader, word);
  if (wider.length > 0) return { alternatives: alternatives(wider), corrected: null };
  const nearest = correct ? nearestTitleWord(reader, word) : null;
  if (nearest === null) return { alternatives: [typed], corrected: null };
  return { alternatives: [{ words: [nearest], prefix: node.prefix }], corrected: nearest };
}

interface KnownWord {
  readonly word: string;
  /** One bit a letter that is in it, by its code modulo 32. */
  readonly letters: number;
}

const alternatives = (known: readonly KnownWord[]): Alternative[] =>
  known.slice(0, mostWords).map(({ word }) => ({ words: [word], prefix: false }));

/** Words of titles and labels, those of most issues first. One text instead of rows: fifty thousand of them are read in a few milliseconds. */
function vocabulary(reader: Reader): readonly KnownWord[] {
  return reader.remember('search words', () => {
    const [row] = reader.rows<{ words: string | null }>(
      `SELECT group_concat(word, char(10)) AS words FROM (SELECT word FROM search_word ORDER BY issues DESC, word)`,
    );
    if (row === undefined || row.words === null) return [];
    return row.words.split('\n').map((word) => ({ word, letters: lettersOf(word) }));
  });
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}

function containing(reader: Reader, part: string): readonly KnownWord[] {
  return vocabulary(reader).filter(({ word }) => word.includes(part));
}

/**
 * The word of a title that a mistyped one most likely means: the nearest by Damerau–Levenshtein distance, one step for 4
 * to 7 letters and two for more, of the words of most issues among equals. F. J. Damerau found that four of five slips are
 * one insertion, deletion, replacement or swap (CACM 7(3), 1964).
 */
function nearestTitleWord(reader: Reader, word: string): string | null {
  if (word.length < 4) return null;
  const most = word.length < 8 ? 1 : 2;
  let best: string | null = null;
  let bestDistance = most + 1;
  const own = lettersOf(word);
  for (const { word: known, letters } of vocabulary(reader)) {
    // One step brings one letter and takes another away at most, so most words are told apart by their letters.
    if (bitCount(own ^ letters) > 2 * (bestDistance - 1)) continue;
    const distance = editDistance(word, known, bestDistance - 1);
    if (distance < bestDistance) {
      best = known;
      bestDistance = distance;
    }
  }
  return best;
}

function isThere(reader: Reader, alternative: Alternative): boolean {
  const [word = '', more] = alternative.words;
  // Completing a word in the index is dear where most issues have one; titles nearly always tell.
  if (alternative.prefix && more === undefined && vocabulary(reader).some((known) => known.word.startsWith(word))) return true;
  const match = expression({ alternatives: [alternative], corrected: null });
  return reader.rows('SELECT rowid FROM issue_text WHERE issue_text MATCH @match LIMIT 1', { match }).length > 0;
}

/**
 * As {@link expression}, with half a word completed to words of titles and labels only: finds fewer, but without gathering
 * all that begin so before the first hit is known.
 */
export function quickExpression(reader: Reader, pattern: TextPattern): string {
  const completed = pattern.alternatives.flatMap((alternative) => {
    const [word, more] = alternative.words;
    if (!alternative.prefix || word === undefined || more !== undefined) return [alternative];
    return [
      { words: [word], prefix: false },
      ...alternatives(vocabulary(reader).filter((known) => known.word !== word && known.word.startsWith(word))),
    ];
  });
  return expression({ ...pattern, alternatives: completed });
}

/** The pattern as an expression of FTS5. Its words are letters and digits only, so no sign of that language can come in. */
export function expression({ alternatives: found }: TextPattern): string {
  if (found.length === 0) return '""';
  return `(${found.map(({ words, prefix }) => `"${words.join(' ')}"${prefix ? ' *' : ''}`).join(' OR ')})`;
}

/** How well a text has what a pattern looks for: 2 as whole words, 1 from their start, 0 not at all. */
export function fit(pattern: TextPattern, words: readonly string[]): 0 | 1 | 2 {
  let best: 0 | 1 | 2 = 0;
  for (const alternative of pattern.alternatives) {
    for (let at = 0; at < words.length && best < 2; at += 1) {
      const found = fitAt(alternative, words, at);
      if (found > best) best = found;
    }
  }
  return best;
}

function fitAt({ words: wanted, prefix }: Alternative, words: readonly string[], at: number): 0 | 1 | 2 {
  for (const [index, word] of wanted.entries()) {
    const there = words[at + index];
    if (there === undefined) return 0;
    if (there === word) continue;
    return prefix && index === wanted.length - 1 && there.startsWith(word) ? 1 : 0;
  }
  return 2;
}

/** Where a text has what the patterns look for, as ranges of UTF-16 units in order. */
export function markedPlaces(patterns: readonly TextPattern[], text: string): { readonly start: number; readonly end: number }[] {
  const places: WordPlace[] = [...wordPlaces(text)];
  const words = places.map(({ word }) => word);
  const marked: { start: number; end: number }[] = [];
  for (const [at, place] of places.entries()) {
    let longest = 0;
    for (const { alternatives: found } of patterns) {
      for (const alternative of found) if (fitAt(alternative, words, at) > 0) longest = Math.max(longest, alternative.words.length);
    }
    const last = places[at + longest - 1];
    const before = marked.at(-1);
    if (longest === 0 || last === undefined || (before !== undefined && before.end >= last.end)) continue;
    marked.push({ start: Math.max(place.start, before?.end ?? 0), end: last.end });
  }
  return marked;
}
