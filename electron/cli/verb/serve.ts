import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPlanFile } from '#electron/engine/file/read-plan-file.ts';
import { problem } from '#shared/contract/problem.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import type { Call, Report, Verb } from '../call.ts';
import { Refusal, take } from '../refusal.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** `sextant serve`: the app in the browser, served on this machine only, until it is stopped. */
export const serveVerb: Verb = {
  name: 'serve',
  summary: 'open the app in the browser, served on this machine only',
  operands: '[FILE…]',
  words: [0, 1000],
  options: {
    port: { type: 'string', value: 'N', help: 'port on 127.0.0.1 (default any free one)' },
    open: { type: 'boolean', help: 'open the address in the browser, where there is a desktop' },
    sample: { type: 'boolean', help: 'fill the workspace with the sample when it is new' },
  },
  examples: ['sextant serve', 'sextant serve --port 4300 PLAN.md'],
  begins: true,
  run,
};

async function run(call: Call): Promise<Report> {
  const port = call.flags.number('port', { from: 0, to: 65_535 }) ?? 0;
  const files = call.words.map((word) => take(readPlanFile(resolve(call.host.cwd, word))));
  const pageFolder = await builtPage(call);
  const { serve } = await import('#electron/server/serve.ts');
  let lost: (reason: Refusal) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    lost = reject;
  });
  // Whoever prints the report waits for it; until then a loss must not count as unheard.
  ended.catch(() => {});
  const { importSample, isFirstRun } = await import('#electron/engine/sample-plan.ts');
  const first = isFirstRun(call.folder);
  const connection = await call.stay((reason) => lost(new Refusal(1, reason)));
  if (files.length > 0) take(await connection.run('import-plan', { files }, { onProgress: ({ step }) => call.progress(step) }));
  else if (first && call.flags.isSet('sample')) take(await importSample(connection, IsoDate.parse(call.host.today())));
  const server = take(await serve({ engine: connection, pageFolder, port }));
  if (call.flags.isSet('open')) openAddress(server.url, call);
  const stopServing = async (): Promise<void> => {
    try {
      await Promise.race([call.host.stopped(), ended]);
    } finally {
      await server.close();
    }
  };
  return {
    json: { url: server.url, folder: call.folder },
    text: (paint) => `Sextant is open at ${paint('title', server.url)}`,
    hint: 'The address lets one browser in. Stop with Ctrl+C.',
    until: stopServing(),
  };
}

async function builtPage(call: Call): Promise<string> {
  const folder = join(root, 'dist/page');
  if (existsSync(join(folder, 'index.html'))) return folder;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  if (existsSync(vite)) {
    call.host.writeError('Bundling the page (once) …\n');
    const bundling = spawn(process.execPath, [vite, 'build', '--config', 'build/vite.config.ts', '--logLevel', 'error'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await new Promise<void>((done) => {
      bundling.once('close', () => done());
      bundling.once('error', () => done());
    });
    if (existsSync(join(folder, 'index.html'))) return folder;
  }
  throw new Refusal(1, problem('unavailable', `The page is not built: expected it in ${folder}. Run npm start once.`, folder));
}

// Best effort: the address is printed anyway.
function openAddress(address: string, call: Call): void {
  const { platform } = process;
  const hasDesktop = platform !== 'linux' || Boolean(call.host.environment['DISPLAY'] ?? call.host.environment['WAYLAND_DISPLAY']);
  if (!hasDesktop) return;
  const opener = platform === 'darwin' ? 'open' : platform === 'win32' ? 'explorer.exe' : 'xdg-open';
  const opening = spawn(opener, [address], { stdio: 'ignore', detached: true });
  opening.on('error', () => {});
  opening.unref();
}
