import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadFrame, type Frame, FrameReader, memberFrame, strangerFrame, writeFrame } from '#electron/engine/sync/frame.ts';

// What is sent in frames arrives in frames, however the bytes are cut; what is none ends with an error and holds no memory.

const frame: fc.Arbitrary<Frame> = fc.record({
  head: fc.dictionary(
    fc.string({ maxLength: 8 }).filter((name) => name !== 'part'),
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
    { noNullPrototype: true },
  ),
  parts: fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }),
});

function readAll(bytes: Uint8Array, cuts: readonly number[], most = memberFrame): Frame[] {
  const reader = new FrameReader();
  reader.most = most;
  const frames: Frame[] = [];
  const places = [...new Set([0, bytes.length, ...cuts.map((cut) => cut % (bytes.length + 1))])].toSorted((one, other) => one - other);
  for (const [at, start] of places.entries()) for (const one of reader.take(bytes.subarray(start, places[at + 1]))) frames.push(one);
  expect(reader.isPartial).toBe(false);
  return frames;
}

const plain = ({ head, parts }: Frame): unknown => ({
  head: JSON.parse(JSON.stringify(head)) as unknown,
  parts: parts.map((part) => [...part]),
});

test('frames arrive as they were sent, however their bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 6 }), fc.array(fc.nat({ max: 5000 }), { maxLength: 20 }), (frames, cuts) => {
      const bytes = Buffer.concat(frames.map((one) => writeFrame(one)));
      expect(readAll(bytes, cuts).map(plain)).toEqual(frames.map(plain));
    }),
    { numRuns: 300, seed: 51 },
  );
});

test('any bytes are frames or a refusal, and no more is held than a frame and what came with its end', () => {
  const seen = { frames: 0, refused: 0 };
  const start = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    frame.map((one) => writeFrame(one)),
  );
  fc.assert(
    fc.property(fc.array(start, { maxLength: 5 }), fc.option(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { freq: 2 }), (pieces, flip) => {
      const bytes = Buffer.concat(pieces);
      if (flip !== null && bytes.length > 0) bytes.writeUInt8(flip[1], flip[0] % bytes.length);
      const reader = new FrameReader();
      try {
        for (const _ of reader.take(bytes)) seen.frames += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(BadFrame);
        seen.refused += 1;
      }
    }),
    { numRuns: 2000, seed: 52 },
  );
  expect(Math.min(seen.frames, seen.refused)).toBeGreaterThan(100);
});

test('a length of a gigabyte is refused when it is announced', () => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(1_073_741_824);
  const reader = new FrameReader();
  expect(() => [...reader.take(bytes)]).toThrow('1073741824 bytes was announced; 4096 are allowed');
  reader.most = memberFrame;
  expect(() => [...new FrameReader().take(writeFrame({ head: {}, parts: [new Uint8Array(strangerFrame)] }))]).toThrow(BadFrame);
  expect(() => writeFrame({ head: {}, parts: [new Uint8Array(memberFrame)] })).toThrow('is longer than');
});
