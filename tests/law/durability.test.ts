import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openStore } from '#tests/support/open-store.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

// Law 7, the part of it that a killed process shows: whatever was acknowledged is there after a restart.

const writer = fileURLToPath(new URL('../support/acknowledging-writer.ts', import.meta.url));

/** Lets a process write until it has acknowledged `enough` issues, kills it, and gives the acknowledged ids. */
async function writeAndKill(folder: string, enough: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (piece: Buffer) => {
    printed += piece.toString();
    if (printed.split('\n').length > enough) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return printed.split('\n').slice(0, -1);
}

test('a killed process loses nothing that it acknowledged, however often', async () => {
  const folder = temporaryFolder();
  const acknowledged: string[] = [];
  for (const enough of [1, 7, 23]) {
    acknowledged.push(...(await writeAndKill(folder, enough)));
    const open = openStore(folder);
    const ids = new Set(
      open.reader
        .prepare<[], { id: string }>('SELECT id FROM issue')
        .all()
        .map(({ id }) => id),
    );
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    const kept = open.rows();
    open.store.rebuild();
    expect(open.rows()).toEqual(kept);
    open.close();
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(31);
});
