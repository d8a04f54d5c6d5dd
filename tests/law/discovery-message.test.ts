import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Announcement,
  longestMessage,
  readDiscoveryMessage,
  writeAnnouncement,
  writeQuestion,
} from '#electron/engine/sync/discovery-message.ts';
import { deviceOfTag, discoveryTag } from '#electron/engine/sync/discovery-tag.ts';

// What is announced in a network is read as it was said; what strangers send is read with bounds; a tag says something to members only.

const hex = (length: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString('hex'));
const announcement: fc.Arbitrary<Announcement> = fc.record({
  port: fc.integer({ min: 1, max: 65_535 }),
  tags: fc.array(hex(16), { maxLength: 4 }),
  pairing: fc.option(fc.record({ label: fc.constantFrom('K7', '00', 'ZZ'), deviceId: hex(32) })),
});
const kind = fc.constantFrom('announcement' as const, 'farewell' as const);

test('an announcement is read as it was said', () => {
  fc.assert(
    fc.property(kind, hex(8), announcement, fc.ipV4(), (what, instance, said, address) => {
      const bytes = writeAnnouncement(what, instance, said, address);
      expect(bytes.length).toBeLessThan(longestMessage / 2);
      expect(readDiscoveryMessage(bytes)).toEqual({ kind: what, instance, announcement: said });
    }),
    { numRuns: 500, seed: 81 },
  );
  expect(readDiscoveryMessage(writeQuestion())).toEqual({ kind: 'question' });
});

test('any bytes are a message or nothing, and what is read is within its bounds', () => {
  const seen = { message: 0, nothing: 0 };
  const changed = fc
    .tuple(
      kind,
      hex(8),
      announcement,
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 6 }),
      fc.option(fc.nat(), { freq: 3 }),
    )
    .map(([what, instance, said, flips, cut]) => {
      const bytes = Buffer.from(writeAnnouncement(what, instance, said, '10.0.0.1'));
      for (const [at, value] of flips) bytes.writeUInt8(value, at % bytes.length);
      return cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
    });
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 400 }), { weight: 4, arbitrary: changed }, fc.uint8Array({ minLength: 1400, maxLength: 1600 })),
      (bytes) => {
        const message = readDiscoveryMessage(bytes);
        seen[message === null ? 'nothing' : 'message'] += 1;
        if (message === null || message.kind === 'question') return;
        const { port, tags, pairing } = message.announcement;
        expect(port).toBeGreaterThan(0);
        expect(tags.length).toBeLessThanOrEqual(4);
        for (const tag of tags) expect(tag).toMatch(/^[0-9a-f]{32}$/u);
        if (pairing !== null) expect(pairing.deviceId).toMatch(/^[0-9a-f]{64}$/u);
      },
    ),
    { numRuns: 5000, seed: 82 },
  );
  expect(Math.min(seen.message, seen.nothing)).toBeGreaterThan(200);
});

test('a message that makes the most of compression is read or refused at once', () => {
  // Names that point to names that point to names, as many as fit.
  const bytes = Buffer.alloc(longestMessage);
  bytes.writeUInt16BE(0x8400, 2);
  bytes.writeUInt16BE(0xffff, 6);
  for (let at = 14; at + 2 <= bytes.length; at += 2) bytes.writeUInt16BE(0xc000 | (at - 2), at);
  const before = process.cpuUsage();
  for (let round = 0; round < 100; round += 1) expect(readDiscoveryMessage(bytes)).toBeNull();
  expect(process.cpuUsage(before).user / 100).toBeLessThan(20_000);
});

test('a member knows whose a tag is; to everybody else it is noise that tells no two apart', () => {
  fc.assert(
    fc.property(
      hex(32),
      hex(32),
      fc.uniqueArray(hex(32), { minLength: 2, maxLength: 5 }),
      hex(8),
      hex(8),
      (workspace, other, devices, one, two) => {
        fc.pre(workspace !== other && one !== two);
        const [device = ''] = devices;
        const tag = discoveryTag(workspace, device, () => Buffer.from(one, 'hex'));
        expect(deviceOfTag(tag, workspace, devices)).toBe(device);
        expect(deviceOfTag(tag, workspace, devices.slice(1))).toBeNull();
        expect(deviceOfTag(tag, other, devices)).toBeNull();
        const next = discoveryTag(workspace, device, () => Buffer.from(two, 'hex'));
        expect(next.slice(16)).not.toBe(tag.slice(16));
        expect(deviceOfTag(two + tag.slice(16), workspace, devices)).toBeNull();
      },
    ),
    { numRuns: 200, seed: 83 },
  );
});
