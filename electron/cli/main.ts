// The `sextant` command: reads the command line, runs one verb against the engine in this process (or the one that has
// the workspace open) and sets the exit code. It must never write to a plan by itself: verbs only send commands.
import { localDay } from '#electron/engine/local-day.ts';
import type { Host } from './call.ts';
import { run } from './run.ts';

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
      process.once('SIGINT', () => stop());
      process.once('SIGTERM', () => stop());
    }),
};

// `sextant list | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await run(process.argv.slice(2), host);
