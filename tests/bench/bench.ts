// `npm run bench [-- NAME …] [-- --json [FILE]]`: measures, and prints each figure beside its bar, and as a ratio to what it
// is compared with in the same run, so that results of different machines can be read together. Must never be part of the tests.
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import type { Bench, Figure } from './measure.ts';

/** Loaded one by one, so that none is measured beside the code and the garbage of another that was not asked for. */
const benches: Readonly<Record<string, (options: readonly string[]) => Promise<Bench>>> = {
  graph: async () => (await import('./graph-bench.ts')).graphBench,
  schedule: async () => (await import('./schedule-bench.ts')).scheduleBench,
  markdown: async () => (await import('./markdown-bench.ts')).markdownBench,
  engine: async (options) => (await import('./engine-bench.ts')).engineBench(options),
  search: async () => (await import('./search-bench.ts')).searchBench,
  page: async () => (await import('./page-bench.ts')).pageBench,
  sync: async () => (await import('./sync-bench.ts')).syncBench,
};

const spell = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

function row({ name, value, unit = 'ms', besideName, besideValue, limit }: Figure): string {
  const bar = limit === null ? '' : `≤ ${spell(limit)} ${unit}`;
  const verdict = limit === null ? '' : value <= limit ? 'met' : `missed by ${spell(value - limit)}`;
  const ratio = besideValue > 0 ? `${(value / besideValue).toFixed(2)} ×` : '–';
  const measured = `${spell(value)} ${unit}`;
  return `${name.padEnd(72)}${measured.padStart(12)}${bar.padStart(14)}  ${verdict.padEnd(18)}${ratio.padStart(9)}  ${besideName} (${spell(besideValue)} ${unit})`;
}

async function runBenches(names: readonly string[], options: readonly string[], print: (line: string) => void): Promise<object | null> {
  const unknown = names.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) {
    console.error(`Expected any of ${Object.keys(benches).join(', ')}; found ${unknown.join(', ')}.`);
    return null;
  }
  const measured: (Figure & { readonly bench: string; readonly met: boolean | null })[] = [];
  for (const [name, load] of Object.entries(benches)) {
    if (names.length > 0 && !names.includes(name)) continue;
    print(`\n${name}`);
    const bench = await load(options);
    for await (const figure of bench.figures()) {
      measured.push({ bench: name, ...figure, met: figure.limit === null ? null : figure.value <= figure.limit });
      print(`  ${row(figure)}`);
    }
  }
  const load = Math.round((loadavg()[0] ?? 0) * 100) / 100;
  return { node: process.version, processors: availableParallelism(), load, figures: measured };
}

const words = process.argv.slice(2);
const jsonAt = words.indexOf('--json');
const following = jsonAt < 0 ? undefined : words[jsonAt + 1];
// A file is told from the name of a bench by its ending.
const file = following?.endsWith('.json') === true ? following : null;
const names = words.filter((word) => !word.startsWith('--') && word !== file);
const options = words.filter((word) => word.startsWith('--') && word !== '--json');
const onlyJson = jsonAt >= 0 && file === null;

const result = await runBenches(names, options, onlyJson ? () => {} : console.log);
if (result === null) process.exitCode = 2;
else if (file !== null) writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
else console.log(`${onlyJson ? '' : '\n'}${JSON.stringify(result)}`);
