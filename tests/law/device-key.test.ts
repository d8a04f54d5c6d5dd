import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDeviceKey } from '#electron/engine/store/device-key.ts';
import { keepDeviceKey } from '#electron/engine/store/sealed-key.ts';
import { seededRandom } from '#shared/base/random.ts';
import { PowerDisk } from '#tests/support/power/power-trace.ts';
import { canRecordPower, recordKeyKeeping } from '#tests/support/power/record-power.ts';
import { reversingKeyStore } from '#tests/support/reversing-key-store.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

// A device that has once had a key never has another one, whenever its power is lost on the way into the key store.

const lossesAtEachPoint = 20;

/** The key that a start finds in `folder`, with the system's key store at hand. */
async function keyIn(folder: string): Promise<string> {
  const path = join(folder, 'device.key');
  const kept = await keepDeviceKey(path, reversingKeyStore());
  if (!kept.ok) return kept.error.message;
  const key = readDeviceKey(kept.value, path);
  return key.ok ? key.value.deviceId : key.error.message;
}

if (canRecordPower) {
  test.for([true, false])(
    'the key outlives a loss of power at every point of its way into the key store; in a plain file before: %s',
    { timeout: 120_000 },
    async (isPlainFirst) => {
      const folder = temporaryFolder();
      const { root, events } = await recordKeyKeeping(folder, isPlainFirst);
      const disk = new PowerDisk(root);
      const random = seededRandom(7);
      let had: string | null = null;
      let compared = 0;
      for (const event of events) {
        disk.take(event);
        if (event.type === 'mark') had = event.text;
        if (had === null) continue;
        for (let loss = 0; loss < lossesAtEachPoint; loss += 1) {
          const left = mkdtempSync(join(folder, 'left-'));
          disk.writeAfterLoss(left, random);
          expect(await keyIn(join(left, 'data'))).toBe(had);
          // A second start finds the same, sealed, and no plain key beside it.
          expect(await keyIn(join(left, 'data'))).toBe(had);
          expect(readdirSync(join(left, 'data'))).not.toContain('device.key');
          rmSync(left, { recursive: true });
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThanOrEqual(isPlainFirst ? 8 * lossesAtEachPoint : lossesAtEachPoint);
      expect(readFileSync(join(root, 'data', 'device.key.sealed'), 'utf8')).not.toContain('PRIVATE KEY');
    },
  );
} else {
  test('the test of keys and power loss did not run: it needs Linux and a C compiler', () => {
    expect(canRecordPower).toBe(false);
  });
}
