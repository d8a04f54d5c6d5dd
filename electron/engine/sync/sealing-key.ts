// One key a device for everything: what is sealed for a device is sealed for the X25519 form of its ed25519 key, which
// anybody works out from its id (RFC 7748, section 4.1: the two curves are one in two spellings).
import { ed25519 } from '@noble/curves/ed25519.js';
import { bech32 } from '@scure/base';

/** The age recipient of the device with this id; `null` when the id is no key that anything can be sealed for. */
export function recipientOf(deviceId: string): string | null {
  try {
    const point = ed25519.Point.fromHex(deviceId);
    // An owner can name any id as a device; one of the few weak points must not keep files from being written.
    if (point.isSmallOrder()) return null;
    return bech32.encodeFromBytes('age', ed25519.utils.toMontgomery(point.toBytes()));
  } catch {
    return null;
  }
}

/** The age identity that opens what was sealed for the device with the 32 secret bytes `seed`. */
export function identityOf(seed: Uint8Array): string {
  return bech32.encodeFromBytes('AGE-SECRET-KEY-', ed25519.utils.toMontgomerySecret(seed)).toUpperCase();
}
