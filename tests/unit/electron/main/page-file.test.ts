import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageFile } from '#electron/main/page-file.ts';

const folder = join(sep, 'opt', 'sextant', 'page');

describe('which file answers a request', () => {
  test('the root is the page, assets have their type', () => {
    expect(pageFile(folder, 'GET', 'app://sextant/')).toEqual({ path: join(folder, 'index.html'), type: 'text/html; charset=utf-8' });
    expect(pageFile(folder, 'GET', 'app://sextant/assets/main.js?v=1#x')).toEqual({
      path: join(folder, 'assets', 'main.js'),
      type: 'text/javascript; charset=utf-8',
    });
  });

  test.each([
    ['POST', 'app://sextant/', 405],
    ['GET', 'app://other/index.html', 403],
    ['GET', 'https://sextant/index.html', 403],
    ['GET', 'app://name:word@sextant/index.html', 403],
    ['GET', 'app://sextant/%2e%2e/secret.html', 404],
    ['GET', 'app://sextant/..%2f..%2fsecret.html', 403],
    ['GET', 'app://sextant/%252e%252e/secret.html', 400],
    ['GET', 'app://sextant/..%5csecret.html', 400],
    ['GET', 'app://sextant/C:/secret.html', 400],
    ['GET', 'app://sextant/a%00.html', 400],
    ['GET', 'app://sextant/%E0%A4%A', 400],
    ['GET', 'app://sextant/.env', 403],
    ['GET', 'app://sextant/page.exe', 404],
  ] as const)('%s %s is refused or stays inside', (method, address, status) => {
    const found = pageFile(folder, method, address);
    // The URL parser itself takes `%2e%2e` away, so that one becomes a plain file inside the folder.
    if (status === 404 && 'path' in found) expect(found.path).toBe(join(folder, 'secret.html'));
    else expect(found).toEqual({ refused: status });
  });

  test('no address leads out of the folder', () => {
    const piece = fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '/', 'a', 'index.html', '%00', '\\', ':', '%252e', '~', '//');
    let inside = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const found = pageFile(folder, 'GET', `app://sextant/${pieces.join('')}`);
        if ('refused' in found) return;
        inside += 1;
        expect(found.path.startsWith(folder + sep)).toBe(true);
        expect(found.path.split(sep)).not.toContain('..');
      }),
      { numRuns: 2000 },
    );
    expect(inside).toBeGreaterThan(10);
  });
});
