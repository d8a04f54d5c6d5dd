// Entry of the desktop app: says where the bundled parts lie and starts the shell. It must never touch plan data; the
// page reaches the engine through a port of its own.
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { startShell } from './shell.ts';

const folder = import.meta.dirname;

// Not awaited: Electron emits `ready` only after this module has been evaluated, so waiting here would wait for ever.
startShell({ page: join(folder, '../page'), preload: join(folder, 'preload.cjs'), engine: join(folder, 'engine.mjs') }).catch(
  (error: unknown) => {
    dialog.showErrorBox('Sextant could not start', error instanceof Error ? (error.stack ?? error.message) : String(error));
    app.exit(1);
  },
);
