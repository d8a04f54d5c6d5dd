// Who makes changes: Automerge's name for it begins with that of the device, so that nobody who signs otherwise can count on
// where somebody else had been.
import { createHash } from 'node:crypto';

const prefixLength = 16;

/** What every actor of a device begins with: 16 hex digits. */
export function actorPrefix(deviceId: string): string {
  // A check of the store has no device.
  return deviceId.slice(0, prefixLength).padEnd(prefixLength, '0');
}

/** A new actor of a device: 32 hex digits, half of them made from an id that was never given before. */
export function newActor(deviceId: string, newId: string): string {
  return actorPrefix(deviceId) + createHash('sha256').update(newId).digest('hex').slice(0, prefixLength);
}
