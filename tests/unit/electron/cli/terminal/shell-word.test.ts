import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWord } from '#electron/cli/terminal/shell-word.ts';

test('what is plain stays plain', () => {
  expect(['001', 'SX-12', '/home/ada/plan.md', '#3', "What's up", '$HOME', '-x', ''].map(shellWord)).toEqual([
    '001',
    'SX-12',
    '/home/ada/plan.md',
    "'#3'",
    String.raw`'What'\''s up'`,
    "'$HOME'",
    "'-x'",
    "''",
  ]);
});

test.skipIf(process.platform === 'win32')('a shell takes back exactly what was meant', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom(...' ab#$`"\'\\!*?~;&|<>(){}[]-=\n'), maxLength: 12 }), {
    minLength: 20,
    maxLength: 40,
  });
  fc.assert(
    fc.property(words, (some) => {
      const script = some.map((word) => `printf '%s\\0' ${shellWord(word)}`).join('; ');
      expect(execFileSync('sh', ['-c', script]).toString('utf8')).toBe(some.map((word) => `${word}\0`).join(''));
    }),
    { numRuns: 10, seed: 3 },
  );
});
