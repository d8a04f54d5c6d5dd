// Frames between devices and over the local socket, and what they may say.
import { encodeFrame, frameDecoder } from '#electron/engine/frame.ts';
import { BadFrame, type Frame, FrameReader, memberFrame, strangerFrame, writeFrame } from '#electron/engine/sync/frame.ts';
import { readMessage } from '#electron/engine/sync/sync-message.ts';
import type { FuzzTarget, Piece } from '../target.ts';
import { honestMessages } from './honest-message.ts';

/** A frame in pieces: what it says, and its parts. */
export function splitFrames(bytes: Buffer): Piece[] {
  const reader = new FrameReader();
  reader.most = memberFrame;
  return [...reader.take(bytes)].flatMap(({ head, parts }) => [
    { tag: 'head', bytes: Buffer.from(JSON.stringify(head)) },
    ...parts.map((part) => ({ tag: 'part', bytes: Buffer.from(part) })),
  ]);
}

/** Frames of such pieces: each begins with what it says. */
export function joinFrames(pieces: readonly Piece[]): Buffer {
  const frames: { head: Buffer; parts: Buffer[] }[] = [];
  for (const { tag, bytes } of pieces) {
    const last = frames.at(-1);
    if (tag === 'head' || last === undefined) frames.push({ head: bytes, parts: [] });
    else last.parts.push(bytes);
  }
  return Buffer.concat(frames.map(frameOf));
}

function frameOf({ head, parts }: { readonly head: Buffer; readonly parts: readonly Buffer[] }): Buffer {
  const list = `"part":[${parts.map(({ length }) => length).join()}]`;
  const text = head.toString('utf8');
  const json = Buffer.from(parts.length === 0 || !text.endsWith('}') ? text : `${text.slice(0, -1)}${text === '{}' ? '' : ','}${list}}`);
  const start = Buffer.alloc(8);
  start.writeUInt32LE(parts.reduce((sum, { length }) => sum + length, 4 + json.length));
  start.writeUInt32LE(json.length, 4);
  return Buffer.concat([start, json, ...parts]);
}

/** Reads frames in two pieces. @throws {BadFrame} */
function readFrames(bytes: Buffer, most: number): Frame[] {
  const reader = new FrameReader();
  reader.most = most;
  const cut = Math.floor(bytes.length / 3);
  return [...reader.take(bytes.subarray(0, cut)), ...reader.take(bytes.subarray(cut))];
}

const plain = ({ head, parts }: Frame): string => JSON.stringify([head, parts.map((part) => Buffer.from(part).toString('hex'))]);

/** Whether it is a refusal by the decoder's own name. @throws everything else. */
function isRefusal(error: unknown): true {
  if (error instanceof BadFrame) return true;
  throw error;
}

/** Frames as a stranger and as a member may send them; what is read is written again as it was said. */
export function frameTarget(): FuzzTarget {
  return {
    seeds: [...honestMessages(), Buffer.concat(honestMessages().slice(0, 3))],
    split: splitFrames,
    join: joinFrames,
    take(bytes) {
      let taken = false;
      for (const most of [strangerFrame, memberFrame]) {
        try {
          const frames = readFrames(bytes, most);
          for (const frame of frames) {
            const [again] = readFrames(Buffer.from(writeFrame(frame)), memberFrame);
            if (again === undefined || plain(again) !== plain(frame)) throw new Error('A frame that was read is written as another one.');
          }
          taken = frames.length > 0;
        } catch (error) {
          isRefusal(error);
        }
      }
      return taken;
    },
  };
}

/** What frames say. */
export function messageTarget(): FuzzTarget {
  const heads = honestMessages().flatMap((bytes) => splitFrames(bytes).filter(({ tag }) => tag === 'head'));
  return {
    seeds: heads.map(({ bytes }) => bytes),
    take(bytes) {
      let head: unknown;
      try {
        head = JSON.parse(bytes.toString('utf8'));
      } catch {
        return false;
      }
      if (typeof head !== 'object' || head === null) return false;
      try {
        const message = readMessage({ head: { ...head }, parts: [] });
        if (JSON.stringify(readMessage({ head: message, parts: [] })) !== JSON.stringify(message))
          throw new Error('It is read as another message.');
        return true;
      } catch (error) {
        return !isRefusal(error);
      }
    },
  };
}

const longestLocal = 1_048_576;

/** Messages over the local socket. */
export function localFrameTarget(): FuzzTarget {
  const messages = [
    { type: 'hello', id: 1, version: 1 },
    { type: 'query', id: 2, name: 'workspace', args: {} },
    { type: 'command', id: 3, name: 'create-issue', args: { roadmapId: 'r', title: 'Ünï '.repeat(20) } },
  ];
  return {
    seeds: [
      ...messages.map((message) => encodeFrame(message, longestLocal)),
      Buffer.concat(messages.map((message) => encodeFrame(message, longestLocal))),
    ],
    take(bytes) {
      const heard: unknown[] = [];
      const decode = frameDecoder(longestLocal, (message) => heard.push(message));
      const cut = Math.floor(bytes.length / 2);
      const goesOn = decode(bytes.subarray(0, cut)) && decode(bytes.subarray(cut));
      for (const message of heard) if (message === undefined) throw new Error('A message is nothing.');
      return goesOn && heard.length > 0;
    },
  };
}
