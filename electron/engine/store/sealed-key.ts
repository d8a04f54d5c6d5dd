// The device's key, sealed by the system's key store, so that whoever takes the disk does not get it. The store answers the
// desktop only; the command line uses the key through the app that is open, or has a device of its own.
//
// Invariants: (1) at every instant the key can be read from the plain file or from a sealed one that has been opened as a
// trial; (2) the plain file goes only after the sealed one is on disk and was read back from there; (3) where there is a sealed
// key it counts, a plain one of another device is left alone; (4) a key that cannot be opened is never replaced by a new one.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { type DeviceKeyPlace, newDeviceKey, openDeviceKey, readDeviceKey, sealedKeyPath, type SecretDeviceKey } from './device-key.ts';
import { syncFolder } from './sync-folder.ts';
import { writeOnce } from './write-once.ts';

/** The system's key store; answers `null` when there is none, it is locked, or what is to be opened was not sealed by it. */
export interface KeyStore {
  /** Seals a text so that only this user can open it. */
  seal(text: string): Promise<string | null>;
  /** Opens what {@link KeyStore.seal} gave. */
  unseal(sealed: string): Promise<string | null>;
}

/** The public half stands beside the sealed one, so that it can be told whose key it is without opening it. */
const SealedKey = z.strictObject({ deviceId: z.string().regex(/^[0-9a-f]{64}$/u), sealed: z.string().min(1).max(65_536) });
type SealedKey = z.infer<typeof SealedKey>;

function unreadable(path: string): Problem {
  const message =
    'The file with the sealed key of this device is damaged. Put back a copy of it, or move it away to go on as a new device, which has to be invited anew to shared workspaces.';
  return problem('storage', message, path);
}

/** What lies in the file; `null` when it is damaged. */
function readSealed(path: string): SealedKey | null {
  try {
    return SealedKey.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Whether the plain file holds the key of this device. */
function hasPlain(path: string, deviceId: string): boolean {
  if (!existsSync(path)) return false;
  const key = readDeviceKey(readFileSync(path), path);
  return key.ok && key.value.deviceId === deviceId;
}

/** Why the key cannot be had without the system's key store; `null` when it can. */
export function sealedElsewhere({ deviceKeyPath, deviceKey }: DeviceKeyPlace): Problem | null {
  const path = sealedKeyPath(deviceKeyPath);
  if (deviceKey !== undefined || !existsSync(path)) return null;
  const sealed = readSealed(path);
  if (sealed === null) return unreadable(path);
  // A stop just before the plain file was to be removed.
  if (hasPlain(deviceKeyPath, sealed.deviceId)) return null;
  const message =
    "The key that signs this device's changes is kept by the system's key store, which only the Sextant app can ask. Open the workspace in the app and try again: the call then goes through it. Or give the command line a device of its own: set SEXTANT_DATA to another folder and name this workspace with --workspace.";
  return problem('unavailable', message, path);
}

/** The key that the engine works with, made on first use. Refuses with `unavailable` when only the desktop can get at it. */
export function deviceKeyAt(place: DeviceKeyPlace): Result<SecretDeviceKey, Problem> {
  const { deviceKeyPath, deviceKey } = place;
  if (deviceKey !== undefined) return readDeviceKey(deviceKey, deviceKeyPath);
  const elsewhere = sealedElsewhere(place);
  return elsewhere === null ? openDeviceKey(deviceKeyPath) : failure(elsewhere);
}

/** Removes the plain file, if that holds the key too, and what a stop left of the making of one. */
function removePlain(path: string, isPlainToo: boolean): void {
  const folder = dirname(path);
  const own = basename(path);
  const isUnfinished = (name: string): boolean => name.startsWith(`${own}.`) && /^\.[0-9a-f]{16}$/u.test(name.slice(own.length));
  const left = readdirSync(folder).filter((name) => isUnfinished(name) || (isPlainToo && name === own));
  if (left.length === 0) return;
  for (const name of left) rmSync(join(folder, name), { force: true });
  syncFolder(folder);
}

async function openSealed(path: string, store: KeyStore): Promise<Result<string, Problem>> {
  const sealedPath = sealedKeyPath(path);
  const sealed = readSealed(sealedPath);
  if (sealed === null) return failure(unreadable(sealedPath));
  const isPlainToo = hasPlain(path, sealed.deviceId);
  const pem = await store.unseal(sealed.sealed);
  const key = pem === null ? null : readDeviceKey(pem, sealedPath);
  if (pem !== null && key?.ok === true && key.value.deviceId === sealed.deviceId) {
    removePlain(path, isPlainToo);
    return success(pem);
  }
  if (isPlainToo) return success(readFileSync(path, 'utf8'));
  const message =
    "The key of this device is kept by the system's key store, which did not give it out. Unlock the key store (keychain, wallet) and start Sextant again. If it is gone for good, move the file away to go on as a new device, which has to be invited anew to shared workspaces.";
  return failure(problem('unavailable', message, sealedPath));
}

/**
 * The key (PEM) of the device whose plain file would be at `path`: sealed by `store` where that can be done, moved there from
 * the plain file when that is where it was, made on first use. Where nothing can be sealed it stays in the plain file.
 */
export async function keepDeviceKey(path: string, store: KeyStore): Promise<Result<string, Problem>> {
  try {
    const sealedPath = sealedKeyPath(path);
    if (existsSync(sealedPath)) return await openSealed(path, store);
    const pem = existsSync(path) ? readFileSync(path, 'utf8') : newDeviceKey();
    const key = readDeviceKey(pem, path);
    if (!key.ok) return key;
    const sealed = await store.seal(pem);
    if (sealed !== null && (await store.unseal(sealed)) === pem) {
      writeOnce(sealedPath, `${JSON.stringify({ deviceId: key.value.deviceId, sealed } satisfies SealedKey)}\n`);
      return await openSealed(path, store);
    }
    // Another program may have made one in the meantime, which then is the device's.
    if (!existsSync(path)) writeOnce(path, pem);
    return success(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure(problem('storage', `The key of this device cannot be kept (${reason}). Check free space and access.`, dirname(path)));
  }
}
