import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
