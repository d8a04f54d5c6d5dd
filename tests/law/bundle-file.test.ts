import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOfChunk } from '#electron/engine/store/change-chunk.ts';
import type { SecretDeviceKey } from '#electron/engine/store/device-key.ts';
import { bundleFault, type BundledChange, examineBundle, readBundle, writeBundle } from '#electron/engine/sync/bundle-file.ts';
import type { CarriedChange } from '#electron/engine/sync/carried-change.ts';
import { BadFrame, writeFrame } from '#electron/engine/sync/frame.ts';
import { BadSealedFile, readSealed, writeSealed } from '#electron/engine/sync/sealed-file.ts';
import { checkFrames, signFrames } from '#electron/engine/sync/signed-frames.ts';
import { must } from '#shared/base/must.ts';
import { makeChanges, makeDevice, makeEntry } from '#tests/support/bundle-device.ts';
import { keptFolder } from '#tests/support/temporary-folder.ts';

// What is sealed for devices comes out for them as it went in, and for nobody else; whatever is done to the file, what comes out is
// that, or a refusal.

const [ana, ben, cem, stranger] = [makeDevice(), makeDevice(), makeDevice(), makeDevice()] as const;
const said = { workspaceId: 'ab'.repeat(32), at: '2026-11-20T10:00:00.000Z', whole: true, heads: {} };
const folder = keptFolder();
let count = 0;
const newPath = (): string => join(folder, `${(count += 1)}.sextant`);

async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const found: Value[] = [];
  for await (const value of values) found.push(value);
  return found;
}

async function changesOf(path: string, device: SecretDeviceKey = ana): Promise<BundledChange[]> {
  return (await all(readBundle(path, device.seed()))).flatMap((part) => (Array.isArray(part) ? part : []));
}

/** Compared by their hashes: a change may be deflated or not. */
const names = (changes: readonly CarriedChange[]): string[] =>
  changes.map(({ documentId, kind, deviceId, bytes, signature }) => {
    const hash = kind === 'membership' ? createHash('sha256').update(bytes).digest('hex') : hashOfChunk(bytes);
    return [documentId, kind, deviceId, hash, Buffer.from(signature).toString('hex')].join(' ');
  });

const texts = fc.array(
  fc.oneof(
    fc.string(),
    fc.nat({ max: 3000 }).map((length) => 'many '.repeat(length)),
  ),
  { maxLength: 6 },
);
const content = fc
  .array(fc.tuple(fc.constantFrom(ana, ben, cem), fc.constantFrom('r1', 'r1.text', 'space'), texts), { maxLength: 4 })
  .map((parts) => [makeEntry(ana, []), ...parts.flatMap(([device, id, each]) => makeChanges(device, id, each))]);

test('a bundle holds what was put into it, for those whom it was made for', async () => {
  await fc.assert(
    fc.asyncProperty(content, fc.subarray([ana, ben, cem], { minLength: 1 }), async (changes, to) => {
      const path = newPath();
      await writeBundle(path, ben, { ...said, to: to.map(({ deviceId }) => deviceId) }, changes);
      for (const device of [ana, ben, cem, stranger]) {
        if (to.includes(device)) expect(names(await changesOf(path, device))).toEqual(names(changes));
        else await expect(changesOf(path, device)).rejects.toMatchObject({ fault: 'not-for-us' });
      }
    }),
    { numRuns: 40, seed: 71 },
  );
});

test('whatever happens to a bundle, it is refused by name or holds what was put into it', async () => {
  const changes = [makeEntry(ana, []), ...makeChanges(ben, 'r1', ['one', 'two'.repeat(40_000), 'three'])];
  const path = newPath();
  await writeBundle(path, ana, { ...said, to: [ana.deviceId, ben.deviceId] }, changes);
  const whole = readFileSync(path);
  const seen = { refused: 0 };
  const harm = fc.oneof(
    fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 7 })).map(([at, bit]) => (bytes: Buffer) => {
      bytes.writeUInt8((bytes.readUInt8(at) ^ (1 << bit)) & 0xff, at);
      return bytes;
    }),
    fc.nat({ max: whole.length - 1 }).map((end) => (bytes: Buffer) => bytes.subarray(0, end)),
    fc.uint8Array({ minLength: 1, maxLength: 100 }).map((more) => (bytes: Buffer) => Buffer.concat([bytes, more])),
    fc.tuple(fc.nat({ max: whole.length - 1 }), fc.uint8Array({ maxLength: 60 })).map(([at, other]) => (bytes: Buffer) => {
      bytes.set(other.subarray(0, bytes.length - at), at);
      return bytes;
    }),
    fc.uint8Array({ maxLength: 400 }).map((other) => () => Buffer.from(other)),
    fc.uint8Array({ maxLength: 400 }).map((other) => (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 17), other])),
  );
  await fc.assert(
    fc.asyncProperty(harm, async (apply) => {
      const harmed = newPath();
      writeFileSync(harmed, apply(Buffer.from(whole)));
      try {
        expect(names(await changesOf(harmed, ana))).toEqual(names(changes));
      } catch (error) {
        if (bundleFault(error) === null) throw error;
        seen.refused += 1;
      }
    }),
    { numRuns: 400, seed: 72 },
  );
  expect(seen.refused).toBeGreaterThan(300);
});

