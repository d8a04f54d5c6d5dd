// Reads one value of a field: `P0`, `>8`, `2..8`, `<7d`, `"M1 beta"`. Knows only the text of the value; where it stands
// is the parser's business.
import { nearestWord } from '#shared/base/nearest-word.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { IsoDate } from '../quantity.ts';
import { fieldOf, type SearchField } from './search-field.ts';
import type { Comparison, SearchValue } from './search-node.ts';

/** A value as it was typed. */
export interface TypedValue {
  readonly text: string;
  readonly quoted: boolean;
}

/** Why a value is none of its field's. */
interface ValueProblem {
  readonly message: string;
  readonly expected: readonly string[];
}

type Read = Result<SearchValue, ValueProblem>;

/** Numbers beyond this are refused: nothing in a plan is as large. */
const largest = 1_000_000;
const hoursOf: Readonly<Record<string, number>> = { '': 1, h: 1, d: 8, w: 40 };
const daysOf: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };
const compared = /^(>=|<=|>|<|=)?(.*)$/su;

/** Reads a value of `field`. */
export function readValue(field: SearchField, typed: TypedValue): Read {
  const { kind, none } = fieldOf(field);
  if (typed.text === '') return refuse(field, 'nothing');
  if (none && !typed.quoted && typed.text.toLowerCase() === 'none') return success({ kind: 'none' });
  switch (kind) {
    case 'word':
      return readWord(field, typed);
    case 'status':
      return readStatus(field, typed);
    case 'priority':
      return readPriority(field, typed);
    case 'name':
      return readName(field, typed);
    case 'amount':
      return readAmount(field, typed);
    case 'day':
      return readDay(field, typed);
  }
}

/** What may stand behind `field:`, for messages: words, then what else. */
export function valuesOf(field: SearchField): string[] {
  const { kind, words, none } = fieldOf(field);
  const more: Readonly<Record<typeof kind, readonly string[]>> = {
    word: [],
    status: [],
    priority: ['<=P1'],
    name: ['a name', '"a name of several words"', 'na*'],
    amount: field === 'estimate' ? ['8', '>8h', '<=2d', '2..8'] : ['8', '>8', '<=2', '2..8'],
    day: ['2026-11-30', '>=2026-11-01', '2026-11-01..2026-11-30', '<7d', 'today'],
  };
  return [...words, ...more[kind], ...(none ? ['none'] : [])];
}

function refuse(field: SearchField, came: string, near: string | null = null): Result<never, ValueProblem> {
  const expected = valuesOf(field);
  const meant = near === null ? '' : ` Did you mean ${field}:${near}?`;
  return failure({ message: `“${field}:” takes ${expected.join(', ')}, but got ${came}.${meant}`, expected });
}

const spelling = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, '-')
    .replace(/^canceled$/u, 'cancelled');

/** The word that is meant, in any case; `true` and `false` serve as yes and no. */
function wordOf(words: readonly string[], text: string): string | null {
  const wanted = spelling(text);
  const spelled = words.includes('yes') ? ({ true: 'yes', false: 'no', y: 'yes', n: 'no' }[wanted] ?? wanted) : wanted;
  return words.find((word) => word.toLowerCase() === spelled) ?? null;
}

function readWord(field: SearchField, { text }: TypedValue): Read {
  const { words } = fieldOf(field);
  const word = wordOf(words, text);
  return word === null ? refuse(field, `“${shortened(text)}”`, nearestWord(spelling(text), words)) : success({ kind: 'word', word });
}

/** A status that is nearly one of the words is more likely a slip than a wording; in quotes it is the wording all the same. */
function readStatus(field: SearchField, typed: TypedValue): Read {
  const { words } = fieldOf(field);
  if (typed.quoted) return readName(field, typed);
  const word = wordOf(words, typed.text);
  if (word !== null) return success({ kind: 'word', word });
  const near = typed.text.endsWith('*') ? null : nearestWord(spelling(typed.text), words);
  if (near === null) return readName(field, typed);
  const refused = refuse(field, `“${shortened(typed.text)}”`, near);
  return refused.ok ? refused : failure({ ...refused.error, message: `${refused.error.message} The plan's own wording goes in quotes.` });
}

