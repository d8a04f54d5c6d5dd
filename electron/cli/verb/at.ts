import type { Verb } from '../call.ts';
import { misuse } from '../refusal.ts';

/** `sextant at WHEN VERB …`: another verb, asked in the plan as it was. The parser turns it into that verb with `--in WHEN`. */
export const atVerb: Verb = {
  name: 'at',
  summary: 'any reading verb, in the plan as it was',
  operands: 'WHEN VERB …',
  words: [2, Number.POSITIVE_INFINITY],
  options: {},
  examples: ['sextant at 2026-11-01 list --ready', 'sextant at 412 show "#3"', 'sextant at "Kick-off" effort --by milestone'],
  run: () => Promise.reject(misuse('Expected sextant at WHEN VERB, with a verb that reads.')),
};
