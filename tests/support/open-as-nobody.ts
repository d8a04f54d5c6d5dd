// Opens a workspace as a user without privileges (root may do everything, whatever a folder says) and prints what came of it.
import { openEngine } from '#electron/engine/open-engine.ts';
import { must } from '#shared/base/must.ts';

const folder = must(process.argv[2], 'the workspace as argument');
const dataFolder = must(process.argv[3], 'the data folder as argument');
const nobody = 65_534;
if (process.getuid?.() === 0) {
  process.setgid?.(nobody);
  process.setuid?.(nobody);
}
const engine = await openEngine({ folder, dataFolder, author: 'Nobody' });
process.stdout.write(JSON.stringify(engine.ok ? { ok: true } : { ok: false, error: engine.error }));
if (engine.ok) await engine.value.close();
