// The `sextant` command: reads the command line, runs one verb against the engine in this process (or the one that has
// the workspace open) and sets the exit code. It must never write to a plan by itself: verbs only send commands.
import { localDay } from '#electron/engine/local-day.ts';
import type { Host } from './call.ts';
import { run } from './run.ts';

/** From then on a second Ctrl+C ends the process at once, in milliseconds. */
const insistAfter = 1000;

const host: Host = {
  cwd: process.cwd(),
  environment: process.env,
  outputIsTerminal: process.stdout.isTTY,
  errorIsTerminal: process.stderr.isTTY,
  columns: process.stdout.isTTY ? process.stdout.columns : null,
  today: () => localDay(),
  writeOutput: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  stopped: () =>
    new Promise((stop) => {
      let askedAt: number | null = null;
      const ask = (): void => {
        // Ctrl+C arrives once from the terminal and once more from each program that started this one and passes it on;
        // only a person who asks again later wants no orderly end.
        if (askedAt !== null && performance.now() - askedAt > insistAfter) process.exit(130);
        askedAt ??= performance.now();
        stop();
      };
      process.on('SIGINT', ask);
      process.on('SIGTERM', ask);
    }),
};

// `sextant list | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const code = await run(process.argv.slice(2), host);
// Once everything is written: what the network still has to say to nobody keeps nobody waiting.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
