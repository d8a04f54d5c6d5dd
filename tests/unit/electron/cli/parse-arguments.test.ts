import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Option } from '#electron/cli/call.ts';
import { generalHelp, verbHelp } from '#electron/cli/help.ts';
import { type Parsed, parseArguments } from '#electron/cli/parse-arguments.ts';
import { Refusal } from '#electron/cli/refusal.ts';
import { everyOption, verbList } from '#electron/cli/verb-list.ts';

function refusal(given: string[]): Refusal {
  try {
    parseArguments(given);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error(`Expected a refusal of ${given.join(' ')}.`);
}

function asVerb(parsed: Parsed): Parsed & { ask: 'verb' } {
  if (parsed.ask !== 'verb') throw new Error('Expected a verb.');
  return parsed;
}

describe('what stands after sextant', () => {
  test('a verb with flags before and after it, words in between', () => {
    const { verb, words, flags } = asVerb(parseArguments(['--workspace', '/w', 'show', 'Phase', '--json', '21', '--roadmap=Q3']));
    expect([verb.name, words, flags.text('workspace'), flags.text('roadmap')]).toEqual(['show', ['Phase', '21'], '/w', 'Q3']);
  });

  test('a number below zero is the value of its flag, and what is no value is said', () => {
    expect(asVerb(parseArguments(['set', '3', '--points', '-1'])).flags.text('points')).toBe('-1');
    expect(refusal(['set', '3', '--assignee', '--points', '1']).problem.message).toContain('--assignee needs a value');
  });

  test('lists may be repeated or joined by commas', () => {
    const { flags } = asVerb(parseArguments(['list', '--priority', 'P0,p1', '--priority', 'none', '--status', 'In Progress']));
    expect(flags.choices('priority', ['P0', 'P1'])).toEqual(['P0', 'P1', null]);
    expect(flags.choices('status', ['in-progress'])).toEqual(['in-progress']);
  });

  test.each([
    [['lst'], 'Did you mean list?'],
    [['list', '--redy'], 'Did you mean --ready?'],
    [['--redy', 'list'], 'Did you mean --ready?'],
    [['list', '--hours-per-week', '30'], 'has no flag --hours-per-week'],
    [['list', '--status'], 'argument missing'],
    [['list', '--ready=yes'], 'does not take an argument'],
    [['list', 'more'], 'but got more: more'],
    [['import'], 'FILE… is missing'],
    [['show'], 'KEY is missing'],
    [['depend', 'a', 'b', '--on', 'c'], 'but got more: b'],
  ])('%j is refused with exit code 2', (given, part) => {
    const refused = refusal(given);
    expect([refused.exit, refused.message]).toEqual([2, expect.stringContaining(part)]);
  });

  test.each([
    ['hours-per-week', '0'],
    ['hours-per-week', '-5'],
    ['hours-per-week', 'many'],
    ['hours-per-week', 'Infinity'],
    ['hours-per-week', '99999999'],
  ])('--%s %s is refused', (name, value) => {
    const { flags } = asVerb(parseArguments(['plan', `--${name}=${value}`]));
    expect(() => flags.number(name, { over: 0, to: 10_000 })).toThrow(/takes a number over 0/u);
  });

  test('help and version', () => {
    expect(parseArguments(['--version'])).toEqual({ ask: 'version' });
    expect(parseArguments(['--help'])).toEqual({ ask: 'help', verb: null });
    for (const verb of verbList) {
      expect(parseArguments([verb.name, '--help'])).toEqual({ ask: 'help', verb });
      expect(parseArguments(['help', verb.name])).toEqual({ ask: 'help', verb });
      expect(generalHelp()).toContain(verb.name);
      for (const name of [...Object.keys(verb.options), ...Object.keys(everyOption)]) expect(verbHelp(verb)).toContain(`--${name}`);
      expect(verbHelp(verb)).toContain(verb.examples[0]);
    }
  });

  test('a flag that several verbs have is of one type, so that a verb is found wherever it stands', () => {
    const types = new Map<string, string>();
    const options = verbList.flatMap((verb): [string, Option][] => Object.entries({ ...verb.options, ...everyOption }));
    for (const [name, { type }] of options) {
      expect(types.get(name) ?? type, name).toBe(type);
      types.set(name, type);
    }
    expect(types.get('workspace')).toBe('string');
  });

  test('whatever is typed is parsed or refused with exit code 2, never anything else', () => {
    const word = fc.oneof(
      fc.constantFrom(...verbList.map((verb) => verb.name), '--json', '--workspace', '--help', '-x', '--', '-', '--=', '--no-json', ''),
      fc.string({ maxLength: 8 }),
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (given) => {
        try {
          parseArguments(given);
        } catch (error) {
          refused += 1;
          expect(error instanceof Refusal && error.exit).toBe(2);
        }
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});
