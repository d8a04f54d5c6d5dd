import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { openDeviceKey, verifySignature } from '#electron/engine/store/device-key.ts';
import { accepted, openStore } from '#tests/support/open-store.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

interface SignedRow {
  readonly hash: string;
  readonly device_id: string;
  readonly signature: Buffer;
}

test('the key is made once, for its owner only', () => {
  const path = join(temporaryFolder(), 'data', 'device.key');
  const [first, second] = [openDeviceKey(path), openDeviceKey(path)];
  expect(first.ok && second.ok && first.value.deviceId === second.value.deviceId).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

/** Opens the key at `path` in a thread of its own at the given instant, so that several do it at once. */
function openAt(path: string, instant: number): Promise<unknown> {
  const module = new URL('../../../../../electron/engine/store/device-key.ts', import.meta.url).href;
  const code = `const { parentPort } = require('node:worker_threads');
    import(${JSON.stringify(module)}).then(({ openDeviceKey }) => {
      while (Date.now() < ${instant});
      const opened = openDeviceKey(${JSON.stringify(path)});
      parentPort.postMessage(opened.ok ? opened.value.deviceId : opened.error.message);
    });`;
  const worker = new Worker(code, { eval: true });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

test('several that start at once on a new device get the same key, and leave nothing beside it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const path = join(temporaryFolder(), 'data', 'device.key');
    const instant = Date.now() + 600;
    const ids = new Set(await Promise.all(Array.from({ length: 4 }, () => openAt(path, instant))));
    expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/u)]);
    expect(readdirSync(dirname(path))).toEqual(['device.key']);
  }
});

test('every change in the log carries a signature of this device over its hash', () => {
  const open = openStore();
  const { roadmapId } = accepted(open.command('create-roadmap', { title: 'Plan' }));
  accepted(open.command('create-issue', { roadmapId, title: 'Work' }));
  const rows = open.reader.prepare<[], SignedRow>('SELECT hash, device_id, signature FROM change').all();
  expect(rows.length).toBeGreaterThan(4);
  for (const { hash, device_id, signature } of rows) {
    expect(verifySignature(device_id, hash, signature)).toBe(true);
    expect(
      verifySignature(
        device_id,
        hash.replace(/./, (digit) => (digit === '0' ? '1' : '0')),
        signature,
      ),
    ).toBe(false);
    expect(verifySignature('00'.repeat(32), hash, signature)).toBe(false);
  }
});

test('a file that is no key is refused with the way out', () => {
  const path = join(temporaryFolder(), 'device.key');
  writeFileSync(path, 'hello');
  const opened = openDeviceKey(path);
  expect(opened.ok ? null : opened.error).toMatchObject({
    code: 'storage',
    where: path,
    message: expect.stringContaining('Move the file away'),
  });
});