test('frames that nobody, or somebody else, signed are refused, whatever they are', async () => {
  const frames = [{ head: { type: 'x' }, parts: [Buffer.from('abc')] }];
  const genuine = [...signFrames(ana, [ben.deviceId], { note: 1 }, frames)];
  expect((await all(checkFrames(toAsync(genuine)))).map(({ head }) => head['type'])).toEqual(['start', 'x']);
  const start = (author: string, to: readonly string[]): Uint8Array =>
    writeFrame({ head: { note: 1, type: 'start', author, to }, parts: [] });
  const forged: readonly (readonly Uint8Array[])[] = [
    // Passed on to somebody else, claimed by the one who was to read it, cut, added to, and without an end.
    [start(ana.deviceId, [cem.deviceId]), ...genuine.slice(1)],
    [start(ben.deviceId, [ben.deviceId]), ...genuine.slice(1)],
    [...genuine.slice(0, 1), ...genuine.slice(2)],
    [...genuine.slice(0, 2), ...genuine.slice(1)],
    genuine.slice(0, -1),
    [...genuine, ...genuine.slice(-1)],
    [...genuine.slice(0, -1), writeFrame({ head: { type: 'end' }, parts: [Buffer.alloc(64)] })],
    [...genuine.slice(0, -1), writeFrame({ head: { type: 'end' }, parts: [] })],
    genuine.slice(1),
    [],
  ];
  for (const one of forged) await expect(all(checkFrames(toAsync(one)))).rejects.toBeInstanceOf(BadFrame);
});

async function* toAsync<Value>(values: Iterable<Value>): AsyncGenerator<Value> {
  yield* values;
}

test('a change whose device did not sign it is refused with its bundle', async () => {
  const change = must(makeChanges(ben, 'r1', ['one'])[0], 'a change');
  for (const forged of [
    { ...change, deviceId: cem.deviceId },
    { ...change, signature: Buffer.alloc(64) },
    { ...change, bytes: Buffer.from('x') },
  ]) {
    const path = newPath();
    await writeBundle(path, ana, { ...said, to: [ana.deviceId] }, [forged]);
    await expect(changesOf(path)).rejects.toSatisfy((error) => bundleFault(error)?.fault === 'damaged');
  }
});

test('what a bundle builds on and nobody has is named', async () => {
  const changes = makeChanges(ben, 'r1', ['one', 'two', 'three']);
  const path = newPath();
  await writeBundle(path, ben, { ...said, whole: false, to: [ana.deviceId] }, changes.slice(1));
  const first = names(changes)[0]?.split(' ')[3];
  const examined = await examineBundle(path, ana.seed(), () => false);
  expect(examined).toMatchObject({ changes: 2, known: 0, missing: { r1: [first] }, head: { author: ben.deviceId, whole: false } });
  expect(await examineBundle(path, ana.seed(), (hash) => hash === first)).toMatchObject({ missing: {} });
});

test('a file that unpacks to far more than it says is given up early, in little memory', async () => {
  const path = newPath();
  const announced = Buffer.alloc(4);
  announced.writeUInt32LE(1_000_000_000);
  await writeSealed(path, [ana.deviceId], [announced, ...Array.from({ length: 300 }, () => Buffer.alloc(1_000_000))]);
  const before = process.memoryUsage().rss;
  await expect(all(checkFrames(readSealed(path, ana.seed())))).rejects.toBeInstanceOf(BadFrame);
  expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
});

test('a device id that is no key is passed over, and a head without an end is not read to its end', async () => {
  const path = newPath();
  await writeSealed(path, ['ff'.repeat(32), `01${'00'.repeat(31)}`, ana.deviceId], [Buffer.from('abc')]);
  expect(Buffer.concat(await all(readSealed(path, ana.seed()))).toString()).toBe('abc');
  writeFileSync(path, Buffer.concat([Buffer.from('sextant-sealed-1\nage-encryption.org/v1\n'), Buffer.alloc(3_000_000, 'a')]));
  await expect(all(readSealed(path, ana.seed()))).rejects.toBeInstanceOf(BadSealedFile);
});
