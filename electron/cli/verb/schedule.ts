import { availableParallelism } from 'node:os';
import { readFileSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { buildProblem } from '#shared/schedule/build-problem.ts';
import { improveHere } from '#electron/engine/improve/improve-here.ts';
import { improveInThreads } from '#electron/engine/improve/improve-in-threads.ts';
import type { ImprovementLimits } from '#electron/engine/improve/improvement-run.ts';
import { problem } from '#shared/contract/problem.ts';
import { instanceInput, minutesPerPeriod } from '#shared/schedule/instance/instance-input.ts';
import type { ProjectInstance } from '#shared/schedule/instance/project-instance.ts';
import { readPatterson } from '#shared/schedule/instance/read-patterson.ts';
import { readProgen } from '#shared/schedule/instance/read-progen.ts';
import type { Improvement } from '#shared/schedule/improvement/improvement.ts';
import { scheduleList } from '#shared/schedule/schedule-plan.ts';
import { parseMoment } from '#shared/schedule/local-time.ts';
import type { Call, Report, Verb } from '../call.ts';
import { misuse, Refusal } from '../refusal.ts';

const longestSeconds = 86_400;
const mostSchedules = 1_000_000_000;
/** Seconds for a file where nothing else is said. */
const usualSeconds = 1;

/** `sextant schedule bench FILE…`: the scheduler measured on projects of the literature. */
export const scheduleVerb: Verb = {
  name: 'schedule',
  summary: 'measure the scheduler on projects of the literature: bench',
  operands: 'bench FILE…',
  words: [2, 100_000],
  options: {
    seconds: { type: 'string', value: 'S', help: `for each file (default ${usualSeconds}, or no limit with --schedules)` },
    schedules: {
      type: 'string',
      value: 'N',
      help: 'that are made of each file at most; the same N, seed and threads give the same answer',
    },
    seed: { type: 'string', value: 'N', help: 'where chance begins (default 1)' },
    threads: { type: 'string', value: 'N', help: 'that work on a file at once (default 1)' },
  },
  examples: ['sextant schedule bench j30/*.sm --seconds 0.5 --json', 'sextant schedule bench network.rcp --schedules 5000'],
  run,
};

/** One line of the answer. */
interface BenchRow {
  readonly instance: string;
  readonly makespan: number;
  readonly lowerBound: number;
  readonly optimal: boolean;
  readonly ms: number;
  readonly schedules: number;
}

async function run(call: Call): Promise<Report> {
  const [action = '', ...files] = call.words;
  if (action !== 'bench') throw misuse(`schedule has no action "${action}". Expected: sextant schedule bench FILE…`, action, ['bench']);
  const schedules = call.flags.number('schedules', { from: 1, to: mostSchedules });
  const seconds = call.flags.number('seconds', { over: 0, to: longestSeconds });
  const limits: ImprovementLimits = {
    seconds: seconds ?? (schedules === null ? usualSeconds : null),
    schedules: schedules === null ? null : Math.round(schedules),
    seed: Math.round(call.flags.number('seed', { from: 0, to: 2 ** 32 - 1 }) ?? 1),
    onlyEnd: true,
  };
  const threads = Math.round(call.flags.number('threads', { from: 1, to: 4 * availableParallelism() }) ?? 1);
  let proven = 0;
  for (const [at, file] of files.entries()) {
    call.progress(`${at + 1} of ${files.length}: ${basename(file)}`);
    const row = await measure(basename(file, extname(file)), readInstance(resolve(call.host.cwd, file), file), limits, threads);
    if (row.optimal) proven += 1;
    call.host.writeOutput(call.json ? `${JSON.stringify(row)}\n` : `${lineOf(row)}\n`);
  }
  return {
    json: null,
    text: () => '',
    printed: true,
    hint: `${files.length} ${files.length === 1 ? 'file' : 'files'}, ${proven} proven to be the shortest.`,
  };
}

/** Through the door that every plan goes through, so that what is measured is what plans get. */
async function measure(instance: string, project: ProjectInstance, limits: ImprovementLimits, threads: number): Promise<BenchRow> {
  const begun = performance.now();
  const input = instanceInput(project);
  const built = buildProblem(input);
  if (built.unplaced.length > 0)
    throw new Refusal(
      1,
      problem('not-a-plan', `${instance}: some activities need more units than there are, or wait for themselves.`, instance),
    );
  const signal = new AbortController().signal;
  const best: Improvement =
    threads === 1 ? improveHere(built, limits) : await improveInThreads(input, limits, threads, { signal, onProgress: () => {} });
  const { placements } = scheduleList(built, best.list);
  const ms = Math.round((performance.now() - begun) * 10) / 10;
  const from = [...placements.values()].reduce((earliest, { start }) => Math.min(earliest, parseMoment(start)), Number.POSITIVE_INFINITY);
  const until = [...placements.values()].reduce((latest, { finish }) => Math.max(latest, parseMoment(finish)), from);
  const lowerBound = Math.ceil((best.lowerBound - from) / minutesPerPeriod);
  return { instance, makespan: (until - from) / minutesPerPeriod, lowerBound, optimal: best.isOptimal, ms, schedules: best.schedules };
}

function lineOf({ instance, makespan, lowerBound, optimal, ms, schedules }: BenchRow): string {
  const gap = lowerBound > 0 ? ` (within ${((makespan / lowerBound - 1) * 100).toFixed(1)} %)` : '';
  return `${instance}: ${makespan}${optimal ? ', optimal' : `, at least ${lowerBound}${gap}`}, ${ms} ms, ${schedules} schedules`;
}

function readInstance(path: string, named: string): ProjectInstance {
  const result = (extname(path).toLowerCase() === '.rcp' ? readPatterson : readProgen)(readText(path, named));
  if (result.ok) return result.value;
  const { line, message } = result.error;
  throw new Refusal(1, problem('not-a-plan', `${named}:${line}: ${message}`, `${named}:${line}`));
}

function readText(path: string, named: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Refusal(
      1,
      problem('unreadable-file', `${named} cannot be read (${error instanceof Error ? error.message : String(error)}).`, named),
    );
  }
}
