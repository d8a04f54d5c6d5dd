// Reads the files of the built page, and nothing else.
import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pagePart } from '#shared/contract/page-part.ts';

/** A file of the page. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/**
 * The file that `path`, the still encoded path of a URL, names under `folder`; `null` when there is none.
 *
 * Fails closed: a name that {@link pagePart} refuses, or that leads out of the folder through a link, is as good as missing.
 */
export async function pageFile(folder: string, path: string): Promise<PageFile | null> {
  const part = pagePart(path);
  if ('refused' in part) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, ...part.names));
    return file.startsWith(root + sep) ? { type: part.type, bytes: await readFile(file) } : null;
  } catch {
    return null;
  }
}
