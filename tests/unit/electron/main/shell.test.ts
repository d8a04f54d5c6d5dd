import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startShell } from '#electron/main/shell.ts';
import { linkChannel, linkRequestChannel, portChannel, requestChannel } from '#shared/contract/shell-channel.ts';
import { must } from '#shared/base/must.ts';
import {
  electronDouble,
  electronRecord,
  MessagePortDouble,
  resetElectron,
  type WebContentsDouble,
} from '#tests/support/electron-double.ts';

vi.mock('electron', async () => (await import('#tests/support/electron-double.ts')).electronDouble);

const { app, ipcMain } = electronDouble;
let folder: string;

async function start(args: string[] = []): Promise<void> {
  process.argv = ['/opt/sextant', ...args];
  await startShell({ page: join(folder, 'page'), preload: join(folder, 'preload.cjs'), engine: join(folder, 'engine.mjs') });
}

function engine(index = 0) {
  return must(electronRecord.processes[index], `engine process ${index}`);
}

function contents(): WebContentsDouble {
  return must(electronRecord.windows[0], 'a window').webContents;
}

function ask(frame: unknown): void {
  ipcMain.emit(requestChannel, { sender: contents(), senderFrame: frame });
}

const pageFrame = { url: 'app://sextant/', parent: null, detached: false };
const savedArguments = process.argv;

beforeEach(() => {
  resetElectron();
  folder = mkdtempSync(join(tmpdir(), 'sextant-shell-'));
  mkdirSync(join(folder, 'page'));
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html><title>Sextant</title>');
});

