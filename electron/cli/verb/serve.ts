import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPlanFile } from '#electron/engine/file/read-plan-file.ts';
import { problem } from '#shared/contract/problem.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import type { Call, Report, Verb } from '../call.ts';
import type { PeerMoment } from '../peer/peer-event.ts';
import { stayPeer } from '../peer/stay-peer.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import type { Paint } from '../terminal/paint.ts';
import { shellWord } from '../terminal/shell-word.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** `sextant serve`: the app in the browser, served on this machine only, or an always-on peer, until it is stopped. */
export const serveVerb: Verb = {
  name: 'serve',
  summary: 'open the app in the browser, served on this machine only; with --peer stay connected to the team',
  operands: '[FILE…]',
  words: [0, 1000],
  options: {
    port: { type: 'string', value: 'N', help: 'port of the page on 127.0.0.1 (default any free one)' },
    open: { type: 'boolean', help: 'open the address in the browser, where there is a desktop' },
    sample: { type: 'boolean', help: 'fill the workspace with the sample when it is new' },
    peer: {
      type: 'boolean',
      help: 'be an always-on peer: sync with the team for as long as it runs, without a page; events as JSON on stderr',
    },
    page: { type: 'boolean', help: 'with --peer: serve the page, too' },
  },
  examples: ['sextant serve', 'sextant serve --port 4300 PLAN.md', 'sextant serve --peer --workspace ~/team'],
  begins: true,
  run,
};

async function run(call: Call): Promise<Report> {
  const port = call.flags.number('port', { from: 0, to: 65_535 }) ?? 0;
  const isPeer = call.flags.isSet('peer');
  const hasPage = !isPeer || call.flags.isSet('page');
  if (isPeer) refuseWithPeer(call, hasPage);
  else if (call.flags.isSet('page')) throw misuse('--page goes with --peer; without --peer the page is served anyway.', '--page');
  const files = call.words.map((word) => take(readPlanFile(resolve(call.host.cwd, word))));
  const pageFolder = hasPage ? await builtPage(call) : null;
  let lost: (reason: Refusal) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    lost = reject;
  });
  // Whoever prints the report waits for it; until then a loss must not count as unheard.
  ended.catch(() => {});
  const { importSample, isFirstRun } = await import('#electron/engine/sample-plan.ts');
  const first = isFirstRun(call.folder);
  // A service may be stopped while it still opens its workspace, and ends in order then, too; a person who presses Ctrl+C then waits for nothing.
  const stopped = isPeer ? call.host.stopped() : null;
  const connection = await call.stay((reason) => lost(new Refusal(1, reason)));
  if (files.length > 0) take(await connection.run('import-plan', { files }, { onProgress: ({ step }) => call.progress(step) }));
  else if (first && call.flags.isSet('sample')) take(await importSample(connection, IsoDate.parse(call.host.today())));
  const peer = isPeer ? await stayPeer(call, connection) : null;
  const { serve } = await import('#electron/server/serve.ts');
  const server = pageFolder === null ? null : take(await serve({ engine: connection, pageFolder, port }));
  if (server !== null && call.flags.isSet('open')) openAddress(server.url, call);
  const stopServing = async (): Promise<void> => {
    try {
      await Promise.race([stopped ?? call.host.stopped(), ended]);
    } finally {
      peer?.end();
      await server?.close();
    }
  };
  return { ...reportOf(call, server?.url ?? null, peer?.moment ?? null), until: stopServing() };
}

/** What would keep a peer from being taken in, or has no meaning for it. */
function refuseWithPeer(call: Call, hasPage: boolean): void {
  if (call.words.length > 0) throw misuse('A peer takes its plan from the team; import files with: sextant import FILE', call.words[0]);
  if (call.flags.isSet('sample')) throw misuse('--sample does not go with --peer: only an empty workspace can join a team.', '--sample');
  const needsPage = ['open', 'port'].find((name) => !hasPage && (call.flags.isSet(name) || call.flags.text(name) !== null));
  if (needsPage !== undefined) throw misuse(`--${needsPage} is about the page, which a peer serves with --page only.`, `--${needsPage}`);
}

function reportOf(call: Call, url: string | null, peer: PeerMoment | null): Report {
  const page = (paint: Paint): string[] => (url === null ? [] : [`Sextant is open at ${paint('title', url)}`]);
  if (peer === null) {
    return {
      json: { url, folder: call.folder },
      text: (paint) => page(paint).join(''),
      hint: 'The address lets one browser in. Stop with Ctrl+C.',
    };
  }
  const { deviceId, workspaceId, role } = peer.team;
  const standing =
    workspaceId === null ? 'It belongs to no team yet.' : role === null ? 'It was shut out of its team.' : `Its role is ${role}.`;
  const folder = shellWord(call.folder);
  const howToJoin = `On a device of an owner: sextant peer invite --role viewer. Then here: sextant peer join LINK --workspace ${folder}`;
  return {
    json: { url, folder: call.folder, deviceId, workspaceId, role },
    text: (paint) => [...page(paint), `This device is ${deviceId}. ${standing}`].join('\n'),
    hint: role === null ? howToJoin : 'Stop with Ctrl+C.',
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
