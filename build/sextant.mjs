#!/usr/bin/env node
// The `sextant` command as npm links it: plain JavaScript without a dependency, so that any Node can start it. Where that
// Node is too old for the engine, the call is run again on the one in node_modules.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const main = new URL('../electron/cli/main.ts', import.meta.url);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
// Before 22.18 Node did not run TypeScript by itself.
const isNew = major > 22 || (major === 22 && minor >= 18);

// What Node makes of the sources (types taken out, code compiled) is kept: half of a start. Threads and children find it too.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/compile', import.meta.url));

if (isNew) {
  module.enableCompileCache();
  await import(main.href);
} else {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = ['../node_modules/node/bin/', '../node_modules/.bin/']
    .map((place) => fileURLToPath(new URL(place + name, import.meta.url)))
    .find((path) => existsSync(path));
  if (pinned === undefined) {
    console.error(
      `sextant: expected Node 22.18 or newer, this is ${process.versions.node}. Run npm install in ${fileURLToPath(new URL('..', import.meta.url))} first.`,
    );
    process.exitCode = 1;
  } else {
    const child = spawn(pinned, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
    // Windows tells every program of a console by itself, and there `kill` would leave the child no time to close what is open.
    const passOn = (signal) => process.platform !== 'win32' && child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => passOn(signal));
    child.on('error', (error) => {
      console.error(`sextant: ${pinned} could not be started: ${error.message}`);
      process.exitCode = 1;
    });
    child.on('close', (code) => {
      process.exitCode = code ?? 1;
    });
  }
}
