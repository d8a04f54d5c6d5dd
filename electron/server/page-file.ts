// Reads the files of the built page, and nothing else.
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** A file of the page. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

const contentType: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The file that `path`, the still encoded path of a URL, names under `folder`; `null` when there is none.
 *
 * Fails closed: a path that does not decode, holds a second escape, a backslash, a colon or a NUL, names a hidden file or
 * an unknown kind, or leads out of the folder (through a link, too) is as good as missing.
 */
export async function pageFile(folder: string, path: string): Promise<PageFile | null> {
  const wanted = decoded(path);
  if (wanted === null || /[%\\:\0]/u.test(wanted)) return null;
  const parts = wanted.split('/').filter((part) => part !== '');
  if (parts.some((part) => part.startsWith('.'))) return null;
  const name = parts.length === 0 ? 'index.html' : join(...parts);
  const type = contentType[extname(name).toLowerCase()];
  if (type === undefined) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, name));
    return file.startsWith(root + sep) ? { type, bytes: await readFile(file) } : null;
  } catch {
    return null;
  }
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
