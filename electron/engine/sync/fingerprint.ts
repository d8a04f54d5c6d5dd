// A short number that two people read to each other to see that their devices talk to one another and to nobody in between.
import { scryptSync } from 'node:crypto';

const groups = 3;
/** 10^5 a group. */
const groupSize = 100_000n;

/**
 * A device's half: 15 digits (49.8 bits) by scrypt, which makes each guess cost 16 MB and some 30 ms. Somebody in between needs a key
 * with just the half of the device that they pretend to be: 2^49 guesses, a million years of a core. The halves are of one device
 * each, because of one number over both devices it would be enough to find any two keys that agree, which takes the square root.
 */
function half(workspaceId: string, deviceId: string): string {
  const salt = `sextant fingerprint 1\0${workspaceId}`;
  const bytes = scryptSync(deviceId, salt, 16, { N: 16_384, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
  let number = BigInt(`0x${bytes.toString('hex')}`);
  const digits: string[] = [];
  for (let group = 0; group < groups; group += 1) {
    digits.push(String(number % groupSize).padStart(5, '0'));
    number /= groupSize;
  }
  return digits.join(' ');
}

/**
 * The fingerprint of a connection between two devices about a workspace: six groups of five digits, the same on both sides.
 * It takes some 60 ms, on purpose.
 */
export function fingerprint(workspaceId: string, oneDeviceId: string, otherDeviceId: string): string {
  const [first, second] = [oneDeviceId, otherDeviceId].toSorted();
  return `${half(workspaceId, String(first))} ${half(workspaceId, String(second))}`;
}
