// Files as earlier versions wrote them. They are never changed: their value is their age.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readFlagFile, writeFlagFile } from '#shared/plan/flag-file.ts';

const text = (version: number): string => readFileSync(fileURLToPath(new URL(`flag/version-${version}.txt`, import.meta.url)), 'utf8');

test('a file of version 1 says what it said, in the words of today', () => {
  const rest = { description: '', rolloutPercent: 100, milestone: null, issues: [] };
  expect(readFlagFile(text(1))).toEqual({
    ok: true,
    value: [
      { name: 'new-table', on: true, ...rest },
      { name: 'fast-sync', on: false, ...rest },
      { name: '__proto__', on: true, ...rest },
      { name: 'Überblick 2', on: false, ...rest },
    ],
  });
});

test('a file of version 2 is read and written byte for byte', () => {
  const read = readFlagFile(text(2));
  expect(read.ok && writeFlagFile(read.value)).toBe(text(2));
});
