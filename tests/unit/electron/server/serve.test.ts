import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { serve } from '#electron/server/serve.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import { temporaryTree } from '#tests/support/temporary-folder.ts';
import { openWebSocket, spendToken } from '#tests/support/web-socket-client.ts';

/** An engine that knows nothing: these tests are about who gets through to it. */
const engine: Connection = {
  command: async () => ({ ok: false, error: problem('unavailable', 'Nothing here.') }),
  query: async () => ({ ok: false, error: problem('unavailable', 'Nothing here.') }),
  run: async () => ({ ok: false, error: problem('unavailable', 'Nothing here.') }),
  subscribe: () => () => {},
  in: () => engine,
  close: async () => {},
};

async function start(): Promise<{ url: string; origin: string; host: string }> {
  const root = temporaryTree({
    'page/index.html': '<!doctype html><title>Sextant</title>',
    'page/assets/page.js': 'export {};',
    'page/assets/font.woff2': 'font',
    'page/.secret.txt': 'secret',
    'page/raw.key': 'secret',
    'secret.txt': 'secret',
  });
  const server = await serve({ engine, pageFolder: `${root}/page` });
  if (!server.ok) throw new Error(server.error.message);
  onTestFinished(() => server.value.close());
  const { origin, host } = new URL(server.value.url);
  return { url: server.value.url, origin, host };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request as a hostile client may write it: `fetch` would tidy path and Host. */
function send(origin: string, path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the one-time token', () => {
  test('becomes a session cookie that scripts and other sites cannot use, and leads to a clean address', async () => {
    const { url, origin } = await start();
    const { status, headers } = await send(origin, new URL(url).pathname + new URL(url).search);
    expect([status, headers['location'], headers['referrer-policy']]).toEqual([303, '/', 'no-referrer']);
    const [cookie] = headers['set-cookie'] ?? [];
    expect(cookie).toMatch(new RegExp(`^sextant-${new URL(url).port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`, 'u'));
    const page = await send(origin, '/', { cookie: cookie?.split(';')[0] ?? '' });
    expect([page.status, page.body]).toEqual([200, '<!doctype html><title>Sextant</title>']);
  });

  test('lets nobody in a second time, but does not turn away who is in', async () => {
    const { url, origin } = await start();
    const cookie = await spendToken(url);
    expect((await send(origin, `/${new URL(url).search}`)).status).toBe(401);
    const again = await send(origin, `/${new URL(url).search}`, { cookie });
    expect([again.status, again.headers['location'], again.headers['set-cookie']]).toEqual([303, '/', undefined]);
  });

  test('is not spent by a wrong one, a HEAD or a stranger', async () => {
    const { url, origin } = await start();
    const search = new URL(url).search;
    expect((await send(origin, `/?token=${'x'.repeat(43)}`)).status).toBe(401);
    expect((await send(origin, `/${search.slice(0, -1)}`)).status).toBe(401);
    expect((await send(origin, '/?token=')).status).toBe(401);
    expect((await send(origin, `/${search}`, {}, 'HEAD')).status).toBe(401);
    expect((await send(origin, `/${search}`, { host: 'evil.example' })).status).toBe(403);
    expect(await spendToken(url)).toContain('=');
  });

  test('after a click on another site leads on without a redirect, which would lose the strict cookie', async () => {
    const { url, origin } = await start();
    const { status, headers } = await send(origin, `/${new URL(url).search}`, { 'sec-fetch-site': 'cross-site' });
    expect([status, headers['refresh'], headers['set-cookie']?.length]).toEqual([200, '0; url=/', 1]);
  });
});

