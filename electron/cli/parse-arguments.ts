import { parseArgs } from 'node:util';
import type { Option, Verb } from './call.ts';
import { Flags } from './flags.ts';
import { nearestWord } from '#shared/base/nearest-word.ts';
import { misuse } from './refusal.ts';
import { everyOption, verbList } from './verb-list.ts';

/** A call as it was typed: help, the version, or a verb with its words and flags. */
export type Parsed =
  | { readonly ask: 'help'; readonly verb: Verb | null }
  | { readonly ask: 'version' }
  | { readonly ask: 'verb'; readonly verb: Verb; readonly words: readonly string[]; readonly flags: Flags };

const versionOption = { version: { type: 'boolean', help: '' } } as const satisfies Readonly<Record<string, Option>>;

/**
 * Parses what stands after `sextant`.
 *
 * @throws {Refusal} with exit code 2 for an unknown verb or flag (with the nearest known one), a missing value or a
 *   wrong number of words.
 */
export function parseArguments(typed: readonly string[]): Parsed {
  // A first, lenient pass with the flags of all verbs finds the verb, wherever it stands between flags.
  const anyOption = Object.assign({}, ...verbList.map((verb) => verb.options), everyOption, versionOption);
  const given = withNumbers(typed, anyOption);
  const lenient = parseArgs({ args: [...given], options: forNode(anyOption), strict: false, allowPositionals: true, tokens: true });
  const first = lenient.positionals[0];
  const asked = (name: string): boolean => lenient.values[name] === true;
  if (first === undefined) {
    if (asked('help')) return { ask: 'help', verb: null };
    if (asked('version')) return { ask: 'version' };
    const unknown = lenient.tokens.find((token) => token.kind === 'option' && !(token.name in anyOption));
    if (unknown?.kind === 'option') throw unknownFlag(unknown.rawName, null, Object.keys(anyOption));
    throw misuse(
      'Which verb? Known are the ones below.',
      null,
      verbList.map((verb) => verb.name),
    );
  }
  if (first === 'help') return { ask: 'help', verb: lenient.positionals[1] === undefined ? null : findVerb(lenient.positionals[1]) };
  if (first === 'at' && !asked('help') && lenient.positionals.length > 2) return parseArguments(inView(given, lenient.tokens));
  const verb = findVerb(first);
  if (asked('help')) return { ask: 'help', verb };
  const options = { ...verb.options, ...everyOption };
  for (const token of lenient.tokens) {
    if (token.kind === 'option' && !(token.name in options)) throw unknownFlag(token.rawName, verb, Object.keys(options));
  }
  const { values, positionals } = parseStrictly(given, options);
  const words = positionals.slice(1);
  checkWords(verb, words);
  return { ask: 'verb', verb, words, flags: new Flags(values) };
}

/** `--points -1` as `--points=-1`: a number is meant as the value, and whether it may be below zero is said by who takes it. */
function withNumbers(given: readonly string[], options: Readonly<Record<string, Option>>): string[] {
  const joined: string[] = [];
  for (const word of given) {
    const before = joined.at(-1);
    const takesValue = before?.startsWith('--') === true && options[before.slice(2)]?.type === 'string';
    if (takesValue && /^-\d/u.test(word)) joined[joined.length - 1] = `${before}=${word}`;
    else joined.push(word);
  }
  return joined;
}

/** `at WHEN VERB …` as `VERB … --in WHEN`. */
function inView(given: readonly string[], tokens: readonly { readonly kind: string; readonly index: number }[]): string[] {
  const [at, when] = tokens.filter(({ kind }) => kind === 'positional').map(({ index }) => index);
  return [...given.filter((_, index) => index !== at && index !== when), `--in=${given[when ?? 0] ?? ''}`];
}

function findVerb(name: string): Verb {
  const verb = verbList.find((known) => known.name === name);
  if (verb !== undefined) return verb;
  const names = verbList.map((known) => known.name);
  const nearest = nearestWord(name, names);
  throw misuse(`"${name}" is no verb.${nearest === null ? ` Known are ${names.join(', ')}.` : ` Did you mean ${nearest}?`}`, name, names);
}

function unknownFlag(typed: string, verb: Verb | null, known: readonly string[]): Error {
  const nearest = nearestWord(typed.replace(/^-+/u, ''), known);
  const place = verb === null ? 'Sextant' : `sextant ${verb.name}`;
  const meant = nearest === null ? ` See them with: sextant ${verb?.name ?? ''} --help` : ` Did you mean --${nearest}?`;
  return misuse(`${place} has no flag ${typed}.${meant}`, typed);
}

function parseStrictly(
  given: readonly string[],
  options: Readonly<Record<string, Option>>,
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args: [...given], options: forNode(options), strict: true, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [said = error.message] = error.message.split('\n');
    const flag = /^Option '(?:-\w, )?(--[\w-]+).* argument is ambiguous/u.exec(said)?.[1];
    if (flag === undefined) throw misuse(said);
    throw misuse(`${flag} needs a value, but what follows looks like another flag. A value that begins with a dash: ${flag}=-VALUE`, flag);
  }
}

function checkWords(verb: Verb, words: readonly string[]): void {
  const [fewest, most] = verb.words;
  if (words.length >= fewest && words.length <= most) return;
  const usage = `sextant ${verb.name} ${verb.operands}`.trim();
  if (words.length < fewest) throw misuse(`Expected ${usage}, but ${verb.operands} is missing.`);
  throw misuse(`Expected ${usage}, but got more: ${words.slice(most).join(' ')}`);
}

function forNode(options: Readonly<Record<string, Option>>): Record<string, { type: 'string' | 'boolean'; multiple?: boolean }> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, { type: option.type, ...(option.multiple ? { multiple: true } : {}) }]),
  );
}
