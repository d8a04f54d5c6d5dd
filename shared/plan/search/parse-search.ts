// Reads the search language: `status:open priority:P0,P1 -label:later (auth* OR "single sign-on") estimate:>8`. Serves
// every place where issues are narrowed by typing. It never throws and never guesses: what it cannot read is refused with
// the position and what was expected there.
import { editDistance, nearestWord } from '#shared/base/nearest-word.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { searchField, type SearchField, searchFieldNames } from './search-field.ts';
import type { SearchNode, SearchProblem, SearchValue } from './search-node.ts';
import { readValue, type TypedValue, valuesOf } from './search-value.ts';

/** Parentheses deeper than this are a slip of the hand. */
const deepest = 20;
/** More conditions than anybody reads; it bounds the work of one search. */
const most = 100;

const closing: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“' };
const letterOrDigit = /[\p{L}\p{N}\p{Co}]/u;
const space = /\s/u;

/**
 * Reads a search. Words that stand beside each other all have to hold, `OR` between them asks for one of them and binds
 * weaker, `-` in front asks for the opposite, parentheses group. The last word typed matches from its start, any other when
 * a `*` follows. An empty text fits everything.
 */
export function parseSearch(text: string): Result<SearchNode, SearchProblem> {
  const parser = new Parser(text);
  try {
    return success(withOpenEnd(parser.read()));
  } catch (error) {
    if (error instanceof Refused) return failure(error.problem);
    throw error;
  }
}

/** Ends the reading; never leaves this file. */
class Refused extends Error {
  readonly problem: SearchProblem;
  constructor(problem: SearchProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

function refuse(message: string, position: number, length: number, expected: readonly string[] = []): never {
  throw new Refused({ message, position, length: Math.max(1, length), expected });
}

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #terms = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): SearchNode {
    return this.#alternatives();
  }