function readPriority(field: SearchField, { text }: TypedValue): Read {
  const [, sign = '', rest = ''] = compared.exec(text) ?? [];
  const word = wordOf(fieldOf(field).words, rest);
  if (word === null) return refuse(field, `“${shortened(text)}”`, nearestWord(rest, fieldOf(field).words));
  if (sign === '' || sign === '=') return success({ kind: 'word', word });
  // The words of the field are P0 to P3, and the sign is one of those the pattern names.
  return success({ kind: 'amount', comparison: sign as Comparison, amount: Number(word.slice(1)) });
}

function readName(field: SearchField, { text, quoted }: TypedValue): Read {
  if (!quoted && fieldOf(field).words.includes('me') && text.toLowerCase() === 'me') return success({ kind: 'me' });
  const name = quoted ? text : text.replace(/\*+$/u, '');
  if (name.trim() === '') return refuse(field, `“${shortened(text)}”`);
  return success({ kind: 'name', text: name, prefix: name !== text });
}

function amountOf(field: SearchField, text: string): number | null {
  const found = /^(\d{1,9}(?:[.,]\d{1,9})?)\s*([a-z]*)$/u.exec(text.trim().toLowerCase());
  if (found === null) return null;
  const [, digits = '', unit = ''] = found;
  const units: Readonly<Record<string, number>> = field === 'estimate' ? hoursOf : { '': 1 };
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (factor === undefined) return null;
  const amount = Math.round(Number(digits.replace(',', '.')) * factor * 100) / 100;
  return amount <= largest ? amount : null;
}

function readAmount(field: SearchField, { text }: TypedValue): Read {
  const came = `“${shortened(text)}”`;
  const ends = text.split('..');
  if (ends.length === 2) {
    // A unit at the end holds for both: `2..8d`.
    const unit = /[a-z]*$/iu.exec(ends[1] ?? '')?.[0] ?? '';
    const first = ends[0] ?? '';
    const from = amountOf(field, /[a-z]$/iu.test(first) ? first : first + unit);
    const to = amountOf(field, ends[1] ?? '');
    if (from === null || to === null) return refuse(field, came);
    if (from > to) return refuse(field, `${came}, which runs backwards`, `${to}..${from}`);
    return success({ kind: 'amounts', from, to });
  }
  const [, sign = '=', rest = ''] = compared.exec(text) ?? [];
  const amount = amountOf(field, rest);
  if (amount === null) return refuse(field, came);
  // The sign is one of those the pattern names.
  return success({ kind: 'amount', comparison: sign as Comparison, amount });
}

function dayOf(text: string): string | null {
  return IsoDate.safeParse(text).success ? text : null;
}

function readDay(field: SearchField, { text }: TypedValue): Read {
  const came = `“${shortened(text)}”`;
  const ends = text.split('..');
  if (ends.length === 2) {
    const [from, to] = [dayOf(ends[0] ?? ''), dayOf(ends[1] ?? '')];
    if (from === null || to === null) return refuse(field, came);
    return from > to ? refuse(field, `${came}, which runs backwards`, `${to}..${from}`) : success({ kind: 'days', from, to });
  }
  const [, sign, rest = ''] = compared.exec(text) ?? [];
  // The sign is one of those the pattern names; without one a day is that day and an age all that is no older.
  const comparison = (sign === undefined ? null : sign) as Comparison | null;
  const named = { today: 0, yesterday: 1 }[rest.toLowerCase()];
  if (named !== undefined) return success({ kind: 'age', comparison: comparison === null ? '=' : mirrored(comparison), days: named });
  const age = /^(\d{1,5})([dwmy])$/u.exec(rest.toLowerCase());
  if (age !== null) {
    return success({ kind: 'age', comparison: comparison ?? '<=', days: Number(age[1]) * (daysOf[age[2] ?? ''] ?? 1) });
  }
  const day = dayOf(rest);
  return day === null ? refuse(field, came) : success({ kind: 'day', comparison: comparison ?? '=', day });
}

/** After a day is to be younger than it. */
function mirrored(comparison: Comparison): Comparison {
  const mirror: Readonly<Record<Comparison, Comparison>> = { '=': '=', '>': '<', '>=': '<=', '<': '>', '<=': '>=' };
  return mirror[comparison];
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
