// What power-loss.c noted, read back: which bytes were sure at which point, and the folder as a loss of power may leave it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { must } from '#shared/base/must.ts';
import type { Random } from '#shared/base/random.ts';

/** One thing that happened. Files are named by their inode. */
export type PowerEvent =
  | { readonly type: 'create'; readonly file: bigint; readonly path: string }
  | { readonly type: 'write'; readonly file: bigint; readonly offset: number; readonly bytes: Buffer }
  | { readonly type: 'cut'; readonly file: bigint; readonly length: number }
  | { readonly type: 'sync'; readonly file: bigint }
  | { readonly type: 'sync-folder'; readonly path: string }
  | { readonly type: 'rename' | 'link'; readonly path: string; readonly to: string }
  | { readonly type: 'remove' | 'make-folder'; readonly path: string }
  | { readonly type: 'mark'; readonly text: string };

const types: Readonly<Record<string, (number: bigint, second: bigint, path: string, data: Buffer) => PowerEvent>> = {
  C: (file, _, path) => ({ type: 'create', file, path }),
  W: (file, offset, _, bytes) => ({ type: 'write', file, offset: Number(offset), bytes }),
  T: (file, length) => ({ type: 'cut', file, length: Number(length) }),
  S: (file) => ({ type: 'sync', file }),
  D: (_, __, path) => ({ type: 'sync-folder', path }),
  R: (_, __, path, data) => ({ type: 'rename', path, to: data.toString() }),
  L: (_, __, path, data) => ({ type: 'link', path, to: data.toString() }),
  U: (_, __, path) => ({ type: 'remove', path }),
  M: (_, __, path) => ({ type: 'make-folder', path }),
  K: (_, __, ___, data) => ({ type: 'mark', text: data.toString() }),
};

const headLength = 25;

/** Reads a trace. */
export function readTrace(bytes: Buffer): PowerEvent[] {
  const events: PowerEvent[] = [];
  for (let at = 0; at < bytes.length;) {
    const make = must(types[bytes.toString('latin1', at, at + 1)], 'a known kind of record');
    const pathAt = at + headLength;
    const dataAt = pathAt + bytes.readUInt32LE(at + 17);
    const end = dataAt + bytes.readUInt32LE(at + 21);
    events.push(
      make(
        bytes.readBigUInt64LE(at + 1),
        bytes.readBigUInt64LE(at + 9),
        bytes.toString('utf8', pathAt, dataAt),
        bytes.subarray(dataAt, end),
      ),
    );
    at = end;
  }
  return events;
}

/** What a disk writes as a whole or not at all, in bytes. */
const sector = 512;

type Change = Extract<PowerEvent, { type: 'write' | 'cut' }>;

/** A file as the disk holds it: what is sure, and what may or may not have reached it. */
export class DiskFile {
  #sure = Buffer.alloc(0);
  #length = 0;
  /** Changes since the last sync. */
  readonly unsure: Change[] = [];

  #write(offset: number, bytes: Buffer): void {
    const end = offset + bytes.length;
    if (end > this.#sure.length) {
      const larger = Buffer.alloc(Math.max(end, 2 * this.#sure.length));
      this.#sure.copy(larger, 0, 0, this.#length);
      this.#sure = larger;
    }
    this.#sure.fill(0, Math.min(this.#length, offset), offset);
    bytes.copy(this.#sure, offset);
    this.#length = Math.max(this.#length, end);
  }

  #apply(change: Change): void {
    if (change.type === 'write') this.#write(change.offset, change.bytes);
    else if (change.length > this.#length) this.#write(change.length, Buffer.alloc(0));
    else this.#length = change.length;
  }

  /** Everything so far is sure. */
  sync(): void {
    for (const change of this.unsure) this.#apply(change);
    this.unsure.length = 0;
  }

  /** What a loss of power leaves: of each unsure change all, nothing, or some of its sectors. */
  afterLoss(random: Random): Buffer {
    const left = new DiskFile();
    left.#write(0, this.#sure.subarray(0, this.#length));
    for (const change of this.unsure) {
      const fate = random();
      if (fate < 0.4) continue;
      if (fate < 0.8 || change.type === 'cut') left.#apply(change);
      else left.#applyTorn(change, random);
    }
    return left.#sure.subarray(0, left.#length);
  }

  #applyTorn({ offset, bytes }: Extract<Change, { type: 'write' }>, random: Random): void {
    for (let from = 0; from < bytes.length;) {
      const to = Math.min(bytes.length, from + sector - ((offset + from) % sector));
      if (random() < 0.5) this.#write(offset + from, bytes.subarray(from, to));
      from = to;
    }
  }
}

type NameEvent = Extract<PowerEvent, { type: 'create' | 'rename' | 'link' | 'remove' | 'make-folder' }>;

/** Names in the watched folder: what they lead to, files or (`null`) folders. */
class Names {
  readonly #entries: Map<string, DiskFile | null>;

