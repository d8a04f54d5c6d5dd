// First step of every npm script: makes a fresh clone ready, then runs a program of the repository on the pinned Node.
// Needs nothing but Node 18 and npm, so it is plain JavaScript and imports no package. Messages go to stderr, because
// stdout belongs to the program.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const lockfile = join(root, 'package-lock.json');
const installedLockfile = join(modules, '.package-lock.json');
const stamp = join(modules, '.sextant-lockfile');

// The first Node that runs TypeScript files without a flag.
const typeStripping = [22, 18];

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/** @param {string} version @param {number[]} least */
function isAtLeast(version, least) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > (least[0] ?? 0) || (major === least[0] && minor >= (least[1] ?? 0));
}

function lockfileHash() {
  return createHash('sha256').update(readFileSync(lockfile)).digest('hex');
}

// Content decides where a stamp says what was installed; after an install by hand only the times can tell.
function isInstalled() {
  if (!existsSync(installedLockfile)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lockfileHash();
  return statSync(installedLockfile).mtimeMs >= statSync(lockfile).mtimeMs;
}

/** @param {string[]} args */
function npm(args) {
  const script = process.env['npm_execpath'];
  const environment = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' };
  const run =
    script && /\.[cm]?js$/.test(script)
      ? spawnSync(process.execPath, [script, ...args], { cwd: root, env: environment, stdio: ['ignore', 2, 2] })
      : spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
          cwd: root,
          env: environment,
          stdio: ['ignore', 2, 2],
          shell: process.platform === 'win32',
        });
  return run.status === 0;
}

// npm's shims in .bin are shell scripts on Windows; the binary itself is what can be spawned.
function pinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(modules, 'node', 'bin', name);
  const probe = existsSync(path) ? spawnSync(path, ['--version'], { encoding: 'utf8' }) : null;
  return probe?.status === 0 && isAtLeast(probe.stdout.trim().slice(1), typeStripping) ? path : null;
}

function install() {
  console.error('Installing what package-lock.json lists (once, and again when it changes) …');
  // Without install scripts: no package needs one, except the pinned Node, which is asked for by name below.
  if (!npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])) {
    fail('npm could not install the packages. Its message is above; check the network and run the same command again.');
  }
  writeFileSync(stamp, lockfileHash());
}

if (!isAtLeast(process.versions.node, [18, 0])) fail(`Sextant needs Node 18 or newer to set itself up; this is ${process.versions.node}.`);
if (!isInstalled()) install();
let node = pinnedNode();
if (node === null && npm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])) node = pinnedNode();
if (node === null && isAtLeast(process.versions.node, typeStripping)) node = process.execPath;
if (node === null) fail('The pinned Node 24 could not be installed for this platform. Run the same command with Node 24 or newer.');

// npm moves to the folder of package.json; the files that a person names are meant from where the person is.
/** @param {string} name */
function folderOf(name) {
  const here = process.cwd();
  const called = process.env['INIT_CWD'];
  const takesFiles = name === 'build/start.ts' || name === 'electron/cli/main.ts';
  return takesFiles && join(here, '/') === root && called && existsSync(called) ? called : here;
}

// What Node makes of the sources (types taken out, code compiled) is kept: half of a start, and twelve megabytes of an engine.
const compileCache = process.env['NODE_COMPILE_CACHE'] ?? join(modules, '.cache/compile');

const [program, ...rest] = process.argv.slice(2);
if (program === undefined) process.exit(0);
const child = spawn(node, [join(root, program), ...rest], {
  stdio: 'inherit',
  cwd: folderOf(program),
  env: { ...process.env, PATH: [join(modules, '.bin'), process.env['PATH'] ?? ''].join(delimiter), NODE_COMPILE_CACHE: compileCache },
});
// Windows tells every program of a console by itself, and there `kill` would leave the child no time to close what is open.
/** @param {NodeJS.Signals} signal */
const passOn = (signal) => process.platform !== 'win32' && child.kill(signal);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => passOn(signal));
child.on('error', (error) => fail(`${program} could not be started: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1)));
