// Hostile bytes made out of honest ones: what a decoder must bear begins mostly right, so that its far ends are reached, and goes wrong
// somewhere. Everything follows from the generator of random numbers.
import { deflateRawSync } from 'node:zlib';
import type { Random } from '#shared/base/random.ts';
import type { FuzzTarget, Piece } from './target.ts';

/** Longest input, in bytes: repetition must not make a decoder slow by length alone. */
const longest = 300_000;

/** Numbers at which arithmetic goes wrong, as they are written where numbers may be of any length. */
const extremes: readonly Buffer[] = [
  [0x00],
  [0x01],
  [0x3f],
  [0x40],
  [0x7f],
  [0xff, 0x00],
  [0x80, 0x01],
  [0xff, 0x7f],
  [0x80, 0x80, 0x04],
  [0xff, 0xff, 0xff, 0xff, 0x07],
  [0x80, 0x80, 0x80, 0x80, 0x08],
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0x80, 0x80, 0x80, 0x80, 0x10],
  [0x80, 0x80, 0x80, 0x80, 0x78],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  // A gigabyte, and the most, where numbers have four bytes.
  [0x00, 0x00, 0x00, 0x40],
  [0x40, 0x00, 0x00, 0x00],
  [0xff, 0xff, 0xff, 0xff],
  [0xff, 0xff, 0xff, 0x7f],
  [0x7f, 0xff, 0xff, 0xff],
].map((bytes) => Buffer.from(bytes));

/** Values that a schema may forget. */
const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  0.5,
  '',
  ' ',
  '__proto__',
  'constructor',
  '\0',
  '\u202e',
  '\ud800',
  'x'.repeat(5000),
  'ab'.repeat(32),
  [],
  {},
  [[]],
  Array.from({ length: 1200 }, () => 'ab'.repeat(32)),
  Array.from({ length: 300 }, () => 0),
];

const below = (random: Random, most: number): number => Math.floor(random() * most);

function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[below(random, values.length)];
  if (value === undefined) throw new Error('Expected something to choose from.');
  return value;
}

function noise(random: Random, most: number): Buffer {
  return Buffer.from(Array.from({ length: below(random, most + 1) }, () => below(random, 256)));
}

/** One step away from `bytes`; `other` is something else that is honest. */
function step(random: Random, bytes: Buffer, other: Buffer): Buffer {
  const at = below(random, bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + below(random, random() < 0.7 ? 8 : bytes.length + 1));
  const put = (middle: Buffer, from = end): Buffer => Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(from)]);
  switch (below(random, 12)) {
    case 0: {
      const changed = Buffer.from(bytes);
      const place = Math.min(at, bytes.length - 1);
      if (place >= 0) changed[place] = (changed[place] ?? 0) ^ (1 << below(random, 8));
      return changed;
    }
    case 1:
      return put(Buffer.of(below(random, 256)), Math.min(bytes.length, at + 1));
    case 2:
      return bytes.subarray(0, at);
    case 3:
      return put(Buffer.alloc(0));
    case 4:
      return put(Buffer.concat([bytes.subarray(at, end), bytes.subarray(at, end)]));
    case 5:
      return put(pick(random, extremes), at);
    case 6: {
      const extreme = pick(random, extremes);
      return put(extreme, Math.min(bytes.length, at + extreme.length));
    }
    case 7:
      // As long as what it replaces, or not.
      return put(pick(random, extremes), Math.min(bytes.length, at + 1 + below(random, 3)));
    case 8: {
      const from = below(random, other.length + 1);
      return put(other.subarray(from, from + 1 + below(random, other.length + 1)));
    }
    case 9: {
      const repeated = bytes.subarray(at, end);
      const times = Math.min(1 + below(random, 2000), Math.floor(longest / Math.max(1, repeated.length)));
      return put(Buffer.concat(Array.from({ length: times }, () => repeated)));
    }
    case 10:
      return put(noise(random, 24), random() < 0.5 ? at : end);
    default: {
      const changed = Buffer.from(bytes);
      const place = Math.min(at, bytes.length - 1);
      if (place >= 0) changed[place] = ((changed[place] ?? 0) + pick(random, [1, -1, 2, 16, -16, 127])) & 0xff;
      return changed;
    }
  }
}

