import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFrame, frameDecoder } from '#electron/engine/frame.ts';

test('messages arrive whole and in order, however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { minLength: 1 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (messages, sizes) => {
        const bytes = Buffer.concat(messages.map((message) => encodeFrame(message, 1e6)));
        const got: unknown[] = [];
        const decode = frameDecoder(1e6, (message) => got.push(message));
        for (let at = 0, cut = 0; at < bytes.length; cut++) {
          const size = sizes[cut % sizes.length] ?? 1;
          expect(decode(bytes.subarray(at, at + size))).toBe(true);
          at += size;
        }
        expect(JSON.stringify(got)).toBe(JSON.stringify(messages));
      },
    ),
  );
});

test('bytes that cannot be a message end the stream', () => {
  const feed = (bytes: Buffer): boolean => frameDecoder(100, () => {})(bytes);
  expect(feed(Buffer.from('GET / HTTP/1.1\r\n'))).toBe(false);
  expect(feed(Buffer.from([0, 0, 0, 2, 0x7b, 0x78]))).toBe(false);
  expect(feed(Buffer.from([0, 0, 0, 0]))).toBe(false);
  expect(feed(encodeFrame('x'.repeat(200), 1000))).toBe(false);
  expect(() => encodeFrame('x'.repeat(200), 100)).toThrow(RangeError);
});
