import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { assertionRule } from '#build/check/assertion-rule.ts';
import { cycleRule } from '#build/check/cycle-rule.ts';
import { documentationRule } from '#build/check/documentation-rule.ts';
import type { Check } from '#build/check/finding.ts';
import { importRule } from '#build/check/import-rule.ts';
import { deadCodeRule, formatRule, lintRule, typeRule } from '#build/check/program-rule.ts';
import { treeRule } from '#build/check/tree-rule.ts';
import { temporaryTree } from '#tests/support/temporary-folder.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** A tree that has this repository's configuration and packages, and only these files. */
function treeWith(files: Readonly<Record<string, string>>): string {
  const root = temporaryTree(files);
  mkdirSync(join(root, 'build/typescript'), { recursive: true });
  for (const path of ['.oxlintrc.json', '.oxfmtrc.json', 'build/typescript/base.json', 'build/typescript/shared.json']) {
    copyFileSync(join(repository, path), join(root, path));
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'), 'dir');
  return root;
}

async function found(check: Check, files: Readonly<Record<string, string>>): Promise<string[]> {
  return (await check.run(treeWith(files))).map(({ where, message }) => `${where} ${message}`);
}

const purpose = '// Adds.\n';
const documented = `${purpose}\n/** The answer. */\nexport const answer = 42;\n`;

describe('each check accepts a clean tree', () => {
  const clean = { 'shared/base/answer.ts': documented };
  it.each([treeRule, importRule, cycleRule, documentationRule, assertionRule, formatRule, lintRule, typeRule])('$name', async (check) => {
    expect(await found(check, clean)).toEqual([]);
  });
});

describe('the import table refuses', () => {
  const cases: readonly [string, string, string, string][] = [
    ['an edge upwards', 'shared/base/a.ts', `import '#shared/plan/issue.ts';`, 'shared/base may not import shared/plan/issue.ts'],
    ['a type import upwards', 'shared/graph/a.ts', `import type { A } from '#shared/schedule/b.ts';`, 'shared/graph may not import'],
    [
      'a dynamic import upwards',
      'shared/graph/a.ts',
      `export const a = () => import('#shared/schedule/b.ts');`,
      'shared/graph may not import',
    ],
    ['Node in shared code', 'shared/plan/a.ts', `import { join } from 'node:path';`, "may not use Node's node:path"],
    ['a package without a row', 'shared/layout/a.ts', `import { scaleLinear } from 'd3-scale';`, 'may not import the package d3-scale'],
    ['another feature', 'renderer/feature/graph/a.ts', `import '#renderer/feature/effort/b.ts';`, 'renderer/feature/* may not import'],
    ['electron in the engine', 'electron/engine/a.ts', `import { app } from 'electron';`, 'may not import the package electron'],
    ['the inside of the engine from the CLI', 'electron/cli/a.ts', `import '#electron/engine/store/b.ts';`, 'electron/cli may not import'],
    ['tests in product code', 'shared/plan/a.ts', `import '#tests/support/a.ts';`, 'may not import tests/support/a.ts'],
    ['a climb of two folders', 'shared/plan/deep/down/a.ts', `import '../../issue.ts';`, 'instead of climbing'],
    ['a folder without a row', 'shared/unknown/a.ts', `import './b.ts';`, 'no row of the import table covers this file'],
  ];
  it.each(cases)('%s', async (_, path, text, message) => {
    expect(await found(importRule, { [path]: text })).toEqual([expect.stringContaining(message)]);
  });
});

describe('the other checks catch', () => {
  it('an import cycle, with its path', async () => {
    const files = { 'shared/plan/a.ts': `import type { B } from './b.ts';`, 'shared/plan/b.ts': `import type { A } from './a.ts';` };
    expect(await found(cycleRule, files)).toEqual([expect.stringContaining('shared/plan/a.ts → shared/plan/b.ts → shared/plan/a.ts')]);
  });

  it('an export without a docblock and a file without a purpose', async () => {
    expect(await found(documentationRule, { 'shared/plan/a.ts': 'export const a = 1;\n' })).toEqual([
      expect.stringContaining('"a" has no docblock'),
      expect.stringContaining('Open the file'),
    ]);
  });

  it('an assertion without a reason', async () => {
    expect(await found(assertionRule, { 'shared/plan/a.ts': 'const a = JSON.parse("1") as number;\n' })).toHaveLength(1);
    expect(await found(assertionRule, { 'shared/plan/a.ts': 'const a = JSON.parse("1") as number; // it is one\n' })).toEqual([]);
  });

  it.each([
    ['a name that is not kebab-case', { 'shared/plan/MyFile.ts': documented }, 'kebab-case'],
    ['a name that says nothing', { 'shared/plan/utils.ts': documented }, 'names nothing'],
    ['a file that is too long', { 'shared/plan/long.ts': '\n'.repeat(501) }, 'two files'],
    ['a suppression', { 'shared/plan/a.ts': `// ${['@ts', 'ignore'].join('-')}\n` }, 'Suppressions'],
    ['unfinished work', { 'shared/plan/a.ts': `// ${['TO', 'DO'].join('')} later\n` }, 'Unfinished work'],
    ['a skipped test', { 'tests/unit/a.test.ts': `${['it', 'skip'].join('.')}('x', () => {});\n` }, 'No skipped'],
    ['a new top-level folder', { 'library/a.ts': '' }, 'Not a top-level folder'],
    ['a registry in the lockfile', { 'package-lock.json': '"resolved": "https://registry.example/x"' }, 'names a registry'],
  ])('%s', async (_, files, message) => {
    expect(await found(treeRule, files)).toEqual([expect.stringContaining(message)]);
  });

  it('a file that is not formatted', async () => {
    expect(await found(formatRule, { 'shared/base/a.ts': 'const a   =  "1"\n' })).toEqual([expect.stringContaining('shared/base/a.ts')]);
  });

  it('a promise that nobody waits for', async () => {
    const files = { 'shared/base/a.ts': 'async function a(): Promise<void> {}\na();\n', 'tsconfig.json': '{"include":["shared"]}' };
    expect(await found(lintRule, files)).toEqual([expect.stringContaining('no-floating-promises')]);
  });

  it('a global that the environment does not have', async () => {
    expect(await found(typeRule, { 'shared/base/a.ts': 'export const a = process.env;\n' })).toEqual([
      expect.stringContaining("Cannot find name 'process'"),
    ]);
  });

  it('an export that nobody uses', async () => {
    const files = {
      'package.json': '{"name":"x","type":"module"}',
      'knip.json': '{"entry":["shared/main.ts"],"project":["shared/**/*.ts"]}',
      'shared/main.ts': `import { used } from './part.ts';\nconsole.log(used);\n`,
      'shared/part.ts': 'export const used = 1;\nexport const unused = 2;\n',
    };
    expect(await found(deadCodeRule, files)).toEqual([expect.stringContaining('unused')]);
  });
});
