// Tries a decoder with many hostile inputs, in processes of their own, and makes small what it cannot bear.
import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FuzzAnswer, FuzzOrder } from './fuzz-message.ts';
import type { TargetName } from './target-list.ts';

const program = fileURLToPath(new URL('./fuzz-program.ts', import.meta.url));
/** Inputs that are ordered at once: as many are tried again, one by one, when the process dies. */
const batch = 2000;
/** Findings after which a run ends: the rest is likely the same. */
const mostFindings = 5;
/** Tries at making a finding smaller. */
const mostTries = 400;

/** An input that a decoder cannot bear. */
export interface Finding {
  /** Number of the input. */
  readonly index: number;
  readonly fault: string;
  /** The input, made as small as it can be with the same fault. */
  readonly hex: string;
}

/** What came of many inputs. */
export interface FuzzTally {
  readonly target: TargetName;
  tried: number;
  taken: number;
  refused: number;
  /** Most bytes by which the process grew beyond what it needs for what is honest. */
  grown: number;
  readonly findings: Finding[];
}

/** A process in which a decoder is tried. */
class Trial {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<[FuzzAnswer] | 'gone'>;

  constructor(target: TargetName) {
    this.#child = fork(program, [target], { execArgv: ['--max-old-space-size=512', '--wasm-wrapper-tiering-budget=1000000000'] });
    this.#answers = this.#listen();
  }

  async *#listen(): AsyncGenerator<[FuzzAnswer] | 'gone'> {
    const gone = new AbortController();
    this.#child.once('exit', () => gone.abort());
    try {
      // What `on` gives are the arguments of each event.
      for await (const answer of on(this.#child, 'message', { signal: gone.signal })) yield answer as [FuzzAnswer];
    } catch {
      // It has ended.
    }
    for (;;) yield 'gone';
  }

  order(order: FuzzOrder): void {
    if (this.#child.connected) this.#child.send(order);
  }

  /** The next answer; `null` when the process is dead. */
  async hear(): Promise<FuzzAnswer | null> {
    const { value } = await this.#answers.next();
    return value === undefined || value === 'gone' ? null : value[0];
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    // It ends by itself then, and takes its folders with it.
    if (this.#child.connected) this.#child.disconnect();
    await gone;
  }
}

const died = 'died: it was out of memory, in a loop, or ended by an error that cannot be caught';

/** Says what a fault is, without the numbers in it, so that a smaller input with the same one is known. */
const kindOf = (fault: string): string => fault.replaceAll(/[0-9a-f]{8,}|\d+/gu, '#').slice(0, 120);

/** Whether inputs end badly by themselves, in a process that has seen nothing else. */
async function faultOf(target: TargetName, hex: string, alive: { trial: Trial | null }): Promise<string | null> {
  if (alive.trial === null) {
    alive.trial = new Trial(target);
    for (let heard = await alive.trial.hear(); heard !== null && heard.kind !== 'ready'; heard = await alive.trial.hear());
  }
  alive.trial.order({ kind: 'alone', hexes: [hex] });
  for (let heard = await alive.trial.hear(); ; heard = await alive.trial.hear()) {
    if (heard === null) {
      alive.trial = null;
      return died;
    }
    if (heard.kind === 'tried') return heard.fault;
  }
}

/** Takes away and evens out what a fault does not need. */
async function makeSmall(target: TargetName, finding: Finding): Promise<Finding> {
  const alive: { trial: Trial | null } = { trial: null };
  let bytes: Buffer = Buffer.from(finding.hex, 'hex');
  let { fault } = finding;
  const isSame = async (tried: Buffer): Promise<boolean> => {
    const found = await faultOf(target, tried.toString('hex'), alive);
    if (found === null || kindOf(found) !== kindOf(finding.fault)) return false;
    [bytes, fault] = [tried, found];
    return true;
  };
  let tries = 0;
  const most = finding.fault === died ? 12 : mostTries;
  // Of what only happens after other inputs the whole is told.
  if (await isSame(bytes)) {
    for (let size = Math.ceil(bytes.length / 2); size >= 1 && tries < most; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < bytes.length && tries < most; tries += 1) {
        const less = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + size)]);
        if (!(await isSame(less))) at += size;
      }
    }
  }
  await alive.trial?.end();
  return { index: finding.index, fault, hex: bytes.toString('hex') };
}

/** Tries inputs that were found before; gives those that still end badly. */
export async function replay(target: TargetName, hexes: readonly string[]): Promise<Finding[]> {
  const alive: { trial: Trial | null } = { trial: null };
  const findings: Finding[] = [];
  for (const [index, hex] of hexes.entries()) {
    const fault = await faultOf(target, hex, alive);
    if (fault !== null) findings.push({ index, fault, hex });
  }
  await alive.trial?.end();
  return findings;
}

/** Tries `runs` inputs. The same `seed` gives the same ones. */
export async function fuzz(target: TargetName, { runs, seed }: { readonly runs: number; readonly seed: number }): Promise<FuzzTally> {
  const tally: FuzzTally = { target, tried: 0, taken: 0, refused: 0, grown: 0, findings: [] };
  const found: Finding[] = [];
  let memory = 0;
  let trial: Trial | null = null;
  let careful = false;
  for (let from = 0; from < runs && found.length < mostFindings;) {
    if (trial === null) {
      trial = new Trial(target);
      let heard = await trial.hear();
      for (; heard?.kind === 'fault'; heard = await trial.hear()) found.push(heard);
      if (heard?.kind !== 'ready') throw new Error(`The target ${target} cannot be started.`);
      ({ memory } = heard);
    }
    const to = Math.min(runs, from + batch);
    trial.order({ kind: 'many', seed, from, to, careful });
    let begun: { index: number; hex: string } | null = null;
    let heard = await trial.hear();
    for (; heard !== null && heard.kind !== 'done'; heard = await trial.hear()) {
      if (heard.kind === 'begun') begun = heard;
      else if (heard.kind === 'fault') found.push(heard);
    }
    if (heard !== null) {
      tally.taken += heard.taken;
      tally.refused += heard.refused;
      tally.tried += to - from;
      tally.grown = Math.max(tally.grown, heard.peak - memory);
      from = to;
      careful = false;
      continue;
    }
    trial = null;
    if (begun === null) careful = true;
    else {
      found.push({ index: begun.index, fault: died, hex: begun.hex });
      from = begun.index + 1;
      careful = false;
    }
  }
  await trial?.end();
  const kinds = new Map(found.map((finding) => [kindOf(finding.fault), finding]));
  for (const finding of kinds.values()) tally.findings.push(await makeSmall(target, finding));
  return tally;
}
