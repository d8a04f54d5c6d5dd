// The device's own ed25519 key: it signs every change that is made here, and its public half is the device's name.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { failure, success, type Result } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { syncFile } from './sync-file.ts';
import { makeFolder, syncFolder } from './sync-folder.ts';

/** What signs for this device. */
export interface DeviceKey {
  /** The public key, 64 hex digits. */
  readonly deviceId: string;
  /** Signs the bytes of a change's hex hash. */
  sign(hash: string): Uint8Array;
}

/** DER prefix of a raw ed25519 public key (RFC 8410). */
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Gives the file `own` the name `path` as well, unless that is taken already. */
function nameOnce(own: string, path: string): void {
  try {
    linkSync(own, path);
  } catch {
    // Where files cannot have two names (FAT), it is moved.
    if (!existsSync(path)) renameSync(own, path);
  }
}

function createKeyFile(path: string): void {
  makeFolder(dirname(path));
  const { privateKey } = generateKeyPairSync('ed25519');
  // Written beside it and then given the name, so that nobody reads half a key and the first of two that start at once wins.
  const own = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    writeFileSync(own, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    chmodSync(own, 0o600);
    // Half a key after a loss of power would keep every workspace shut.
    syncFile(own);
    nameOnce(own, path);
    syncFolder(dirname(path));
  } finally {
    rmSync(own, { force: true });
  }
}

/** Reads the key in the file at `path`, making one on first use, readable for its owner only. */
export function openDeviceKey(path: string): Result<DeviceKey, Problem> {
  let key: KeyObject;
  try {
    if (!existsSync(path)) createKeyFile(path);
    key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`expected an ed25519 key, found ${String(key.asymmetricKeyType)}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure(problem('storage', `The key of this device cannot be used (${reason}). Move the file away to get a new one.`, path));
  }
  const exported = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return success({
    deviceId: exported.subarray(publicPrefix.length).toString('hex'),
    sign: (hash) => sign(null, Buffer.from(hash, 'hex'), key),
  });
}

/** Whether `signature` over the hex `hash` was made by the device with this id. */
export function verifySignature(deviceId: string, hash: string, signature: Uint8Array): boolean {
  if (!/^[0-9a-f]{64}$/.test(deviceId)) return false;
  const key = createPublicKey({ key: Buffer.concat([publicPrefix, Buffer.from(deviceId, 'hex')]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(hash, 'hex'), key, signature);
}