afterEach(() => {
  process.argv = savedArguments;
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

describe('start', () => {
  test('one guarded window on the page, one engine, no permission for anybody', async () => {
    await start(['--workspace', folder]);
    expect(electronRecord.windows).toHaveLength(1);
    expect(electronRecord.windows[0]?.loaded).toEqual(['app://sextant/']);
    expect(electronRecord.windows[0]?.options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true });
    expect(engine().posted[0]?.message).toEqual({ type: 'open', folder, sample: false });
    expect(electronRecord.permission).toEqual({ request: expect.any(Function), check: expect.any(Function), device: false });
    expect(electronRecord.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
  });

  test('a second instance hands over its files and quits', async () => {
    electronRecord.first = false;
    await start(['PLAN.md']);
    expect(electronRecord).toMatchObject({
      quits: 1,
      windows: [],
      processes: [],
      handover: { plans: [resolve('PLAN.md')], workspace: null, link: null },
    });
  });

  test('the page is served with a strict policy, and nothing beside it', async () => {
    writeFileSync(join(folder, 'secret.html'), 'secret');
    await start();
    const serve = must(electronRecord.handlers.get('app'), 'a handler');
    const page = await serve(new Request('app://sextant/'));
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/u);
    expect(await page.text()).toContain('<title>Sextant');
    for (const address of ['app://sextant/..%2fsecret.html', 'app://sextant/absent.html', 'app://other/index.html']) {
      const refused = await serve(new Request(address));
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(await refused.text()).toBe('');
    }
  });

  test('the menu has the edit roles and imports what is chosen', async () => {
    await start();
    engine().emit('message', { type: 'opened', folder });
    const menu = must(electronRecord.menus[0], 'a menu');
    expect(menu.map((item) => item.role ?? item.label)).toEqual(['&File', 'editMenu', '&View', 'windowMenu']);
    electronRecord.chosen = ['/plans/a.md', '/plans/b.md'];
    const file = must(menu[0]?.submenu, 'a submenu');
    const first = Array.isArray(file) ? file[0] : undefined;
    const click: unknown = first?.click;
    if (typeof click === 'function') click();
    await vi.waitFor(() => expect(engine().posted.at(-1)?.message).toEqual({ type: 'import', paths: ['/plans/a.md', '/plans/b.md'] }));
  });
});

describe('permissions', () => {
  const page = { requestingUrl: 'app://sextant/', isMainFrame: true };

  /** What main answers to a request and to a check of a permission. */
  async function decide(permission: 'clipboard-sanitized-write' | 'clipboard-read' | 'media', from: typeof page): Promise<boolean[]> {
    await start();
    const { request, check } = electronRecord.permission;
    const requested: boolean[] = [];
    // Neither looks at the contents that ask.
    const nobody = contents() as unknown as Electron.WebContents;
    must(request, 'a request handler')(nobody, permission, (granted) => void requested.push(granted), from);
    const checked = must(check, 'a check handler')(nobody, permission, new URL(from.requestingUrl).href, from);
    return [...requested, checked];
  }

  test('our own page may write to the clipboard, and nothing else', async () => {
    expect(await decide('clipboard-sanitized-write', page)).toEqual([true, true]);
    expect(await decide('clipboard-read', page)).toEqual([false, false]);
    expect(await decide('media', page)).toEqual([false, false]);
  });

  test.each([
    ['a frame inside the page', { ...page, isMainFrame: false }],
    ['a look-alike', { ...page, requestingUrl: 'app://sextant.example/' }],
    ['another scheme', { ...page, requestingUrl: 'https://sextant/' }],
  ])('%s may not even do that', async (_name, from) => {
    expect(await decide('clipboard-sanitized-write', from)).toEqual([false, false]);
  });
});

describe('navigation', () => {
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('%s is prevented', async (name) => {
    await start();
    const preventDefault = vi.fn<() => void>();
    contents().emit(name, { preventDefault, url: 'https://example.org/' });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  test('no window opens; only plain https links go to the browser', async () => {
    await start();
    const open = must(contents().openHandler, 'a handler');
    const addresses = [
      'https://example.org/a',
      'http://example.org/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://a:b@c.org/',
      'x',
    ];
    for (const url of addresses) {
      const details = { url, frameName: '', features: '', disposition: 'new-window', referrer: { url: '', policy: 'default' } } as const;
      expect(open(details)).toEqual({ action: 'deny' });
    }
    expect(electronRecord.opened).toEqual(['https://example.org/a']);
  });
});

describe('ports', () => {
  test('the page gets one end and the engine the other', async () => {
    await start();
    ask(pageFrame);
    expect(contents().posted).toHaveLength(1);
    expect(contents().posted[0]?.channel).toBe(portChannel);
    const [given] = contents().posted[0]?.ports ?? [];
    const connect = must(engine().posted.at(-1), 'a message');
    expect(connect.message).toEqual({ type: 'connect' });
    const [kept] = connect.ports;
    expect(given).toBeInstanceOf(MessagePortDouble);
    expect(kept).toBeInstanceOf(MessagePortDouble);
    if (!(given instanceof MessagePortDouble) || !(kept instanceof MessagePortDouble)) return;
    const heard = vi.fn<(event: unknown) => void>();
    kept.on('message', heard);
    given.postMessage('hello');
    expect(heard).toHaveBeenCalledWith({ data: 'hello', ports: [] });
  });

  test.each([
    ['no frame', null],
    ['a frame inside the page', { ...pageFrame, parent: pageFrame }],
    ['a page elsewhere', { ...pageFrame, url: 'https://sextant/' }],
    ['a look-alike', { ...pageFrame, url: 'app://sextant.example/' }],
    ['a detached frame', { ...pageFrame, detached: true }],
  ])('%s gets none', async (_name, frame) => {
    await start();
    const before = engine().posted.length;
    ask(frame);
    expect(contents().posted).toEqual([]);
    expect(engine().posted).toHaveLength(before);
  });
});

describe('supervision', () => {
  test('an engine that ends is started again, and the page gets a new port unasked', async () => {
    await start();
    ask(pageFrame);
    vi.useFakeTimers();
    engine().emit('exit', 1);
    expect(electronRecord.processes).toHaveLength(1);
    vi.advanceTimersByTime(250);
    expect(electronRecord.processes).toHaveLength(2);
    expect(engine(1).posted.map(({ message }) => message)).toEqual([{ type: 'open', folder: null, sample: false }, { type: 'connect' }]);
    expect(contents().posted).toHaveLength(2);
  });

  test('an engine that ends again and again is given up, and the person is asked', async () => {
    await start();
    ask(pageFrame);
    vi.useFakeTimers();
    for (let index = 0; index < 6; index += 1) {
      engine(index).emit('exit', 7);
      vi.advanceTimersByTime(20_000);
    }
    vi.useRealTimers();
    expect(electronRecord.questions).toEqual(['The engine ended several times in a row.']);
    await vi.waitFor(() => expect(electronRecord.processes).toHaveLength(7));
    expect(engine(6).posted.map(({ message }) => message)).toContainEqual({ type: 'connect' });
  });

  test('quitting waits for the engine to close, and ends one that does not', async () => {
    await start();
    app.quit();
    expect(electronRecord.quits).toBe(0);
    expect(engine().posted.at(-1)?.message).toEqual({ type: 'close' });
    engine().emit('exit', 0);
    await vi.waitFor(() => expect(electronRecord.quits).toBe(1));
    expect(electronRecord.processes).toHaveLength(1);
  });

  test('a message that is not in the contract is not heard', async () => {
    await start(['PLAN.md']);
    engine().emit('message', { type: 'opened' });
    engine().emit('message', 'opened');
    expect(engine().posted.map(({ message }) => message)).toEqual([{ type: 'open', folder: null, sample: false }]);
  });
});

describe('invitation links', () => {
  const link = 'sextant://join/AbC-_9';
  const wanted = (frame: unknown = pageFrame): boolean => ipcMain.emit(linkRequestChannel, { sender: contents(), senderFrame: frame });
  const delivered = (): unknown[] => contents().posted.flatMap(({ channel, message }) => (channel === linkChannel ? [message] : []));

  test('our scheme is ours to open, and no flag can follow it where the system puts links into command lines', async () => {
    await start();
    expect(electronRecord.links).toEqual([['sextant']]);
    resetElectron();
    vi.spyOn(process, 'platform', 'get').mockReturnValue('win32');
    await start();
    expect(electronRecord.links).toEqual([['sextant', process.execPath, '--']]);
    vi.restoreAllMocks();
  });

  test('the link that the app was started with waits until the page asks, and comes once', async () => {
    await start(['--', link]);
    expect(delivered()).toEqual([]);
    wanted();
    wanted();
    expect(delivered()).toEqual([link]);
    expect(engine().posted).toHaveLength(1);
  });

  test('a link of a second instance and of the system reaches the page that runs', async () => {
    await start();
    wanted();
    const preventDefault = vi.fn<() => void>();
    app.emit('open-url', { preventDefault }, `${link}1`);
    expect(preventDefault).toHaveBeenCalledOnce();
    app.emit('second-instance', {}, [], '/', { plans: [], workspace: null, link: `${link}2` });
    expect(delivered()).toEqual([`${link}1`, `${link}2`]);
    expect(electronRecord.windows[0]?.focused).toBeGreaterThan(0);
  });

  test('a second instance hands its link over, and takes it for no file', async () => {
    electronRecord.first = false;
    await start([link]);
    expect(electronRecord.handover).toEqual({ plans: [], workspace: null, link });
  });

  test.each([
    'sextant://other/AbC',
    'sextant://join/',
    'sextant://join/a b',
    'sextant://join/a?x=1',
    'sextant://join/\u0000',
    'sextant://user@join/AbC',
    'https://join/AbC',
    'sextant:--no-sandbox',
    `sextant://join/${'a'.repeat(2001)}`,
  ])('%j is brought to nobody', async (address) => {
    await start();
    wanted();
    app.emit('open-url', { preventDefault() {} }, address);
    app.emit('second-instance', {}, [], '/', { plans: [], workspace: null, link: address });
    expect(delivered()).toEqual([]);
  });

  test('a frame that is not our page gets none', async () => {
    await start([link]);
    wanted({ ...pageFrame, url: 'https://sextant/' });
    wanted({ ...pageFrame, parent: pageFrame });
    expect(delivered()).toEqual([]);
  });
});

describe('the key store', () => {
  const asks = async (type: 'seal' | 'unseal', text: string): Promise<unknown> => {
    const before = engine().posted.length;
    engine().emit('message', { type, id: 'question', text });
    await vi.waitFor(() => expect(engine().posted.length).toBeGreaterThan(before));
    return engine().posted.at(-1)?.message;
  };
  const answer = (text: string | null): unknown => ({ type: 'key-store-answer', id: 'question', text });

  test('seals what the engine asks for and opens it again, and nothing else', async () => {
    await start();
    const sealed = await asks('seal', 'the key');
    expect(sealed).toEqual(answer(expect.stringMatching(/^[\w+/=]+$/u)));
    const { text } = sealed as { text: string }; // as was just expected
    expect(await asks('unseal', text)).toEqual(answer('the key'));
    expect(await asks('unseal', Buffer.from('of another user').toString('base64'))).toEqual(answer(null));
  });

  test.each(['basic_text', 'unknown'] as const)('a Linux whose key store is "%s" has none', async (backend) => {
    vi.spyOn(process, 'platform', 'get').mockReturnValue('linux');
    await start();
    electronRecord.keyStore.backend = backend;
    expect(await asks('seal', 'the key')).toEqual(answer(null));
    vi.restoreAllMocks();
  });

  test('nothing is sealed where the system says that it cannot, and nothing else asks', async () => {
    await start();
    electronRecord.keyStore.available = false;
    expect(await asks('seal', 'the key')).toEqual(answer(null));
    const before = engine().posted.length;
    engine().emit('message', { type: 'seal', id: 'question' });
    engine().emit('message', { type: 'seal', id: 'question', text: 'x'.repeat(100_000) });
    expect(engine().posted).toHaveLength(before);
    expect(JSON.stringify([process.argv, electronRecord.errors, electronRecord.questions])).not.toContain('the key');
  });
});

describe('files', () => {
  test('files of the command line, of a second instance and of the system wait for the workspace and are imported', async () => {
    await start(['PLAN.md']);
    const preventDefault = vi.fn<() => void>();
    app.emit('open-file', { preventDefault }, '/plans/other.md');
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(engine().posted).toHaveLength(1);
    engine().emit('message', { type: 'opened', folder });
    expect(engine().posted.at(-1)?.message).toEqual({ type: 'import', paths: [resolve('PLAN.md'), '/plans/other.md'] });
    app.emit('second-instance', {}, ['/opt/sextant', 'third.md'], '/plans', { plans: ['/plans/third.md'], workspace: null, link: null });
    app.emit('second-instance', {}, ['/opt/sextant'], '/plans', { plans: 7, workspace: null });
    expect(engine().posted.at(-1)?.message).toEqual({ type: 'import', paths: [resolve('/plans/third.md')] });
    expect(electronRecord.windows[0]?.focused).toBe(2);
  });

  test('plans that were meant for another workspace are not imported into this one', async () => {
    await start(['--workspace', folder]);
    engine().emit('message', { type: 'opened', folder });
    const second = (workspace: string): boolean =>
      app.emit('second-instance', {}, ['/opt/sextant'], '/plans', { plans: ['/plans/third.md'], workspace, link: null });
    const before = engine().posted.length;
    second('/plans/other');
    expect(engine().posted).toHaveLength(before);
    expect(electronRecord.errors).toEqual([expect.stringContaining('/plans/other was asked for; nothing was imported')]);
    second(folder);
    expect(engine().posted.at(-1)?.message).toEqual({ type: 'import', paths: ['/plans/third.md'] });
  });

  test('a refusal is shown with its reason', async () => {
    await start();
    const problem = { code: 'not-a-plan', message: 'a.md is empty.', where: null, details: [] };
    engine().emit('message', { type: 'refused', during: 'import', problem });
    expect(electronRecord.errors).toEqual(['The plans were not imported: a.md is empty.']);
  });
});