  constructor(entries: ReadonlyMap<string, DiskFile | null> = new Map()) {
    this.#entries = new Map(entries);
  }

  copy(): Names {
    return new Names(this.#entries);
  }

  apply(event: NameEvent, file: DiskFile | null): void {
    const found = this.#entries.get(event.path);
    switch (event.type) {
      case 'create':
        this.#entries.set(event.path, file);
        break;
      case 'make-folder':
        this.#entries.set(event.path, null);
        break;
      case 'remove':
        this.#entries.delete(event.path);
        break;
      case 'rename':
      case 'link':
        if (found === undefined) break;
        if (event.type === 'rename') this.#entries.delete(event.path);
        this.#entries.set(event.to, found);
        break;
    }
  }

  entries(): IterableIterator<[string, DiskFile | null]> {
    return this.#entries.entries();
  }
}

interface UnsureName {
  readonly event: NameEvent;
  readonly file: DiskFile | null;
}

/** The folder of a trace on a disk, followed event by event. Names become sure when their folder is synced, contents when their file is. */
export class PowerDisk {
  readonly #root: string;
  readonly #files = new Map<bigint, DiskFile>();
  #sure = new Names();
  #unsure: UnsureName[] = [];
  /** The file that each path was given last. */
  readonly #named = new Map<string, DiskFile>();

  constructor(root: string) {
    this.#root = root;
  }

  /** The file that was made last under this path, however it is called by now; `null` when there was none. */
  file(path: string): DiskFile | null {
    return this.#named.get(path) ?? null;
  }

  #file(id: bigint): DiskFile {
    const file = this.#files.get(id) ?? new DiskFile();
    this.#files.set(id, file);
    return file;
  }

  /** Goes on by one event. */
  take(event: PowerEvent): void {
    switch (event.type) {
      case 'write':
      case 'cut':
        this.#file(event.file).unsure.push(event);
        break;
      case 'sync':
        this.#file(event.file).sync();
        break;
      case 'sync-folder':
        this.#syncFolder(event.path);
        break;
      case 'mark':
        break;
      case 'create': {
        // The number of a file that is gone may come again.
        this.#files.delete(event.file);
        const file = this.#file(event.file);
        this.#named.set(event.path, file);
        this.#unsure.push({ event, file });
        break;
      }
      case 'rename':
      case 'link':
      case 'remove':
      case 'make-folder':
        this.#unsure.push({ event, file: null });
        break;
    }
  }

  #syncFolder(path: string): void {
    const left: UnsureName[] = [];
    for (const one of this.#unsure) {
      const { event, file } = one;
      const named = event.type === 'rename' || event.type === 'link' ? event.to : event.path;
      if (dirname(named) === path) this.#sure.apply(event, file);
      else left.push(one);
    }
    this.#unsure = left;
  }

  /** Writes what a loss of power may leave at this point to the empty folder `target`: of the names that are not sure, so many as came first. */
  writeAfterLoss(target: string, random: Random): void {
    const names = this.#sure.copy();
    for (const { event, file } of this.#unsure.slice(0, Math.floor(random() * (this.#unsure.length + 1)))) names.apply(event, file);
    const there = new Map(names.entries());
    for (const [path, file] of there) {
      if (file === null) mkdirSync(join(target, relative(this.#root, path)), { recursive: true });
    }
    for (const [path, file] of there) {
      const parent = dirname(path);
      // What lies in a folder whose name was lost cannot be reached.
      if (file !== null && (parent === this.#root || there.get(parent) === null)) {
        writeFileSync(join(target, relative(this.#root, path)), file.afterLoss(random));
      }
    }
  }
}
