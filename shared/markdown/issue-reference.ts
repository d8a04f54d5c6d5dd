// How plans refer to issues: `Issue #1`, `Phase 13`, `#013`, `BE-051`, `FE-027..FE-039`. Second step of reading, when all
// keys are known.

/** A piece of a list of references. `keys` is empty when it names no issue that is there. */
export interface ReferencePiece {
  readonly text: string;
  readonly keys: readonly string[];
  /** It looks like a reference to an issue. */
  readonly wanted: boolean;
  /** What follows the reference: `(implementation must exist first)`. */
  readonly note: string;
}

/** Finds issues by what plans call them. */
export interface ReferenceIndex {
  readonly exact: ReadonlyMap<string, string>;
  readonly numbered: ReadonlyMap<string, string>;
  readonly prefixes: ReadonlySet<string>;
  readonly longest: number;
}

const keyParts = /^(?:(issues?|phases?)\s*)?(#?)([A-Za-z]{0,12}?)-?(\d+(?:\.\d+)*)([a-z]?)$/i;
const opening = /^(?:(issues?|phases?|tasks?|tickets?)\s+)?(#?)((?:[A-Za-z]{1,12}-?)?\d+(?:\.\d+)*[a-z]?)(?![\w%]|\.\d)/i;
const range = /^\s*(?:\.\.\.?|-|–|—|to|through)\s*(?:(?:issues?|phases?)\s+)?#?((?:[A-Za-z]{1,12}-?)?\d+)(?![\w.])/i;
const nothing = /^(?:none|nothing|n\/a|no|nil|tbd|[-–—]+)(?=$|\s*[.,;:(]|\s+[–—-]\s)\s*/i;

/** Indexes the keys of a plan; the first of two equal keys wins. */
export function indexReferences(keys: readonly string[]): ReferenceIndex {
  const exact = new Map<string, string>();
  const numbered = new Map<string, string>();
  const prefixes = new Set<string>();
  let longest = 0;
  for (const key of keys) {
    const lower = key.toLowerCase();
    if (!exact.has(lower)) exact.set(lower, key);
    longest = Math.max(longest, key.length);
    const parts = partsOf(key);
    if (parts === null) continue;
    prefixes.add(parts.prefix);
    const name = `${parts.prefix}:${parts.number}`;
    if (!numbered.has(name)) numbered.set(name, key);
  }
  return { exact, numbered, prefixes, longest };
}

/** Whether a value says that there is nothing: `None (can start immediately)`, `Nothing (first phase)`, `-`; gives the words after it. */
export function readNothing(value: string): { readonly note: string } | null {
  const text = value.trim();
  const match = nothing.exec(text);
  return match === null ? null : { note: unwrap(text.slice(match[0].length)) };
}

/** Cuts a list of references into pieces and resolves each. */
export function readReferences(value: string, index: ReferenceIndex): ReferencePiece[] {
  const pieces: ReferencePiece[] = [];
  for (const part of splitOutsideParentheses(value)) {
    const whole = readPiece(part, index);
    const halves = part.split(/\s+(?:and|&|\+)\s+/);
    const parts = halves.length > 1 ? halves.map((half) => readPiece(half, index)) : [];
    if (parts.length > 1 && parts.every((piece) => piece.wanted)) pieces.push(...parts);
    else pieces.push(whole);
  }
  return pieces;
}

/** The issue that a text begins with (`Issue #1: ModelRouter`), with the rest of the text. */
export function readLeadingReference(text: string, index: ReferenceIndex): { readonly key: string; readonly rest: string } | null {
  const match = opening.exec(text);
  if (match === null) return null;
  const key = resolve(match[1] ?? '', match[2] ?? '', match[3] ?? '', index);
  return key === null ? null : { key, rest: text.slice(match[0].length) };
}

function readPiece(part: string, index: ReferenceIndex): ReferencePiece {
  const text = part
    .replaceAll(/\*\*|`/g, '')
    .trim()
    .replace(/\.$/, '');
  const whole = text.length <= index.longest ? index.exact.get(text.toLowerCase()) : undefined;
  if (whole !== undefined) return { text, keys: [whole], wanted: true, note: '' };
  const match = opening.exec(text);
  if (match === null) {
    const word = /^(\S+)\s+(\(.*\))$/s.exec(text);
    const key = word?.[1] === undefined ? undefined : index.exact.get(word[1].toLowerCase());
    return key === undefined
      ? { text, keys: [], wanted: false, note: '' }
      : { text, keys: [key], wanted: true, note: unwrap(word?.[2] ?? '') };
  }
  const [found, keyword = '', hash = '', name = ''] = match;
  const rest = text.slice(found.length);
  const wanted = looksWanted(keyword, hash, name, index);
  const first = resolve(keyword, hash, name, index);
  if (first === null) return { text, keys: [], wanted, note: '' };
  const until = range.exec(rest);
  const last = until?.[1] === undefined ? null : resolve(keyword, hash, until[1], index);
  if (until !== null && last !== null) {
    const keys = keysBetween(first, last, index);
    if (keys.length > 0) return { text, keys, wanted: true, note: unwrap(rest.slice(until[0].length)) };
  }
  return { text, keys: [first], wanted: true, note: unwrap(rest) };
}

function resolve(keyword: string, hash: string, name: string, index: ReferenceIndex): string | null {
  const exact = index.exact.get(name.toLowerCase()) ?? index.exact.get(`${hash}${name}`.toLowerCase());
  if (exact !== undefined && keyword === '') return exact;
  const parts = partsOf(name);
  if (parts === null) return null;
  const word = keyword.toLowerCase().replace(/s$/, '');
  const prefixes =
    parts.prefix !== ''
      ? [parts.prefix]
      : word === 'phase'
        ? ['phase']
        : word === 'issue' || hash !== ''
          ? ['issue', '']
          : ['', 'issue', 'phase'];
  for (const prefix of prefixes) {
    const key = index.numbered.get(`${prefix}:${parts.number}`);
    if (key !== undefined) return key;
  }
  return null;
}

function looksWanted(keyword: string, hash: string, name: string, index: ReferenceIndex): boolean {
  const word = keyword.toLowerCase().replace(/s$/, '');
  if (word === 'phase') return index.prefixes.has('phase');
  if (word === 'issue' || hash !== '') return true;
  const prefix = partsOf(name)?.prefix ?? '';
  return index.prefixes.has(prefix);
}

function keysBetween(first: string, last: string, index: ReferenceIndex): string[] {
  const from = partsOf(first);
  const to = partsOf(last);
  if (from === null || to === null || from.prefix !== to.prefix) return [];
  const low = Number.parseInt(from.number, 10);
  const high = Number.parseInt(to.number, 10);
  const keys: string[] = [];
  for (let at = low; at <= Math.min(high, low + 999); at += 1) {
    const key = index.numbered.get(`${from.prefix}:${at}`);
    if (key !== undefined) keys.push(key);
  }
  return keys;
}

function partsOf(key: string): { readonly prefix: string; readonly number: string } | null {
  const match = keyParts.exec(key);
  if (match === null) return null;
  const [, word = '', hash = '', letters = '', digits = '', suffix = ''] = match;
  const prefix = (letters !== '' ? letters : word !== '' ? word.replace(/s$/i, '') : hash !== '' ? 'issue' : '').toLowerCase();
  return { prefix, number: digits.replace(/^0+(?=\d)/, '') + suffix.toLowerCase() };
}

function splitOutsideParentheses(value: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= value.length; at += 1) {
    const character = value.charAt(at);
    if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth = Math.max(0, depth - 1);
    else if (at === value.length || (depth === 0 && (character === ',' || character === ';' || character === '、'))) {
      const part = value.slice(from, at).trim();
      if (part !== '') parts.push(part);
      from = at + 1;
    }
  }
  return parts;
}

/** `(note)` → `note`, `: note` → `note`. */
export function unwrap(text: string): string {
  const bare = text
    .trim()
    .replace(/^[\s,;:.–—-]+/, '')
    .trim();
  return /^\([^()]*\)$/.test(bare) ? bare.slice(1, -1).trim() : bare;
}
