import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Classes that a style sheet of the page says the look of, wherever they stand: `.name {`, `.name:hover {`, `.name[data-x] {`. */
function classesOf(path: string): string[] {
  const sheet = readFileSync(path, 'utf8');
  return [...sheet.matchAll(/^\.([a-z][a-z0-9-]*)(?:[:[][^\s,{]*)?(?=,$| \{$)/gm)].map(([, name = '']) => name);
}

test('what a class looks like is said in one style sheet', () => {
  const sheetsOf = new Map<string, Set<string>>();
  for (const path of globSync('renderer/**/*.css', { cwd: root })) {
    for (const name of classesOf(`${root}/${path}`)) sheetsOf.set(name, (sheetsOf.get(name) ?? new Set()).add(path));
  }
  expect(sheetsOf.size).toBeGreaterThan(300);
  expect([...sheetsOf].filter(([, sheets]) => sheets.size > 1).map(([name, sheets]) => `.${name}: ${[...sheets].join(' and ')}`)).toEqual(
    [],
  );
});
