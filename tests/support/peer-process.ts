// `sextant serve --peer` as a process of its own, with its log read line by line.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const main = fileURLToPath(new URL('../../electron/cli/main.ts', import.meta.url));

/** A line of the log. */
type LogLine = Readonly<Record<string, unknown>> & { readonly event: string };

/** A running peer. */
export interface PeerProcess {
  /** What it printed when it was ready. */
  readonly report: Promise<Record<string, unknown>>;
  /** Everything that it logged, as text. */
  log(): string;
  /** The next line of this event, from what was logged already and not asked for. */
  next(event: string): Promise<LogLine>;
  /** Sends the signal and gives exit code and signal. */
  end(signal: NodeJS.Signals): Promise<unknown[]>;
}

/** Starts a peer on the workspace in `folder`/workspace, with its data beside it; `flags` are added. */
export function startPeer(folder: string, ...flags: readonly string[]): PeerProcess {
  const child: ChildProcess & { readonly stdout: NodeJS.ReadableStream; readonly stderr: NodeJS.ReadableStream } = spawn(
    process.execPath,
    [main, 'serve', '--peer', '--json', '--workspace', join(folder, 'workspace'), ...flags],
    { env: { ...process.env, SEXTANT_DATA: join(folder, 'data') }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: LogLine[] = [];
  const waiting: { event: string; resolve(line: LogLine): void }[] = [];
  let text = '';
  createInterface(child.stderr).on('line', (line) => {
    text += `${line}\n`;
    // Every line is a JSON object, or the test fails here.
    const said: LogLine = JSON.parse(line);
    const place = waiting.findIndex(({ event }) => event === said.event);
    if (place === -1) lines.push(said);
    else waiting.splice(place, 1)[0]?.resolve(said);
  });
  const printed: Buffer[] = [];
  const report = new Promise<Record<string, unknown>>((resolve) => {
    child.stdout.on('data', (bytes: Buffer) => {
      printed.push(bytes);
      const whole = Buffer.concat(printed).toString();
      if (whole.endsWith('}\n')) resolve(JSON.parse(whole));
    });
  });
  return {
    report,
    log: () => text,
    next(event) {
      const place = lines.findIndex((line) => line.event === event);
      const [found] = place === -1 ? [] : lines.splice(place, 1);
      return found === undefined ? new Promise((resolve) => void waiting.push({ event, resolve })) : Promise.resolve(found);
    },
    async end(signal) {
      const ended = once(child, 'close');
      child.kill(signal);
      return ended;
    },
  };
}
