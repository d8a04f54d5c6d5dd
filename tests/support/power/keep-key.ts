// A process that makes the key of a device in a plain file (when told so) and moves it into the key store, and says which key
// it had at which point. Run under power-loss.c.
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openDeviceKey, readDeviceKey } from '#electron/engine/store/device-key.ts';
import { keepDeviceKey } from '#electron/engine/store/sealed-key.ts';
import { must } from '#shared/base/must.ts';
import { reversingKeyStore } from '../reversing-key-store.ts';
import type { KeyOrder } from './record-power.ts';

// The harness is the only one that starts this file.
const { dataFolder, reportPath, isPlainFirst } = JSON.parse(must(process.argv[2], 'the order as argument')) as KeyOrder;
const report = openSync(reportPath, 'w');
const path = join(dataFolder, 'device.key');

if (isPlainFirst) {
  const key = openDeviceKey(path);
  if (key.ok) writeSync(report, key.value.deviceId);
}
const kept = await keepDeviceKey(path, reversingKeyStore());
if (!kept.ok) throw new Error(kept.error.message);
const key = readDeviceKey(kept.value, path);
if (key.ok) writeSync(report, key.value.deviceId);
