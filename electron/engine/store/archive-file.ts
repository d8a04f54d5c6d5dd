// The archive file: gzip over JSON Lines, so that common tools read it (`zcat FILE | jq`). A header line, one line an
// issue, a trailer with the number of issues and the SHA-256 of everything before it. It is written under a temporary
// name, forced to disk and only then given its name, so that a file of that name is whole.
import { createHash, type Hash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';

/** The first line. */
export const ArchiveHeader = z.object({
  format: z.literal('sextant-archive'),
  version: z.literal(1),
  workspace: z.string(),
  deviceId: z.string(),
  author: z.string(),
  at: z.string(),
});
type ArchiveHeader = z.infer<typeof ArchiveHeader>;

/** The last line. */
export const ArchiveTrailer = z.object({ issues: z.int(), sha256: z.string() });

/** What makes an issue's line one: its content and the fingerprint of that. Further fields are for readers. */
export const ArchiveLine = z.looseObject({ content: z.looseObject({ id: z.string() }), fingerprint: z.string() });

/** Text that is compressed at one go; each is a gzip member of its own, so that writing and reading back give way in between. */
const memberBytes = 256 * 1024;

/** A file that is whole and on disk. */
export interface WrittenArchive {
  readonly path: string;
  readonly bytes: number;
  /** Hex SHA-256 of the file as it lies on disk. */
  readonly sha256: string;
  readonly issues: number;
}

/** Writes one archive file. Either `finish` it or `abandon` it. @throws what the disk says. */
export class ArchiveWriter {
  readonly #path: string;
  readonly #folder: string;
  readonly #partPath: string;
  readonly #file: number;
  readonly #fileHash: Hash = createHash('sha256');
  readonly #textHash: Hash = createHash('sha256');
  /** Length of each member. */
  readonly #members: number[] = [];
  #text = '';
  #issues = 0;
  #open = true;

  constructor(folder: string, name: string, header: ArchiveHeader) {
    this.#folder = folder;
    this.#path = join(folder, name);
    this.#partPath = join(folder, `.${name}.part`);
    // Renaming replaces what is there, and an archive is never replaced.
    if (existsSync(this.#path)) throw new Error(`${this.#path} is there already`);
    this.#file = openSync(this.#partPath, 'wx', 0o644);
    this.#line(header);
  }

  /** Adds an issue. */
  add(line: z.input<typeof ArchiveLine>): void {
    this.#issues += 1;
    this.#line(line);
  }

  #line(value: object): void {
    this.#text += `${JSON.stringify(value)}\n`;
    if (this.#text.length >= memberBytes) this.#flush();
  }

  #flush(): void {
    if (this.#text === '') return;
    const text = Buffer.from(this.#text);
    this.#text = '';
    this.#textHash.update(text);
    const member = gzipSync(text);
    this.#fileHash.update(member);
    for (let written = 0; written < member.length;) written += writeSync(this.#file, member, written);
    this.#members.push(member.length);
  }

  /** Writes the trailer, forces everything to disk and gives the file its name. */
  finish(): WrittenArchive {
    this.#flush();
    this.#text = `${JSON.stringify({ issues: this.#issues, sha256: this.#textHash.copy().digest('hex') } satisfies z.input<typeof ArchiveTrailer>)}\n`;
    this.#flush();
    fsyncSync(this.#file);
    this.#close();
    renameSync(this.#partPath, this.#path);
    syncFolder(this.#folder);
    const bytes = this.#members.reduce((sum, length) => sum + length, 0);
    return { path: this.#path, bytes, sha256: this.#fileHash.digest('hex'), issues: this.#issues };
  }

  /** Lines of the finished file as they are on disk, member by member. @throws when a member cannot be read. */
  *readBack(): Generator<string[], string, void> {
    const hash = createHash('sha256');
    const file = openSync(this.#path, 'r');
    try {
      for (const length of this.#members) {
        const member = Buffer.alloc(length);
        if (readSync(file, member, 0, length, null) < length) throw new Error('the file is shorter than what was written');
        hash.update(member);
        yield splitLines(gunzipSync(member).toString());
      }
    } finally {
      closeSync(file);
    }
    return hash.digest('hex');
  }

  #close(): void {
    if (this.#open) closeSync(this.#file);
    this.#open = false;
  }

  /** Takes back what was written. */
  abandon(): void {
    this.#close();
    rmSync(this.#partPath, { force: true });
    rmSync(this.#path, { force: true });
  }
}

function splitLines(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

/** A rename is on disk once the folder is. Systems that cannot open folders (Windows) keep renames in order themselves. */
function syncFolder(folder: string): void {
  let opened: number;
  try {
    opened = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(opened);
  } catch {
    // Network shares may refuse to sync a folder; the file itself is on disk, and it is read back before anything counts on it.
  } finally {
    closeSync(opened);
  }
}

/** The lines of an archive file of unknown origin, and where the text before its trailer ends. @throws when it is no gzip. */
export function unpackArchive(bytes: Buffer, maxBytes: number): { readonly lines: string[]; readonly sha256: string } {
  const text = gunzipSync(bytes, { maxOutputLength: maxBytes });
  const lastLine = text.lastIndexOf('\n', text.length - 2) + 1;
  return { lines: splitLines(text.toString()), sha256: createHash('sha256').update(text.subarray(0, lastLine)).digest('hex') };
}
