import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { makeFolder } from './sync-folder.ts';
import { renameDurably } from './sync-file.ts';

/** Gathered to pieces of this many characters before they are written. */
const pieceLength = 1 << 20;

/**
 * A text that becomes a new file, or stays in memory when there is no path for it. The file has its name only once all of
 * it is on disk; one that is there already is never replaced.
 */
export class NewFile {
  readonly #path: string | null;
  #file: number | null = null;
  #pieces: string[] = [];
  #gathered = 0;
  #finished = false;
  /** Characters written so far. */
  length = 0;

  private constructor(path: string | null) {
    this.#path = path;
  }

  /** Begins a file at the absolute `path`. */
  static open(path: string | null): Result<NewFile, Problem> {
    const begun = new NewFile(path);
    if (path === null) return success(begun);
    if (!isAbsolute(path))
      return failure(problem('invalid-argument', `Expected an absolute path of a new file, but got "${path}".`, 'path'));
    if (path.includes('\0')) return failure(problem('invalid-argument', 'A path holds no NUL character.', 'path'));
    if (existsSync(path)) return failure(problem('duplicate', 'There is a file of this name already; name a new one.', path));
    makeFolder(dirname(path));
    begun.#file = openSync(begun.#partial(path), 'w', 0o600);
    return success(begun);
  }

  #partial(path: string): string {
    return `${path}.partial`;
  }

  /** Appends a text. */
  write(text: string): void {
    this.length += text.length;
    this.#pieces.push(text);
    this.#gathered += text.length;
    if (this.#file !== null && this.#gathered >= pieceLength) this.#flush(this.#file);
  }

  #flush(file: number): void {
    const bytes = Buffer.from(this.#pieces.join(''));
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    this.#pieces = [];
    this.#gathered = 0;
  }

  /** Brings the file to disk and gives it its name, or gives the text when there is no file. */
  finish(): string | null {
    if (this.#path === null || this.#file === null) return this.#pieces.join('');
    this.#flush(this.#file);
    fsyncSync(this.#file);
    closeSync(this.#file);
    this.#file = null;
    renameDurably(this.#partial(this.#path), this.#path);
    this.#finished = true;
    return null;
  }

  /** Forgets what was not finished. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    if (this.#path !== null && !this.#finished) rmSync(this.#partial(this.#path), { force: true });
  }
}
