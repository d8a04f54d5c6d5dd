// How messages lie on a stream between two devices.
//
// Frame: length of the body (u32 LE) · body. Body: length of the head (u32 LE) · head (JSON: `part` lists the lengths of the
// parts) · the bytes of the parts in order. A length that is not allowed ends the connection before anything is kept for it.
import { z } from 'zod';

/** Longest frame in bytes before the other side has shown that it belongs to the workspace. */
export const strangerFrame = 4096;
/** Longest frame in bytes between members; what is longer goes in several. */
export const memberFrame = 1_048_576;

const word = 4;

/** A message as it is sent: what it says, and bytes that come with it. */
export interface Frame {
  readonly head: Readonly<Record<string, unknown>>;
  readonly parts: readonly Uint8Array[];
}

/** What came is no frame; the connection cannot go on. */
export class BadFrame extends Error {}

const Head = z.looseObject({ part: z.array(z.int().min(0)).max(10_000).optional() });

/** The bytes of a frame. @throws {BadFrame} when it would be longer than `most`. */
export function writeFrame({ head, parts }: Frame, most: number = memberFrame): Uint8Array {
  const json = Buffer.from(JSON.stringify(parts.length === 0 ? head : { ...head, part: parts.map((part) => part.length) }));
  const length = parts.reduce((sum, part) => sum + part.length, word + json.length);
  if (length > most) throw new BadFrame(`A frame of ${length} bytes is longer than ${most}.`);
  const start = Buffer.alloc(2 * word);
  start.writeUInt32LE(length);
  start.writeUInt32LE(json.length, word);
  return Buffer.concat([start, json, ...parts]);
}

function readBody(body: Buffer): Frame {
  const headLength = body.length < word ? Number.POSITIVE_INFINITY : body.readUInt32LE();
  if (word + headLength > body.length) throw new BadFrame('The head of a frame is longer than the frame.');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body.subarray(word, word + headLength)));
  } catch {
    throw new BadFrame('The head of a frame is no JSON.');
  }
  const parsed = Head.safeParse(json);
  if (!parsed.success) throw new BadFrame('The head of a frame is no object with the lengths of its parts.');
  const { part: lengths = [], ...head } = parsed.data;
  let at = word + headLength;
  const parts = lengths.map((length) => body.subarray(at, (at += length)));
  if (at !== body.length) throw new BadFrame(`The parts of a frame end at ${at}, the frame at ${body.length}.`);
  return { head, parts };
}

/** Cuts what arrives into frames, holding no more than one frame and what came with its end. */
export class FrameReader {
  /** Longest frame that is taken, in bytes; raised once the other side is known to be a member. */
  most = strangerFrame;
  #pieces: Buffer[] = [];
  #held = 0;

  /** Whether part of a frame has come. */
  get isPartial(): boolean {
    return this.#held > 0;
  }

  /** Takes bytes and gives the frames that are whole now, one at a time, so that `most` may rise between them. @throws {BadFrame} */
  *take(bytes: Uint8Array): Generator<Frame, void, void> {
    if (bytes.length > 0) this.#pieces.push(Buffer.from(bytes));
    this.#held += bytes.length;
    for (;;) {
      if (this.#held < word) return;
      const length = this.#front(word).readUInt32LE();
      if (length > this.most) throw new BadFrame(`A frame of ${length} bytes was announced; ${this.most} are allowed.`);
      if (this.#held < word + length) return;
      const frame = this.#front(word + length);
      this.#drop(word + length);
      yield readBody(frame.subarray(word));
    }
  }

  /** The first bytes in one piece, without joining more than these. */
  #front(length: number): Buffer {
    const [first] = this.#pieces;
    if (first !== undefined && first.length >= length) return first.subarray(0, length);
    const joined = Buffer.concat(this.#pieces);
    this.#pieces = [joined];
    return joined.subarray(0, length);
  }

  #drop(length: number): void {
    const [first = Buffer.alloc(0), ...rest] = this.#pieces;
    this.#pieces = first.length > length ? [first.subarray(length), ...rest] : rest;
    this.#held -= length;
  }
}
