// `npm run package`: bundles page, shell and engine, then packs the desktop app for this system. Where no Electron
// binary can be had it says so in one line, after the bundles are made, and fails; it never waits for an absent network.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, Platform } from 'electron-builder';
import { bundleElectron } from './bundle.ts';
import { electronIsReachable, installedElectron } from './electron-binary.ts';
import { ensurePage } from './page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

// `--bundle-only` stops after `dist/`; `--dir-only` packs a folder to try, without installers.
const { values } = parseArgs({ options: { 'bundle-only': { type: 'boolean' }, 'dir-only': { type: 'boolean' } } });

await ensurePage();
console.log('Bundling the desktop shell and the engine …');
await bundleElectron();
if (values['bundle-only'] === true) console.log('dist/ is ready.');
else if (installedElectron() === null && !(await electronIsReachable())) {
  console.error('dist/ is ready, but nothing was packed: there is no Electron binary here and its download host does not answer.');
  process.exitCode = 1;
} else {
  const made = await build({
    projectDir: root,
    config: join(root, 'electron-builder.yml'),
    targets: Platform.current().createTarget(values['dir-only'] === true ? 'dir' : undefined),
    publish: 'never',
  });
  console.log(made.length > 0 ? `Packed:\n${made.join('\n')}` : 'Packed into out/.');
}
