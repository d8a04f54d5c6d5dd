// Reads a plan file from disk before anything is changed: the door through which files become text for `import-plan`.
// It must never follow a device, never repair and never drop a byte: what cannot be read as UTF-8 is refused with its line.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Problem, type ProblemCode, problem } from '#shared/contract/problem.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { limit } from '#shared/plan/limit.ts';

/** A plan file as `import-plan` takes it: absolute path and exact text, byte order mark and line ends included. */
export interface PlanFile {
  readonly path: string;
  readonly text: string;
}

const lineFeed = 0x0a;

/**
 * Reads a plan file, or says in one sentence why it cannot be one.
 *
 * Refuses what is missing, unreadable, not a regular file, empty, over {@link limit.fileBytes} bytes, binary (a NUL byte)
 * or not UTF-8; `where` is `path` or `path:line`.
 */
export function readPlanFile(givenPath: string): Result<PlanFile, Problem> {
  const path = resolve(givenPath);
  const read = readBytes(path);
  if (!read.ok) return read;
  const bytes = read.value;
  if (isBlank(bytes)) return refuse('not-a-plan', path, `${path} is empty; a plan needs at least a heading and an issue.`);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refuse(
      'unreadable-file',
      `${path}:1`,
      `${path}:1 starts like UTF-16; expected UTF-8. Save the file as UTF-8 and import it again.`,
    );
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    const where = `${path}:${lineAt(bytes, nul)}`;
    return refuse('unreadable-file', where, `${where} holds a NUL byte, so the file is binary; expected a Markdown plan in UTF-8.`);
  }
  try {
    return success({ path, text: decode(bytes) });
  } catch {
    const where = `${path}:${firstBadLine(bytes)}`;
    return refuse('unreadable-file', where, `${where} is not valid UTF-8. Save the file as UTF-8 and import it again.`);
  }
}

function readBytes(path: string): Result<Uint8Array, Problem> {
  let file: number;
  try {
    // Non-blocking, because opening a pipe that nobody writes to would wait for ever.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return refuseToOpen(path, error);
  }
  try {
    const status = fstatSync(file);
    if (status.isDirectory()) {
      return refuse(
        'unreadable-file',
        path,
        `${path} is a directory; expected a file. Name the plan files in it, for example ${path}/*.md.`,
      );
    }
    if (!status.isFile()) return refuse('unreadable-file', path, `${path} is a device or a pipe; expected a regular file.`);
    if (status.size > limit.fileBytes) return refuseSize(path, status.size);
    // One byte more than announced shows that the file grew past the limit while it was read.
    const bytes = new Uint8Array(Math.min(status.size, limit.fileBytes) + 1);
    let length = 0;
    for (;;) {
      const count = readSync(file, bytes, length, bytes.length - length, length);
      if (count === 0) break;
      length += count;
      if (length === bytes.length) {
        return refuse('unreadable-file', path, `${path} grew while it was read; import it again when nothing writes to it.`);
      }
    }
    return success(bytes.subarray(0, length));
  } catch (error) {
    return refuseToOpen(path, error);
  } finally {
    closeSync(file);
  }
}

function refuseToOpen(path: string, error: unknown): Result<never, Problem> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return refuse('not-found', path, `There is no file at ${path}; check the path and the folder you are in.`);
  }
  if (code === 'EISDIR') return refuse('unreadable-file', path, `${path} is a directory; expected a file. Name the plan files in it.`);
  if (code === 'EACCES' || code === 'EPERM') {
    return refuse('unreadable-file', path, `${path} may not be read by this user; change its permissions and import it again.`);
  }
  return refuse('unreadable-file', path, `${path} cannot be read (${code}); expected a Markdown plan in UTF-8.`);
}

function refuseSize(path: string, size: number): Result<never, Problem> {
  const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return refuse(
    'limit',
    path,
    `${path} has ${megabytes(size)}; a plan file may have ${megabytes(limit.fileBytes)}. Split it into several plans.`,
  );
}

function refuse(code: ProblemCode, where: string, message: string): Result<never, Problem> {
  return failure(problem(code, message, where));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

function isBlank(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return bytes.subarray(start).every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let index = 0; index < offset; index += 1) if (bytes[index] === lineFeed) line += 1;
  return line;
}

// A line feed is never part of a longer UTF-8 sequence, so lines can be tried one by one.
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found + 1;
    try {
      decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end;
    line += 1;
  }
  return line;
}
