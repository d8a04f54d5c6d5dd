// A file that only named devices can open: a first line that says what it is, then the age format (https://age-encryption.org/v1)
// over deflated bytes. Who is named cannot be told from the file, only how many. It is written and read a piece at a time.
import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PassThrough, Readable } from 'node:stream';
import { createDeflateRaw, createInflateRaw } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { renameDurably } from '#electron/engine/store/sync-file.ts';
import { makeFolder } from '#electron/engine/store/sync-folder.ts';
import { identityOf, recipientOf } from './sealing-key.ts';

const firstLine = Buffer.from('sextant-sealed-1\n');
/** How the first line begins in every version of the form. */
const anyVersion = 'sextant-sealed-';
/** Longest head of an age file that is read, in bytes: some 9,000 devices. */
const headLimit = 1_048_576;

/** Why a file cannot be read: it is something else, has the form of another version, was sealed for other devices, or is not whole. */
export type SealedFault = 'other' | 'version' | 'not-for-us' | 'damaged';

/** A file could not be opened, or broke off. */
export class BadSealedFile extends Error {
  readonly fault: SealedFault;

  constructor(fault: SealedFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** Where a file is written before it has its name. */
export function partialPath(path: string): string {
  return `${path}.partial`;
}

/**
 * Writes `pieces` to the new file `path`, for the devices `to`; ids that are no keys are passed over. The file has its name only
 * once all of it is on disk. Answers its length in bytes. @throws what the disk says; nothing is left then.
 */
export async function writeSealed(
  path: string,
  to: readonly string[],
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<number> {
  const encrypter = new Encrypter();
  for (const recipient of new Set(to.flatMap((id) => recipientOf(id) ?? []))) encrypter.addRecipient(recipient);
  const partial = partialPath(path);
  makeFolder(dirname(path));
  const file = await open(partial, 'w', 0o600);
  try {
    const deflated = new PassThrough();
    const packing = pipeline(Readable.from(pieces), createDeflateRaw(), deflated);
    // Whoever reads sees the failure as well; it is told once, below.
    packing.catch(() => {});
    let bytes = await put(file, firstLine);
    // Both are the web's streams; Node's own types spell them with names of their own.
    const sealed = await encrypter.encrypt(Readable.toWeb(deflated) as ReadableStream<Uint8Array>);
    for await (const piece of sealed) bytes += await put(file, piece);
    await packing;
    await file.sync();
    await file.close();
    renameDurably(partial, path);
    return bytes;
  } catch (error) {
    await file.close().catch(() => {});
    await rm(partial, { force: true });
    throw error;
  }
}

async function put(file: FileHandle, bytes: Uint8Array): Promise<number> {
  await file.writeFile(bytes);
  return bytes.length;
}

/** As it is read from a file, piece by piece. */
async function* piecesOf(file: FileHandle, start: number): AsyncGenerator<Uint8Array> {
  const size = 65_536;
  for (let position = start; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(size), 0, size, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The bytes that were sealed, piece by piece. @throws {BadSealedFile}, or what the disk says. */
export async function* readSealed(path: string, seed: Uint8Array): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const first = await file.read(Buffer.alloc(firstLine.length), 0, firstLine.length, 0);
    if (!first.buffer.equals(firstLine) && first.buffer.toString('latin1').startsWith(anyVersion))
      throw new BadSealedFile('version', 'It has a form that this Sextant does not know.');
    if (!first.buffer.equals(firstLine)) throw new BadSealedFile('other', 'It is no file that Sextant sealed.');
    await checkHead(file);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identityOf(seed));
    const source = Readable.from(piecesOf(file, firstLine.length));
    yield* inflate(await decrypt(decrypter, Readable.toWeb(source) as ReadableStream<Uint8Array>)); // as above
  } finally {
    await file.close();
  }
}

/** The head of an age file is read whole, and everybody who can put a file here writes its length. */
async function checkHead(file: FileHandle): Promise<void> {
  const end = Buffer.from('\n--- ');
  let before = Buffer.alloc(0);
  let length = 0;
  for await (const piece of piecesOf(file, firstLine.length)) {
    const seen = Buffer.concat([before, piece]);
    if (seen.includes(end)) return;
    before = seen.subarray(-end.length);
    length += piece.length;
    if (length > headLimit) break;
  }
  throw new BadSealedFile('damaged', 'Its head does not end.');
}

async function decrypt(decrypter: Decrypter, source: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  try {
    return await decrypter.decrypt(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // What age-encryption says when the head of the file is whole and none of its recipients is us.
    if (reason.startsWith('no identity matched')) throw new BadSealedFile('not-for-us', 'It was sealed for other devices.');
    throw new BadSealedFile('damaged', `Its head is damaged (${reason}).`);
  }
}

async function* inflate(sealed: ReadableStream<Uint8Array>): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw();
  const done = pipeline(Readable.from(sealed), inflater);
  done.catch(() => {});
  try {
    // A stream of zlib gives buffers.
    for await (const piece of inflater) yield piece as Buffer;
    await done;
  } catch (error) {
    throw new BadSealedFile('damaged', `It breaks off or was changed (${error instanceof Error ? error.message : String(error)}).`);
  } finally {
    inflater.destroy();
  }
}
