// The command line in this process: same verbs, same engine, a terminal that a test can look at.
import { tmpdir } from 'node:os';
import { run } from '#electron/cli/run.ts';

/** What one call of `sextant` came to. */
export interface CallResult {
  readonly code: number;
  readonly output: string;
  readonly error: string;
}

/** How the call is made. */
export interface CallSituation {
  readonly workspace?: string;
  /** A terminal of so many columns; none when absent. */
  readonly columns?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stopped?: Promise<void>;
}

/** Runs `sextant …` and answers what it printed and its exit code. Today is 2027-01-04, a Monday. */
export async function sextant(args: readonly string[], situation: CallSituation = {}): Promise<CallResult> {
  const { workspace, columns, environment = {}, cwd = tmpdir(), stopped = Promise.resolve() } = situation;
  let output = '';
  let error = '';
  const code = await run(workspace === undefined ? args : [...args, '--workspace', workspace], {
    cwd,
    environment,
    outputIsTerminal: columns !== undefined,
    errorIsTerminal: columns !== undefined,
    columns: columns ?? null,
    today: () => '2027-01-04',
    writeOutput: (text) => (output += text),
    writeError: (text) => (error += text),
    stopped: () => stopped,
  });
  return { code, output, error };
}
