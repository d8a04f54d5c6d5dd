// Reads the `.sm` files of ProGen, in which PSPLIB (Kolisch and Sprecher 1996) gives its projects of one mode.
import { success } from '#shared/base/result.ts';
import { NumberReader, Unexpected } from './number-reader.ts';
import { type InstanceResult, notInstance, type ProjectInstance } from './project-instance.ts';

/** Most of anything that is counted in a file. */
const most = 100_000;

/** Reads a `.sm` text; names the first line that is not as it should be. */
export function readProgen(text: string): InstanceResult {
  try {
    return success(read(text.split(/\r?\n/)));
  } catch (error) {
    if (error instanceof Unexpected) return notInstance(error.problem.line, error.problem.message);
    throw error;
  }
}

function read(lines: readonly string[]): ProjectInstance {
  const jobs = counted(lines, /^\s*jobs\b.*:\s*(\d+)/i, 'jobs (incl. supersource/sink ): …');
  const renewable = counted(lines, /^\s*-\s*renewable\s*:\s*(\d+)/i, '- renewable : …');
  for (const kind of ['nonrenewable', 'doubly constrained']) {
    const at = lines.findIndex((line) => new RegExp(String.raw`^\s*-\s*${kind}\s*:\s*[1-9]`, 'i').test(line));
    if (at !== -1)
      throw new Unexpected(at + 1, `Expected no ${kind} resources: projects of several modes cannot be planned. Take a file of one mode.`);
  }
  const successors = precedence(section(lines, 'PRECEDENCE RELATIONS', 1), jobs);
  const requests = section(lines, 'REQUESTS/DURATIONS', 2);
  const activities = Array.from({ length: jobs }, (_, job) => {
    const line = requests.line;
    const number = requests.next(`job number ${job + 1}`, 1, jobs);
    if (number !== job + 1) throw new Unexpected(line, `Expected the durations of job ${job + 1}, but found those of job ${number}.`);
    requests.next('mode 1', 1, 1);
    const duration = requests.next(`the duration of job ${number}`);
    const demand = Array.from({ length: renewable }, (__, at) => requests.next(`units of resource ${at + 1} for job ${number}`));
    return { duration, demand, successors: successors[job] ?? [] };
  });
  requests.end(`the durations of ${jobs} jobs`);
  const available = section(lines, 'RESOURCEAVAILABILITIES', 1);
  const capacity = Array.from({ length: renewable }, (_, at) => available.next(`units of resource ${at + 1}`));
  available.end(`the units of ${renewable} resources`);
  return { activities, capacity };
}

function precedence(numbers: NumberReader, jobs: number): number[][] {
  const all = Array.from({ length: jobs }, (_, job) => {
    const line = numbers.line;
    const number = numbers.next(`job number ${job + 1}`, 1, jobs);
    if (number !== job + 1) throw new Unexpected(line, `Expected the successors of job ${job + 1}, but found those of job ${number}.`);
    numbers.next('1 mode', 1, 1);
    const count = numbers.next(`how many successors job ${number} has`, 0, jobs);
    return Array.from({ length: count }, () => numbers.next(`a successor of job ${number}`, 1, jobs) - 1);
  });
  numbers.end(`the successors of ${jobs} jobs`);
  return all;
}

function counted(lines: readonly string[], pattern: RegExp, like: string): number {
  for (const [at, line] of lines.entries()) {
    const digits = pattern.exec(line)?.[1];
    if (digits === undefined) continue;
    const value = Number(digits);
    if (value > most) throw new Unexpected(at + 1, `Expected at most ${most} in "${like}", but found ${digits}.`);
    return value;
  }
  throw new Unexpected(1, `Expected a line "${like}", as .sm files of PSPLIB have, but there is none.`);
}

/** The numbers of a section, below its heads. */
function section(lines: readonly string[], title: string, heads: number): NumberReader {
  const at = lines.findIndex((line) => line.trimStart().toUpperCase().startsWith(title));
  if (at === -1) throw new Unexpected(lines.length, `Expected a section "${title}:", but there is none. Is the file cut off?`);
  const from = at + 1 + heads;
  const end = lines.findIndex((line, number) => number >= from && line.startsWith('*'));
  return new NumberReader(lines.slice(from, end === -1 ? undefined : end), from + 1);
}