  /** `a b OR c`: joined by OR, each alternative a run of terms. */
  #alternatives(): SearchNode {
    const found: SearchNode[] = [];
    let operator: number | null = null;
    for (;;) {
      const node = this.#run();
      const or = this.#at;
      const more = this.#takeOr();
      if (isEmpty(node) && (more || operator !== null)) {
        refuse(
          '“OR” stands between two conditions, but one side is empty. Put the word in quotes to look for it.',
          more ? or : (operator ?? or),
          2,
        );
      }
      found.push(node);
      if (!more) break;
      operator = or;
    }
    return joined('any', found);
  }

  #run(): SearchNode {
    const found: SearchNode[] = [];
    for (;;) {
      this.#skipSpace();
      if (this.#at >= this.#text.length || this.#isOr() || (this.#depth > 0 && this.#text[this.#at] === ')')) break;
      const term = this.#term();
      if (term === null) continue;
      found.push(term);
      this.#terms += 1;
      if (this.#terms > most) refuse(`A search has at most ${most} conditions; leave some out.`, this.#at, 1);
    }
    return joined('all', found);
  }

  /** One condition; `null` for signs that no word is made of, which say nothing. */
  #term(): SearchNode | null {
    const sign = this.#text.charAt(this.#at);
    const next = this.#text.charAt(this.#at + 1);
    if (sign === '-' && next !== '' && next !== '-' && !space.test(next)) {
      this.#at += 1;
      const of = this.#term();
      return of === null ? null : { kind: 'not', of };
    }
    if (sign === '(') return this.#group();
    if (Object.hasOwn(closing, sign)) return this.#quotedText();
    return this.#fieldOrWord();
  }

  #group(): SearchNode | null {
    const opened = this.#at;
    if (this.#depth >= deepest) refuse(`Parentheses go at most ${deepest} deep.`, opened, 1);
    this.#depth += 1;
    this.#at += 1;
    const node = this.#alternatives();
    if (this.#text[this.#at] !== ')')
      refuse('This parenthesis is never closed. Add “)”, or put it in quotes to look for it.', opened, 1, [')']);
    this.#at += 1;
    this.#depth -= 1;
    return isEmpty(node) ? null : node;
  }

  #quotedText(): SearchNode | null {
    const { text } = this.#quoted();
    const prefix = this.#text[this.#at] === '*';
    if (prefix) this.#at += 1;
    return letterOrDigit.test(text) ? { kind: 'text', text, prefix, quoted: true } : null;
  }

  #fieldOrWord(): SearchNode | null {
    const start = this.#at;
    const name = /^[\p{L}][\p{L}-]*(?=:)/u.exec(this.#text.slice(start, start + 40))?.[0];
    if (name !== undefined) {
      const field = this.#fieldNamed(name, start);
      if (field !== null) return this.#field(field, start);
    }
    const word = this.#bare('');
    const text = word.replace(/\*+$/u, '');
    if (!letterOrDigit.test(text)) return null;
    return { kind: 'text', text, prefix: text !== word, quoted: false };
  }

  /** The field of `name:`; `null` where the text means something else: `https://…`, `Note: …`. */
  #fieldNamed(name: string, start: number): SearchField | null {
    const field = searchField(name);
    if (field !== null) return field;
    const rest = this.#text.slice(start + name.length + 1);
    const near = nearestWord(name, searchFieldNames);
    // A colon that a space follows is more often a sentence than a field, unless the name is a slip away from one.
    const slip = near !== null && editDistance(name.toLowerCase(), near, 2) <= (name.length < 6 ? 1 : 2);
    if (rest.startsWith('//') || (!slip && /^(?:\s|$)/u.test(rest))) return null;
    const meant = near === null ? `Fields are ${searchFieldNames.join(', ')}` : `Did you mean “${near}:”?`;
    return refuse(
      `There is no field “${name}:”. ${meant}${near === null ? '; p' : ' P'}ut the text in quotes to look for it as it is.`,
      start,
      name.length + 1,
      near === null ? searchFieldNames.map((known) => `${known}:`) : [`${near}:`],
    );
  }

  #field(field: SearchField, start: number): SearchNode {
    this.#at = this.#text.indexOf(':', start) + 1;
    const values: SearchValue[] = [];
    do {
      const from = this.#at;
      const typed = this.#value();
      if (!typed.quoted && typed.text === '') {
        const expected = valuesOf(field);
        refuse(`“${field}:” needs a value: ${expected.join(', ')}.`, start, from - start, expected);
      }
      const value = readValue(field, typed);
      if (!value.ok) refuse(value.error.message, from, this.#at - from, value.error.expected);
      values.push(value.value);
    } while (this.#take(','));
    return { kind: 'field', field, values };
  }

  #value(): TypedValue {
    if (!Object.hasOwn(closing, this.#text[this.#at] ?? '')) return { text: this.#bare(','), quoted: false };
    const typed = this.#quoted();
    const next = this.#text[this.#at];
    // A star or anything else right behind the quotes belongs to nothing.
    if (next !== undefined && next !== ',' && next !== ')' && !space.test(next)) {
      refuse(`After the closing quote a space or a comma was expected, but “${next}” came.`, this.#at, 1, [' ', ',']);
    }
    return typed;
  }

  /** Text in quotes; `\"` and `\\` stand for the signs themselves. */
  #quoted(): TypedValue {
    const opened = this.#at;
    const end = closing[this.#text[opened] ?? ''];
    let text = '';
    for (let at = opened + 1; at < this.#text.length; at += 1) {
      const sign = this.#text[at] ?? '';
      const next = this.#text[at + 1];
      if (sign === '\\' && (next === '\\' || next === '"')) {
        text += next;
        at += 1;
      } else if (sign === end) {
        this.#at = at + 1;
        return { text, quoted: true };
      } else text += sign;
    }
    return refuse('This quote is never closed. Add a quote at the end of what belongs together.', opened, this.#text.length - opened, [
      '"',
    ]);
  }

  /** Takes a run without spaces; inside a group it ends before the group does. */
  #bare(stop: string): string {
    const start = this.#at;
    let open = 0;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const sign = this.#text[this.#at] ?? '';
      if (space.test(sign) || sign === stop) break;
      if (sign === '(') open += 1;
      else if (sign === ')') {
        if (open === 0 && this.#depth > 0) break;
        open -= 1;
      }
    }
    return this.#text.slice(start, this.#at);
  }

  #skipSpace(): void {
    while (this.#at < this.#text.length && space.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #isOr(): boolean {
    return /^OR(?=[\s()"]|$)/u.test(this.#text.slice(this.#at, this.#at + 3));
  }

  #takeOr(): boolean {
    if (!this.#isOr()) return false;
    this.#at += 2;
    return true;
  }

  #take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }
}

/** Somebody may still be typing the last word, so it matches from its start. */
function withOpenEnd(node: SearchNode): SearchNode {
  if (node.kind === 'text') return node.quoted ? node : { ...node, prefix: true };
  if (node.kind === 'not') return { ...node, of: withOpenEnd(node.of) };
  if (node.kind === 'field') return node;
  return { ...node, of: node.of.map((part, index) => (index === node.of.length - 1 ? withOpenEnd(part) : part)) };
}

function isEmpty(node: SearchNode): boolean {
  return node.kind === 'all' && node.of.length === 0;
}

/** One part stands for itself, and parts of the same kind become one list. */
function joined(kind: 'all' | 'any', found: readonly SearchNode[]): SearchNode {
  const of = found.flatMap((node) => (node.kind === kind ? node.of : [node]));
  const [only] = of;
  return only !== undefined && of.length === 1 ? only : { kind: kind === 'any' && of.length === 0 ? 'all' : kind, of };
}
