import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { improveHere } from '#electron/engine/improve/improve-here.ts';
import { must } from '#shared/base/must.ts';
import { buildProblem } from '#shared/schedule/build-problem.ts';
import { heads } from '#shared/schedule/exact/project.ts';
import { instanceInput } from '#shared/schedule/instance/instance-input.ts';
import type { ProjectInstance } from '#shared/schedule/instance/project-instance.ts';
import { readProgen } from '#shared/schedule/instance/read-progen.ts';
import { periodProject } from '#shared/schedule/period/period-project.ts';
import { scheduleList } from '#shared/schedule/schedule-plan.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';
import { generateInstance } from '#tests/support/schedule/instance-generator.ts';
import type { Figure } from './measure.ts';

const samples = fileURLToPath(new URL('../../../shared/psplib/', import.meta.url));
/** Every tenth instance, unless all are asked for, which takes minutes. */
const step = process.env['SEXTANT_BENCH_ALL'] === undefined ? 10 : 1;

/** What one project came to. */
interface Outcome {
  readonly makespan: number;
  readonly longestChain: number;
  readonly isOptimal: boolean;
}

/** Projects of PSPLIB, where they lie beside the repository, and generated ones; each schedule goes through the checker. */
export async function* projectFigures(): AsyncGenerator<Figure> {
  if (existsSync(samples)) {
    yield* setFigures('j30', 0.5, ({ best }) => best, 0.03);
    yield* setFigures('j60', 1, ({ longestChain }) => longestChain, 10.8);
  }
  yield* sizeFigures(120, 2);
  yield* sizeFigures(300, 5);
}

/** Above what a set is measured. */
interface Known {
  readonly file: string;
  readonly longestChain: number;
  readonly best: number;
}

function* setFigures(set: 'j30' | 'j60', seconds: number, above: (known: Known) => number, limit: number): Generator<Figure> {
  const taken = knownOf(set).filter((_, at) => at % step === 0);
  let [deviation, best, proven] = [0, 0, 0];
  for (const known of taken) {
    const read = readProgen(readFileSync(samples + known.file, 'utf8'));
    if (!read.ok) throw new Error(`${known.file}:${read.error.line}: ${read.error.message}`);
    const { makespan, isOptimal } = outcomeOf(read.value, seconds);
    deviation += makespan / above(known) - 1;
    best += known.best / above(known) - 1;
    if (isOptimal) proven += 1;
  }
  const percent = 100 / taken.length;
  const name = `${set}, ${taken.length} projects, ${seconds} s each, above the ${set === 'j30' ? 'optimum' : 'longest chain'}`;
  yield { name, value: deviation * percent, unit: '%', besideName: 'best known', besideValue: best * percent, limit };
  const besideName = set === 'j30' ? 'bar 25' : 'of all';
  yield {
    name: `${set}, not proven to be optimal`,
    value: 100 - proven * percent,
    unit: '%',
    besideName,
    besideValue: 100,
    limit: set === 'j30' ? 25 : null,
  };
}

function* sizeFigures(activities: number, seconds: number): Generator<Figure> {
  const count = 12;
  const above = (limit: number): number => {
    let deviation = 0;
    for (let number = 0; number < count; number += 1) {
      const shape = { complexity: 1.5 + 0.3 * (number % 3), factor: 0.25 * (1 + (number % 4)), strength: 0.1 * (1 + (number % 5)) };
      const { makespan, longestChain } = outcomeOf(generateInstance({ seed: 100 + number, activities, ...shape }), limit);
      deviation += makespan / longestChain - 1;
    }
    return (deviation * 100) / count;
  };
  yield {
    name: `${count} generated projects of ${activities}, ${seconds} s each, above the longest chain`,
    value: above(seconds),
    unit: '%',
    besideName: 'in a tenth of the time',
    besideValue: above(seconds / 10),
    limit: null,
  };
}

function outcomeOf(project: ProjectInstance, seconds: number): Outcome {
  const input = instanceInput(project);
  const built = buildProblem(input);
  const { list, length, isOptimal } = improveHere(built, { seconds, schedules: null, seed: 1, onlyEnd: true });
  const breaches = scheduleBreaches(input, scheduleList(built, list));
  if (breaches.length > 0) throw new Error(`Expected a sound schedule, but: ${breaches.join(' ')}`);
  const periods = must(periodProject(built.problem), 'a project in periods').project;
  const longestChain = heads(periods).reduce((longest, head, activity) => Math.max(longest, head + (periods.duration[activity] ?? 0)), 0);
  const unit =
    project.activities.reduce((longest, { duration }) => Math.max(longest, duration), 0) /
    periods.duration.reduce((longest, duration) => Math.max(longest, duration), 1);
  return { makespan: length * unit, longestChain: longestChain * unit, isOptimal };
}

function knownOf(set: string): Known[] {
  const [, ...lines] = readFileSync(`${samples}best-known.csv`, 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const [name, , file = '', , , longestChain, , , best] = line.split(';');
    return name === set ? [{ file, longestChain: Number(longestChain), best: Number(best) }] : [];
  });
}
