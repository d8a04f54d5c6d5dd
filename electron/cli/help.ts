import type { Option, Verb } from './call.ts';
import { everyOption, verbList } from './verb-list.ts';

/** Help of the whole command line. */
export function generalHelp(): string {
  const width = Math.max(...verbList.map((verb) => usage(verb).length));
  return [
    'Sextant keeps and explains plans, offline.',
    '',
    'Usage: sextant VERB [flags]',
    '',
    ...verbList.map((verb) => `  ${usage(verb).padEnd(width)}  ${verb.summary}`),
    '',
    'Flags of every verb:',
    ...optionLines(everyOption),
    '  --version            show the version',
    '',
    'Exit codes: 0 done, 1 refused or failed, 2 wrong call.',
    'More on one verb: sextant VERB --help',
  ].join('\n');
}

/** Help of one verb. */
export function verbHelp(verb: Verb): string {
  const own = Object.keys(verb.options).length > 0 ? ['Flags:', ...optionLines(verb.options), ''] : [];
  return [
    `sextant ${verb.name}: ${verb.summary}.`,
    '',
    `Usage: sextant ${usage(verb)} [flags]`,
    '',
    ...own,
    'Flags of every verb:',
    ...optionLines(everyOption),
    '',
    'Examples:',
    ...verb.examples.map((example) => `  ${example}`),
  ].join('\n');
}

function usage(verb: Verb): string {
  return verb.operands === '' ? verb.name : `${verb.name} ${verb.operands}`;
}

function optionLines(options: Readonly<Record<string, Option>>): string[] {
  const left = Object.entries(options).map(([name, option]) => `--${name}${option.value === undefined ? '' : ` ${option.value}`}`);
  const width = Math.max(19, ...left.map((text) => text.length));
  return Object.values(options).map((option, index) => {
    const repeat = option.multiple ? ' (several: repeat it, or use commas)' : '';
    return `  ${(left[index] ?? '').padEnd(width)}  ${option.help}${repeat}`;
  });
}
