import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type FlagInFile, readFlagFile, writeFlagFile } from '#shared/plan/flag-file.ts';
import { writeFlagModule } from '#shared/plan/flag-typescript.ts';
import { must } from '#shared/base/must.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

// Files of flags: what is written is read back, whatever the texts hold; a broken file is refused with a place; the module
// compiles under `strict`, and its rollout is monotone and about as large as it says.

const anyText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '\ud83d', '"', '\\', '`${1}`', '*/', '\u2028', '</script>', 'a\nb'),
);
const name = anyText.map((text) => text.replace(/[\r\n]/gu, ' ').trim()).filter((text) => text !== '');
const flag: fc.Arbitrary<FlagInFile> = fc.record({
  name,
  description: anyText,
  on: fc.boolean(),
  rolloutPercent: fc.integer({ min: 0, max: 100 }),
  milestone: fc.option(fc.constantFrom('M1', 'v1.0')),
  issues: fc.array(fc.constantFrom('#1', '002'), { maxLength: 2 }),
});
const flags = fc.uniqueArray(flag, { selector: (one) => one.name, maxLength: 8 });

test('a file that was written is read back as it was', () => {
  fc.assert(
    fc.property(flags, (some) => {
      expect(readFlagFile(writeFlagFile(some))).toEqual({ ok: true, value: some });
    }),
    { numRuns: 300, seed: 21 },
  );
});

test('a file cut short or with a sign too many is refused with the place, or reads as flags; it never breaks', () => {
  let refused = 0;
  fc.assert(
    fc.property(flags, fc.nat(), fc.constantFrom('', '"', '}', '{', ',', '0', '\0', 'x'), (some, at, sign) => {
      const text = writeFlagFile(some);
      const place = at % text.length;
      const read = readFlagFile(sign === '' ? text.slice(0, place) : `${text.slice(0, place)}${sign}${text.slice(place)}`);
      if (read.ok) return;
      refused += 1;
      expect(read.error.place).toMatch(/^(line \d+, column \d+|flags.*|format|version|".*")$/su);
    }),
    { numRuns: 300, seed: 22 },
  );
  expect(refused).toBeGreaterThan(150);
});

/** What the generated module offers. */
const moduleShape = z.object({
  // Not a record schema: that would leave `__proto__` out.
  flags: z.custom<object>((value) => typeof value === 'object'),
  isFlagOn: z.custom<(name: string, unit: string) => boolean>((value) => typeof value === 'function'),
});

/** Messages of the compiler under everything that is strict; an empty list when it compiles. */
function compile(paths: readonly string[]): string[] {
  const program = ts.createProgram([...paths], {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    noImplicitReturns: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  });
  return ts.getPreEmitDiagnostics(program).map((found) => ts.flattenDiagnosticMessageText(found.messageText, '\n'));
}

async function load(path: string): Promise<z.infer<typeof moduleShape>> {
  const loaded: unknown = await import(/* @vite-ignore */ pathToFileURL(path).href);
  return moduleShape.parse({ ...Object(loaded) });
}

test('the module compiles under strict, whatever names and descriptions hold, and says what was set', async () => {
  const folder = temporaryFolder();
  const samples = [[], ...fc.sample(flags, { numRuns: 12, seed: 23 })];
  const paths = samples.map((some, index) => {
    const path = join(folder, `flags-${index}.ts`);
    writeFileSync(path, writeFlagModule(some));
    return path;
  });
  expect(compile(paths)).toEqual([]);
  for (const [index, some] of samples.entries()) {
    const { flags: stated, isFlagOn } = await load(must(paths[index], 'a path'));
    expect(Object.keys(stated)).toHaveLength(some.length);
    for (const { name: own, on, rolloutPercent } of some) {
      if (!on || rolloutPercent === 0) expect(isFlagOn(own, 'anybody')).toBe(false);
      else if (rolloutPercent === 100) expect(isFlagOn(own, 'anybody')).toBe(true);
    }
  }
});

test('a wrong name does not compile', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'flags.ts'), writeFlagModule([{ name: 'new-table', description: '', on: true, rolloutPercent: 5 }]));
  const use = join(folder, 'use.ts');
  writeFileSync(
    use,
    `import { isFlagOn, type FlagName } from './flags';\nexport const name: FlagName = 'new-table';\nisFlagOn('old-table', '');\n`,
  );
  expect(compile([use])).toEqual([expect.stringContaining('"old-table"')]);
});

test('a unit that has a flag keeps it when the percentage rises, and the share of units is close to the percentage', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'flags.ts');
  const percents = Array.from({ length: 101 }, (_, percent) => percent);
  // One flag under every percentage: the name is what the hash sees, so all modules share it.
  const shares = new Map<number, Set<string>>();
  const units = Array.from({ length: 20_000 }, (_, index) => `user-${index}`);
  for (const percent of percents.filter((value) => value % 10 === 0 || value === 1 || value === 99)) {
    const own = join(folder, `flags-${percent}.ts`);
    writeFileSync(own, writeFlagModule([{ name: 'new-table', description: '', on: true, rolloutPercent: percent }]));
    const { isFlagOn } = await load(own);
    shares.set(percent, new Set(units.filter((unit) => isFlagOn('new-table', unit))));
  }
  let before = new Set<string>();
  for (const [percent, on] of [...shares].toSorted(([one], [other]) => one - other)) {
    expect([...before].filter((unit) => !on.has(unit))).toEqual([]);
    // Five standard deviations of a fair draw.
    const spread = 5 * Math.sqrt((percent / 100) * (1 - percent / 100) * units.length);
    expect(Math.abs(on.size - (percent / 100) * units.length)).toBeLessThanOrEqual(spread);
    before = on;
  }
  writeFileSync(path, writeFlagModule(['a', 'b'].map((own) => ({ name: own, description: '', on: true, rolloutPercent: 50 }))));
  const { isFlagOn } = await load(path);
  const both = units.filter((unit) => isFlagOn('a', unit) && isFlagOn('b', unit)).length;
  // Flags draw independently: a quarter of the units has both.
  expect(Math.abs(both - units.length / 4)).toBeLessThan(5 * Math.sqrt((3 / 16) * units.length));
});
