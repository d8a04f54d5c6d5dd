import { join, sep } from 'node:path';
import { pagePart } from '#shared/contract/page-part.ts';
import { isPageAddress } from './page-address.ts';

/** Which file answers a request, or the status with which it is refused. */
export type PageFile = { readonly path: string; readonly type: string } | { readonly refused: 400 | 403 | 404 | 405 };

/**
 * Finds the file under `folder` that answers a request to the page's origin.
 *
 * Fails closed: another origin, another method or a name that {@link pagePart} refuses is refused, so that nothing but
 * the built page can ever be read this way.
 */
export function pageFile(folder: string, method: string, address: string): PageFile {
  if (method !== 'GET' && method !== 'HEAD') return { refused: 405 };
  if (!isPageAddress(address)) return { refused: 403 };
  const part = pagePart(new URL(address).pathname);
  if ('refused' in part) return part;
  const path = join(folder, ...part.names);
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? { path, type: part.type } : { refused: 403 };
}