/** Bytes of a few hundred that unpack into a megabyte and more. */
const bomb = deflateRawSync(Buffer.alloc(4_000_000), { level: 9 });

/** Puts something odd at one place of a value that JSON holds. */
function oddAt(random: Random, value: unknown): unknown {
  const isLeaf = typeof value !== 'object' || value === null;
  if (isLeaf || random() < 0.15) {
    if (typeof value === 'number' && random() < 0.5) return value + pick(random, [1, -1, 2 ** 31, 0.5]);
    if (typeof value === 'string' && random() < 0.5) return step(random, Buffer.from(value), Buffer.from('0f')).toString('utf8');
    return pick(random, oddValues);
  }
  const list = Object.entries(value);
  const [key = ''] = list.length === 0 ? [] : pick(random, list);
  const act = random();
  const changed = list.flatMap(([name, one]): [string, unknown][] => {
    if (name !== key) return [[name, one]];
    if (act < 0.1) return [];
    const twice = Array.isArray(value) ? name : `${name}x`;
    if (act < 0.2)
      return [
        [name, one],
        [twice, one],
      ];
    return [[name, oddAt(random, one)]];
  });
  return Array.isArray(value) ? changed.map(([, one]) => one) : Object.fromEntries(changed);
}

function jsonOf(bytes: Buffer): unknown {
  if (bytes[0] !== 0x7b && bytes[0] !== 0x5b) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Some steps away from `bytes`. */
function away(random: Random, bytes: Buffer, other: Buffer): Buffer {
  const json = random() < 0.8 ? jsonOf(bytes) : undefined;
  if (json !== undefined) return Buffer.from(JSON.stringify(oddAt(random, json)));
  if (random() < 0.002) return bomb;
  let changed = bytes;
  for (let steps = 1 + below(random, random() < 0.8 ? 2 : 6); steps > 0; steps -= 1) changed = step(random, changed, other);
  return changed.subarray(0, longest);
}

function awayInPieces(random: Random, pieces: readonly Piece[], others: readonly Piece[]): Piece[] {
  const changed = [...pieces];
  for (let steps = 1 + below(random, random() < 0.7 ? 2 : 5); steps > 0; steps -= 1) {
    const at = below(random, changed.length);
    const piece = changed[at];
    if (piece === undefined) return changed;
    const like = others.filter(({ tag }) => tag === piece.tag);
    const other = like.length > 0 ? pick(random, like) : piece;
    const act = below(random, 20);
    if (act < 13) changed[at] = { tag: piece.tag, bytes: away(random, piece.bytes, other.bytes) };
    else if (act < 15) changed[at] = other;
    else if (act === 15) changed.splice(at, 1);
    else if (act === 16) changed.splice(at, 0, piece);
    else if (act === 17) changed.splice(at, 0, pick(random, others.length > 0 ? others : pieces));
    else if (act === 18) changed[at] = { tag: pick(random, changed).tag, bytes: piece.bytes };
    else changed[at] = { tag: piece.tag, bytes: Buffer.alloc(0) };
  }
  return changed;
}

/** The input of a number: mostly something honest that goes wrong somewhere, now and then garbage, now and then honest. */
export function hostileInput({ seeds, split, join }: Pick<FuzzTarget, 'seeds' | 'split' | 'join'>, random: Random): Buffer {
  const [seed, other] = [pick(random, seeds), pick(random, seeds)];
  const kind = random();
  if (kind < 0.02) return noise(random, 400);
  if (kind < 0.03) return seed;
  if (split === undefined || join === undefined || kind < 0.2) return away(random, seed, other);
  const joined = join(awayInPieces(random, split(seed), split(other)));
  return (kind < 0.25 ? away(random, joined, other) : joined).subarray(0, 2 * longest);
}
