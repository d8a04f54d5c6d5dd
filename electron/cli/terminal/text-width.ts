import { stripVTControlCharacters } from 'node:util';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const plainLetters = /^[\x20-\x7E]*$/u;
const invisible = /^[\p{Cc}\p{Cf}\p{Mn}\p{Me}]+$/u;
const emoji = /\p{Emoji_Presentation}|\u{FE0F}/u;
// East Asian Wide and Fullwidth blocks, Unicode Standard Annex 11, without the emoji that are asked for above.
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1B000}-\u{1B2FF}\u{20000}-\u{3FFFD}]/u;

/** How many columns of a terminal a text takes; colour codes and combining marks take none, wide letters and emoji two. */
export function textWidth(text: string): number {
  // Most cells are plain letters; taking 100,000 of them apart into graphemes takes seconds.
  if (plainLetters.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(stripVTControlCharacters(text))) width += graphemeWidth(segment);
  return width;
}

/** Shortens a text to a number of columns; the last one is an ellipsis when something was cut. Not for coloured text. */
export function fitText(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let fitted = '';
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += graphemeWidth(segment);
    if (width > columns - 1) break;
    fitted += segment;
  }
  return `${fitted.trimEnd()}…`;
}

/**
 * Makes text from a plan safe to print on one line: control characters, which could drive the terminal, and directional
 * overrides, which could reorder the line, become visible blanks.
 */
export function safeLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ');
}

/** Makes text of several lines safe to print: as {@link safeLine}, but line ends and tabs stay. */
export function safeText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, ' ');
}

function graphemeWidth(grapheme: string): number {
  if (invisible.test(grapheme)) return 0;
  return emoji.test(grapheme) || wide.test(grapheme) ? 2 : 1;
}
