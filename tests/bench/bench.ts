// `npm run bench [-- NAME …] [-- --json]`: measures, and prints each figure as a ratio beside what it is compared with in
// the same run, so that results of different machines can be read together. Must never be part of the tests.
import type { Bench, Figure } from './measure.ts';

/** Loaded one by one, so that none is measured beside the code and the garbage of another that was not asked for. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  graph: async () => (await import('./graph-bench.ts')).graphBench,
  schedule: async () => (await import('./schedule-bench.ts')).scheduleBench,
  markdown: async () => (await import('./markdown-bench.ts')).markdownBench,
  engine: async () => (await import('./engine-bench.ts')).engineBench,
  page: async () => (await import('./page-bench.ts')).pageBench,
};

function row({ name, milliseconds, besideName, besideMilliseconds, limit }: Figure): string {
  const over = limit !== null && milliseconds > limit ? `  over ${limit} ms` : '';
  const ratio = (milliseconds / besideMilliseconds).toFixed(2);
  return `${name.padEnd(76)}${milliseconds.toFixed(2).padStart(10)} ms ${`${ratio} ×`.padStart(10)}  ${besideName} (${besideMilliseconds.toFixed(2)} ms)${over}`;
}

async function runBenches(names: readonly string[], onlyJson: boolean): Promise<number> {
  const unknown = names.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) {
    console.error(`Expected any of ${Object.keys(benches).join(', ')}; found ${unknown.join(', ')}.`);
    return 2;
  }
  const measured: (Figure & { readonly bench: string; readonly ratio: number })[] = [];
  for (const [name, load] of Object.entries(benches)) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (!onlyJson) console.log(`\n${name}`);
    const bench = await load();
    for await (const figure of bench.figures()) {
      measured.push({ bench: name, ...figure, ratio: figure.milliseconds / figure.besideMilliseconds });
      if (!onlyJson) console.log(`  ${row(figure)}`);
    }
  }
  if (!onlyJson) console.log('');
  console.log(JSON.stringify({ node: process.version, figures: measured }));
  return 0;
}

const words = process.argv.slice(2);
process.exitCode = await runBenches(
  words.filter((word) => !word.startsWith('--')),
  words.includes('--json'),
);
