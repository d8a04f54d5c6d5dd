// The device's own ed25519 key: it signs every change that is made here, and its public half is the device's name. It is
// kept in a file that only its owner can read, or sealed by the system's key store (see sealed-key.ts).
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure, success, type Result } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { writeOnce } from './write-once.ts';

/** What signs for this device. */
export interface DeviceKey {
  /** The public key, 64 hex digits. */
  readonly deviceId: string;
  /** Signs the bytes of a change's hex hash. */
  sign(hash: string): Uint8Array;
}

/** The key itself, and not only what it does. */
export interface SecretDeviceKey extends DeviceKey {
  /** The 32 secret bytes, for the network that proves the key to other devices, and for nobody else. */
  seed(): Uint8Array;
}

/** Where the key of a device is. */
export interface DeviceKeyPlace {
  /** Its file, created on first use; outside of workspaces, because folders are copied between machines. */
  readonly deviceKeyPath: string;
  /** The key itself (PEM), when the host was given it by the system's key store; the file is not looked at then. */
  readonly deviceKey?: string;
}

/** DER prefix of a raw ed25519 public key (RFC 8410). */
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');
/** What stands before the 32 secret bytes in the DER form of an ed25519 private key (RFC 8410). */
const secretPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The file of the device's key in the device's data folder. */
export function deviceKeyPathIn(dataFolder: string): string {
  return join(dataFolder, 'device.key');
}

/** The file in which the key lies when the system's key store has sealed it. */
export function sealedKeyPath(deviceKeyPath: string): string {
  return `${deviceKeyPath}.sealed`;
}

/** A new key as PEM. */
export function newDeviceKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Reads a key from its PEM; `where` is named when it is none. */
export function readDeviceKey(pem: string | Uint8Array, where: string): Result<SecretDeviceKey, Problem> {
  let key: KeyObject;
  try {
    key = createPrivateKey(Buffer.from(pem));
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`expected an ed25519 key, found ${String(key.asymmetricKeyType)}`);
  } catch (error) {
    return failure(unusable(error, where));
  }
  return success(deviceKeyOf(key));
}

function deviceKeyOf(key: KeyObject): SecretDeviceKey {
  const exported = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    deviceId: exported.subarray(publicPrefix.length).toString('hex'),
    sign: (hash) => sign(null, Buffer.from(hash, 'hex'), key),
    seed: () => Uint8Array.from(key.export({ type: 'pkcs8', format: 'der' }).subarray(secretPrefix.length)),
  };
}

/** The key with these 32 secret bytes. */
export function deviceKeyFromSeed(seed: Uint8Array): SecretDeviceKey {
  return deviceKeyOf(createPrivateKey({ key: Buffer.concat([secretPrefix, seed]), format: 'der', type: 'pkcs8' }));
}

function unusable(error: unknown, where: string): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return problem('storage', `The key of this device cannot be used (${reason}). Move the file away to get a new one.`, where);
}

/** Reads the key in the file at `path`, making one on first use, readable for its owner only. */
export function openDeviceKey(path: string): Result<SecretDeviceKey, Problem> {
  try {
    if (!existsSync(path)) writeOnce(path, newDeviceKey());
    return readDeviceKey(readFileSync(path), path);
  } catch (error) {
    return failure(unusable(error, path));
  }
}

/** Keys of devices that were met lately: making one takes as long as checking a signature. */
const met = new Map<string, KeyObject>();
const mostMet = 100;

function publicKeyOf(deviceId: string): KeyObject {
  const known = met.get(deviceId);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: Buffer.concat([publicPrefix, Buffer.from(deviceId, 'hex')]), format: 'der', type: 'spki' });
  if (met.size >= mostMet) met.clear();
  met.set(deviceId, key);
  return key;
}

/** Whether `signature` over the hex `hash` was made by the device with this id. */
export function verifySignature(deviceId: string, hash: string, signature: Uint8Array): boolean {
  if (!/^[0-9a-f]{64}$/.test(deviceId)) return false;
  return verify(null, Buffer.from(hash, 'hex'), publicKeyOf(deviceId), signature);
}
