import { expect, test } from 'vitest';
import { openEngine } from '#electron/engine/open-engine.ts';
import { sextant } from '#tests/support/command-line.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

test('a baseline that is called after its day, or like the number of a change, is found by its name', async () => {
  const folder = temporaryFolder();
  const opened = await openEngine({ folder, dataFolder: temporaryFolder() });
  if (!opened.ok) throw new Error(opened.error.message);
  const names = ['2026-11-20', '2026-11-20 kick-off', '1', 'Now'];
  for (const name of names) expect(await opened.value.command('create-baseline', { name })).toMatchObject({ ok: true });
  await opened.value.close();
  for (const name of names) {
    const shown = await sextant(['at', name, 'outline'], { workspace: folder });
    expect(shown).toMatchObject({ code: 0 });
    expect(shown.error).toContain(`(baseline ${name})`);
  }
});
