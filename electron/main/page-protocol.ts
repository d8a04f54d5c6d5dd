import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { pageFile } from './page-file.ts';
import { pageScheme } from './page-address.ts';
import { pageHeaders } from '#shared/contract/page-part.ts';

/** Declares the page's scheme as a real, secure origin. Must run before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built page from `folder` under its own origin, with the headers of {@link pageHeaders} on every answer. */
export function servePage(folder: string): void {
  protocol.handle(pageScheme, async (request) => {
    const file = pageFile(folder, request.method, request.url);
    if ('refused' in file) return new Response(null, { status: file.refused, headers: pageHeaders() });
    try {
      const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(file.path));
      return new Response(body, { status: 200, headers: { ...pageHeaders(), 'content-type': file.type } });
    } catch {
      return new Response(null, { status: 404, headers: pageHeaders() });
    }
  });
}
