import { nearestWord } from '#shared/base/nearest-word.ts';
import { misuse } from '../refusal.ts';

/**
 * The action that the first word after a verb names, `list` when there is none, with the words behind it. `actions` tells
 * how many words each needs. @throws {Refusal} with exit code 2 for an unknown action or a wrong number of words.
 */
export function pickAction<Name extends string>(
  verb: string,
  words: readonly string[],
  actions: Readonly<Record<Name, readonly string[]>>,
): { readonly action: Name; readonly operands: readonly string[] } {
  // The keys of a constant object are its names.
  const names = Object.keys(actions) as Name[];
  const [given = 'list', ...operands] = words;
  const action = names.find((name) => name === given);
  if (action === undefined) {
    const nearest = nearestWord(given, names);
    throw misuse(
      `${verb} has no action "${given}".${nearest === null ? ` Known are ${names.join(', ')}.` : ` Did you mean ${nearest}?`}`,
      given,
      names,
    );
  }
  const wanted = actions[action];
  if (operands.length !== wanted.length) {
    throw misuse(
      `Expected sextant ${[verb, action, ...wanted].join(' ')}, but got ${operands.length === 0 ? 'nothing more' : operands.join(' ')}.`,
    );
  }
  return { action, operands };
}
