import { extname, join, sep } from 'node:path';
import { isPageAddress } from './page-address.ts';

/** Which file answers a request, or the status with which it is refused. */
export type PageFile = { readonly path: string; readonly type: string } | { readonly refused: 400 | 403 | 404 | 405 };

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
 * Finds the file under `folder` that answers a request to the page's origin.
 *
 * Fails closed: another origin, another method, an escape that does not decode, a path that leaves the folder, a hidden
 * file or an unknown ending is refused, so that nothing but the built page can ever be read this way.
 */
export function pageFile(folder: string, method: string, address: string): PageFile {
  if (method !== 'GET' && method !== 'HEAD') return { refused: 405 };
  if (!isPageAddress(address)) return { refused: 403 };
  let wanted: string;
  try {
    wanted = decodeURIComponent(new URL(address).pathname);
  } catch {
    return { refused: 400 };
  }
  // A second escape, a backslash, a drive's colon or a NUL have no business in the names of a built page.
  if (/[%\\:\0]/u.test(wanted)) return { refused: 400 };
  const parts = wanted.split('/').filter((part) => part !== '');
  if (parts.some((part) => part.startsWith('.'))) return { refused: 403 };
  const path = join(folder, ...(parts.length === 0 ? ['index.html'] : parts));
  if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return { refused: 403 };
  const type = contentType[extname(path).toLowerCase()];
  return type === undefined ? { refused: 404 } : { path, type };
}
