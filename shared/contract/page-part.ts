// How the built page is handed out, the same in the desktop shell and in browser mode: which names may be asked for, what
// they are, and what the page may do. Must never let a name lead out of the page's folder.

const contentType: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  txt: 'text/plain; charset=utf-8',
};

/** A file of the page by the names of its folders and its own, or the HTTP status with which the request is refused. */
export type PagePart = { readonly names: readonly string[]; readonly type: string } | { readonly refused: 400 | 403 | 404 };

/**
 * Reads the still encoded path of a URL.
 *
 * Fails closed: a path that does not decode, holds a second escape, a backslash, a drive's colon or a NUL (400), names a
 * hidden file or climbs (403), or has an unknown ending (404) is refused.
 */
export function pagePart(path: string): PagePart {
  let wanted: string;
  try {
    wanted = decodeURIComponent(path);
  } catch {
    return { refused: 400 };
  }
  if (/[%\\:\0]/u.test(wanted)) return { refused: 400 };
  const names = wanted.split('/').filter((name) => name !== '');
  if (names.some((name) => name.startsWith('.'))) return { refused: 403 };
  if (names.length === 0) names.push('index.html');
  const ending = /\.([a-z0-9]+)$/iu.exec(names.at(-1) ?? '')?.[1]?.toLowerCase() ?? '';
  const type = Object.hasOwn(contentType, ending) ? contentType[ending] : undefined;
  return type === undefined ? { refused: 404 } : { names, type };
}

/**
 * Headers of every answer with the page. It loads nothing from outside, runs no inline script and reaches no host but its
 * own and those in `connect`. Attributes of style are allowed because charts and virtual lists position by them; style
 * elements are not.
 */
export function pageHeaders(connect: readonly string[] = []): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...connect].join(' '),
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ];
  return { ...fixedHeaders, 'content-security-policy': policy.join('; ') };
}

/** Headers of any answer, a refusal too. */
export const fixedHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
