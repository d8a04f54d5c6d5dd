// A series of frames that one device signs as a whole, for named devices: who may read them can neither add to them nor pass
// them on as their own. The first frame says who signs and for whom, the last one holds the signature.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type DeviceKey, verifySignature } from '#electron/engine/store/device-key.ts';
import { BadFrame, type Frame, FrameReader, writeFrame } from './frame.ts';

/** Longest frame in a file, in bytes: the largest change that one command makes has to fit. */
const fileFrame = 67_108_864;

const Device = z.string().regex(/^[0-9a-f]{64}$/u);
const Start = z.looseObject({ type: z.literal('start'), author: Device, to: z.array(Device).max(10_000) });
const signatureLength = 64;

/** What is signed: never the hash of a change or of an entry. */
const signedHash = (digest: Buffer): string => createHash('sha256').update('sextant-signed-frames-1\n').update(digest).digest('hex');

/** The frames `head` and `frames` as bytes, signed by the device. */
export function* signFrames(
  device: Pick<DeviceKey, 'deviceId' | 'sign'>,
  to: readonly string[],
  head: Frame['head'],
  frames: Iterable<Frame>,
): Generator<Uint8Array, void, void> {
  const hash = createHash('sha256');
  const start = { ...head, type: 'start', author: device.deviceId, to: to.toSorted() } satisfies z.infer<typeof Start>;
  const all = function* (): Generator<Frame> {
    yield { head: start, parts: [] };
    yield* frames;
  };
  for (const frame of all()) {
    const bytes = writeFrame(frame, fileFrame);
    hash.update(bytes);
    yield bytes;
  }
  yield writeFrame({ head: { type: 'end' }, parts: [device.sign(signedHash(hash.digest()))] });
}

/**
 * The frames between the first and the last as they come; the first is given as well, with `author` and `to` checked for their form. That
 * the author signed all of them is certain once the last was taken. @throws {BadFrame} when they are not whole, or not signed.
 */
export async function* checkFrames(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Frame, void, void> {
  const reader = new FrameReader();
  reader.most = fileFrame;
  const hash = createHash('sha256');
  let author: string | null = null;
  let ended = false;
  for await (const piece of bytes) {
    for (const frame of reader.take(piece)) {
      if (ended) throw new BadFrame('Something follows the last frame.');
      if (author === null) ({ author } = startOf(frame));
      if (frame.head['type'] === 'end') {
        const [signature] = frame.parts;
        const holds = signature?.length === signatureLength && verifySignature(author, signedHash(hash.copy().digest()), signature);
        if (!holds) throw new BadFrame('The device that is named as its author did not sign it.');
        ended = true;
        continue;
      }
      // Frames are written in one way only, so these are the bytes that came.
      hash.update(writeFrame(frame, fileFrame));
      yield frame;
    }
  }
  if (!ended) throw new BadFrame('It breaks off.');
}

/** Who signs, and for whom. @throws {BadFrame} when the frame says neither. */
function startOf({ head }: Frame): z.infer<typeof Start> {
  const parsed = Start.safeParse(head);
  if (!parsed.success) throw new BadFrame('The first frame does not say whose it is.');
  return parsed.data;
}
