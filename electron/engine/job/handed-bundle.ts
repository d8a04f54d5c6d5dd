// Bundles that come from and go to somebody who has no files here, such as a page in a browser: they lie in a folder of their own meanwhile.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { limit } from '#shared/plan/limit.ts';

/** A path at which nothing lies yet, in a folder that nobody else can look into. */
export function handoverPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'sextant-bundle-')), 'bundle.sextant');
}

/** Puts what was handed over, in Base64, into a file of its own; gives its path. */
export function keepHanded(content: string): string {
  const path = handoverPath();
  writeFileSync(path, Buffer.from(content, 'base64'), { mode: 0o600 });
  return path;
}

/** What the file at `path` holds, in Base64; refused when it is too long for one message. */
export function handOver(path: string): Result<string, Problem> {
  const { size } = statSync(path);
  if (size <= limit.fileBytes) return success(readFileSync(path, 'base64'));
  const message = `This bundle has ${Math.ceil(size / 1_000_000)} MB; more than ${limit.fileBytes / 1_048_576} MB is written to a file on this machine: sextant bundle export FILE`;
  return failure(problem('limit', message));
}

/** Takes the file at such a path away. */
export function endHandover(path: string): void {
  rmSync(dirname(path), { recursive: true, force: true });
}