describe('a request', () => {
  test('without a session gets nothing', async () => {
    const { url, origin, host } = await start();
    const strangers = [
      '',
      'sextant=1',
      `sextant-${new URL(url).port}=`,
      `sextant-${new URL(url).port}=undefined`,
      `sextant-${new URL(url).port}=null`,
    ];
    const before = await Promise.all(strangers.map((cookie) => send(origin, '/', { cookie, host })));
    await spendToken(url);
    const after = await Promise.all(strangers.map((cookie) => send(origin, '/assets/page.js', { cookie, host })));
    expect([...before, ...after].map(({ status }) => status)).toEqual(Array(10).fill(401));
  });

  test('for another Host or from another Origin is turned away, session or not', async () => {
    const { url, origin, host } = await start();
    const cookie = await spendToken(url);
    const port = new URL(url).port;
    const status = async (headers: Readonly<Record<string, string>>): Promise<number> =>
      (await send(origin, '/', { cookie, ...headers })).status;
    for (const wrong of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:${Number(port) + 1}`,
      `127.0.0.1:${port}.evil.example`,
    ]) {
      expect(await status({ host: wrong })).toBe(403);
    }
    for (const wrong of ['http://evil.example', 'null', `https://${host}`, `${origin}.evil.example`, `http://localhost:${port}`]) {
      expect(await status({ host, origin: wrong })).toBe(403);
    }
    expect([
      await status({ host, origin }),
      await status({ host: `localhost:${port}` }),
      await status({ host: host.toUpperCase() }),
    ]).toEqual([200, 200, 200]);
  });

  test('reads files of the page and nothing else', async () => {
    const { url, origin } = await start();
    const cookie = await spendToken(url);
    const get = (path: string, method?: string): Promise<Answer> => send(origin, path, { cookie }, method);
    expect(await get('/assets/page.js')).toMatchObject({
      status: 200,
      body: 'export {};',
      headers: { 'content-type': 'text/javascript; charset=utf-8' },
    });
    expect((await get('/assets/font.woff2')).headers['content-type']).toBe('font/woff2');
    expect(await get('/index.html', 'HEAD')).toMatchObject({ status: 200, body: '' });
    const outside = [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/%252e%252e%252fsecret.txt',
      '/..\\secret.txt',
      '/..%5csecret.txt',
      '//etc/passwd',
      '/C:/secret.txt',
      '/.secret.txt',
      '/raw.key',
      '/index.html%00.js',
      '/%ff',
      '/assets',
      '/nothing.js',
    ];
    for (const path of outside) expect([path, (await get(path)).status]).toEqual([path, 404]);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await get('/', method)).status).toBe(405);
  });

  test('is answered under a policy that lets nothing in from outside', async () => {
    const { url, origin, host } = await start();
    const { headers } = await send(origin, '/', { cookie: await spendToken(url) });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
    const policy = String(headers['content-security-policy']);
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", `ws://${host}`])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe|\*/u);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('the socket of the engine', () => {
  test('opens for a session of our own page, in as many tabs as it likes', async () => {
    const { url, origin } = await start();
    const cookie = await spendToken(url);
    const tabs = await Promise.all([openWebSocket(url, { cookie, origin }), openWebSocket(url, { cookie, origin })]);
    expect(tabs.map(({ readyState }) => readyState)).toEqual([1, 1]);
  });

  test('stays shut for everybody else', async () => {
    const { url, origin } = await start();
    const cookie = await spendToken(url);
    const outcome = (headers: Readonly<Record<string, string>>): Promise<string> =>
      openWebSocket(url, headers).then(
        () => 'open',
        (error: Error) => error.message,
      );
    expect(await outcome({ origin })).toBe('status 401');
    expect(await outcome({ origin, cookie: cookie.replace(/=.*/u, '=guess') })).toBe('status 401');
    expect(await outcome({ cookie })).toBe('status 403');
    expect(await outcome({ cookie, origin: 'http://evil.example' })).toBe('status 403');
    expect(await outcome({ cookie, origin: 'null' })).toBe('status 403');
    expect(await outcome({ cookie, origin: 'http://evil.example', host: 'evil.example' })).toBe('status 403');
  });

  test('answers what is no message, and goes on', async () => {
    const { url, origin } = await start();
    const socket = await openWebSocket(url, { cookie: await spendToken(url), origin });
    const answers: unknown[] = [];
    socket.on('message', (data: Buffer) => answers.push(JSON.parse(data.toString())));
    const nonsense = [
      '',
      'x',
      '[]',
      '{"type":"command","id":3}',
      '{"type":"run","id":-1,"name":"x"}',
      '{"type":"command","id":9,"name":"x","args":{}}',
    ];
    for (const text of nonsense) socket.send(text);
    socket.send(Buffer.from([1, 2, 3]));
    socket.send('{"type":"hello","id":1,"version":1}');
    while (answers.length < 8) await new Promise((resolve) => setTimeout(resolve, 2));
    const codes = answers.map((answer) => (answer as { problem?: { code: string } }).problem?.code ?? 'none'); // every answer but the last is a problem
    expect(codes).toEqual([...Array<string>(7).fill('invalid-argument'), 'none']);
    expect(answers.at(-1)).toEqual({ type: 'welcome', id: 1, version: 1 });
  });
});

test.for([
  { what: 'bytes that are no frame', send: (raw: Duplex) => raw.write(Buffer.from([0xff, 0xff, 0xff, 0xff])), code: 1002 },
  { what: 'a message over the limit', send: (raw: Duplex) => raw.write(Buffer.from('81ff0000000010000000', 'hex')), code: 1009 },
])('$what end the socket that they came over, and nothing else', async ({ send: attack, code }) => {
  const { url, origin } = await start();
  const cookie = await spendToken(url);
  const uncaught = vi.fn<(error: Error) => void>();
  process.on('uncaughtException', uncaught);
  onTestFinished(() => void process.off('uncaughtException', uncaught));
  const [hostile, other] = await Promise.all([openWebSocket(url, { cookie, origin }), openWebSocket(url, { cookie, origin })]);
  const gone = new Promise((resolve) => hostile.once('close', resolve));
  // The client would not send such a thing, so it is written past it, on the socket that `ws` keeps under this name.
  attack(Reflect.get(hostile, '_socket') as Duplex);
  expect(await gone).toBe(code);
  expect(uncaught).not.toHaveBeenCalled();
  const answer = new Promise((resolve) => other.once('message', (data: Buffer) => resolve(JSON.parse(data.toString()))));
  other.send('{"type":"hello","id":1,"version":1}');
  expect(await answer).toMatchObject({ type: 'welcome' });
});

test('a port that is taken is a problem, not a crash', async () => {
  const { url } = await start();
  const second = await serve({ engine, pageFolder: '/nowhere', port: Number(new URL(url).port) });
  expect(second).toMatchObject({ ok: false, error: { code: 'unavailable', where: 'port' } });
});

test('closing ends open sockets and frees the port', async () => {
  const first = await serve({ engine, pageFolder: '/nowhere' });
  if (!first.ok) throw new Error(first.error.message);
  const { url, close } = first.value;
  const socket = await openWebSocket(url, { cookie: await spendToken(url), origin: new URL(url).origin });
  const gone = new Promise((resolve) => socket.once('close', resolve));
  await close();
  expect(await gone).toBe(1001);
  const next = await serve({ engine, pageFolder: '/nowhere', port: Number(new URL(url).port) });
  expect(next.ok).toBe(true);
  if (next.ok) await next.value.close();
});
