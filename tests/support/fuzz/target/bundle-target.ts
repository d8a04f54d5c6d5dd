// Bundles: the sealed file as somebody on the way may alter it, and what a member may have put into one.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceKeyFromSeed } from '#electron/engine/store/device-key.ts';
import { bundleFault, readBundle } from '#electron/engine/sync/bundle-file.ts';
import { type CarriedChange, framesOf } from '#electron/engine/sync/carried-change.ts';
import { writeFrame } from '#electron/engine/sync/frame.ts';
import { writeSealed } from '#electron/engine/sync/sealed-file.ts';
import { signFrames } from '#electron/engine/sync/signed-frames.ts';
import { makeChanges, makeEntry } from '#tests/support/bundle-device.ts';
import type { FuzzTarget } from '../target.ts';
import { joinFrames, splitFrames } from './frame-target.ts';

const ana = deviceKeyFromSeed(Buffer.alloc(32, 1));
const ben = deviceKeyFromSeed(Buffer.alloc(32, 2));
const folder = mkdtempSync(join(tmpdir(), 'sextant-fuzz-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'one.sextant');

const head = {
  format: 'sextant-bundle-1',
  workspaceId: 'ab'.repeat(32),
  at: '2026-01-01T00:00:00.000Z',
  whole: true,
  heads: { r: ['cd'.repeat(32)] },
};
const changes = (): CarriedChange[] => [makeEntry(ana, []), ...makeChanges(ben, 'r1', ['one', 'two '.repeat(200), 'three'])];

/** Reads the bundle at the path to its end; `false` when it is refused by name. */
async function read(): Promise<boolean> {
  let count = 0;
  try {
    for await (const part of readBundle(path, ben.seed())) count += Array.isArray(part) ? part.length : 0;
    return count > 0;
  } catch (error) {
    if (bundleFault(error) === null) throw error;
    return false;
  }
}

/** The file as it lies on a stick or in a shared folder. */
export async function sealedFileTarget(): Promise<FuzzTarget> {
  await writeSealed(path, [ana.deviceId, ben.deviceId], signFrames(ana, [ben.deviceId], head, framesOf(changes())));
  const seeds = [readFileSync(path)];
  return {
    seeds,
    async take(bytes) {
      writeFileSync(path, bytes);
      return read();
    },
  };
}

/** The frames between the first and the last, which their author signs whatever they are; the first of them is what the bundle says of itself. */
export function bundleTarget(): FuzzTarget {
  const said = Buffer.from(writeFrame({ head: { ...head, type: 'start', author: ana.deviceId, to: [ben.deviceId] }, parts: [] }));
  const seed = Buffer.concat([said, ...[...framesOf(changes())].map((frame) => Buffer.from(writeFrame(frame)))]);
  return {
    seeds: [seed],
    split: splitFrames,
    join: joinFrames,
    async take(bytes) {
      let frames: Uint8Array[];
      try {
        const [first, ...rest] = splitWhole(bytes);
        frames = [...signFrames(ana, [ben.deviceId], first?.head ?? {}, rest)];
      } catch {
        // Bytes that are no frames are tried as a target of their own.
        return false;
      }
      await writeSealed(path, [ben.deviceId], frames);
      return read();
    },
  };
}

function splitWhole(bytes: Buffer): { head: Record<string, unknown>; parts: Buffer[] }[] {
  const frames: { head: Record<string, unknown>; parts: Buffer[] }[] = [];
  for (const { tag, bytes: piece } of splitFrames(bytes)) {
    // What the head of a frame is, it was read as.
    if (tag === 'head') frames.push({ head: JSON.parse(piece.toString('utf8')) as Record<string, unknown>, parts: [] });
    else frames.at(-1)?.parts.push(piece);
  }
  return frames;
}
