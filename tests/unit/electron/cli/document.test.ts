import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { everyOption, verbList } from '#electron/cli/verb-list.ts';
import { ProblemCode } from '#shared/contract/problem.ts';

const document = readFileSync(fileURLToPath(new URL('../../../../docs/cli.md', import.meta.url)), 'utf8');
const sections = new Map(document.split(/^## /mu).map((section) => [section.split(/[\s\n]/u, 1)[0] ?? '', section]));

test.each(verbList.map((verb) => [verb.name, verb] as const))(
  'docs/cli.md has a section on %s with its flags and an example of its JSON',
  (name, verb) => {
    const section = sections.get(name) ?? '';
    expect(section).not.toBe('');
    // `ready` takes and gives what `list` does.
    if (name === 'ready') return;
    for (const flag of Object.keys(verb.options)) expect(section, flag).toContain(`--${flag}`);
    expect(section).toContain('```json\n');
  },
);

test('every JSON example is JSON, up to the shortened texts', () => {
  const examples = [...document.matchAll(/```json\n([^]*?)```/gu)].map(([, example]) => example ?? '');
  expect(examples.length).toBeGreaterThan(verbList.length - 1);
  for (const example of examples) expect(() => JSON.parse(example), example).not.toThrow();
});

test('flags of every verb and all codes of refusals are named', () => {
  for (const flag of Object.keys(everyOption)) expect(document).toContain(`--${flag}`);
  for (const code of ProblemCode.options) expect(document).toContain(`\`${code}\``);
});
