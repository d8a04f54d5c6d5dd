// Devices and changes for tests of what is sealed and bundled.
import { createHash, randomBytes } from 'node:crypto';
import * as Automerge from '@automerge/automerge';
import { membershipId } from '#electron/engine/store/change-log.ts';
import { deviceKeyFromSeed, type SecretDeviceKey } from '#electron/engine/store/device-key.ts';
import type { CarriedChange } from '#electron/engine/sync/carried-change.ts';

/** A device with a key of its own. */
export function makeDevice(): SecretDeviceKey {
  return deviceKeyFromSeed(randomBytes(32));
}

/** Changes of one document, each with a text, signed by the device. */
export function makeChanges(device: SecretDeviceKey, documentId: string, texts: readonly string[]): CarriedChange[] {
  let document = Automerge.init<{ text?: string }>();
  for (const text of texts) {
    document = Automerge.change(document, (draft) => {
      draft.text = text;
    });
  }
  return Automerge.getAllChanges(document).map((bytes) => ({
    documentId,
    kind: 'roadmap',
    roadmapId: null,
    deviceId: device.deviceId,
    signature: device.sign(Automerge.decodeChange(bytes).hash),
    bytes,
  }));
}

/** Something that has the form of an entry of the membership chain as far as a bundle looks at it. */
export function makeEntry(device: SecretDeviceKey, after: readonly string[]): CarriedChange {
  const bytes = Buffer.from(JSON.stringify({ author: device.deviceId, after }));
  const signature = device.sign(createHash('sha256').update(bytes).digest('hex'));
  return { documentId: membershipId, kind: 'membership', roadmapId: null, deviceId: device.deviceId, signature, bytes };
}
