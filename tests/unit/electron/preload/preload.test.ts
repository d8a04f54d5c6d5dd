import { beforeAll, expect, test, vi } from 'vitest';
import { linkMessage, portMessage } from '#shared/contract/bridge.ts';
import { linkChannel, linkRequestChannel, portChannel, requestChannel } from '#shared/contract/shell-channel.ts';
import { electronDouble, electronRecord, resetElectron } from '#tests/support/electron-double.ts';

vi.mock('electron', async () => (await import('#tests/support/electron-double.ts')).electronDouble);

const posted = vi.fn<(...args: unknown[]) => void>();

beforeAll(async () => {
  resetElectron();
  vi.stubGlobal('window', { location: { origin: 'app://sextant' }, postMessage: posted });
  await import('#electron/preload/preload.ts');
});

test('the page sees the bridge and nothing else', () => {
  expect([...electronRecord.exposed.keys()]).toEqual(['sextant']);
  expect(electronRecord.exposed.get('sextant')).toEqual({
    platform: process.platform,
    requestPort: expect.any(Function),
    requestLinks: expect.any(Function),
  });
});

test('asking for a port sends one message without data', () => {
  const bridge = electronRecord.exposed.get('sextant');
  if (typeof bridge === 'object' && bridge !== null && 'requestPort' in bridge && typeof bridge.requestPort === 'function')
    bridge.requestPort();
  expect(electronRecord.sent).toEqual([{ channel: requestChannel, args: [] }]);
});

test('a port that comes is handed to the page of our own origin', () => {
  const port = { name: 'port' };
  electronDouble.ipcRenderer.emit(portChannel, { ports: [port] });
  expect(posted).toHaveBeenCalledExactlyOnceWith(portMessage, 'app://sextant', [port]);
});

test('an invitation link that comes is handed to the page of our own origin, once the page has asked', () => {
  const bridge = electronRecord.exposed.get('sextant');
  if (typeof bridge === 'object' && bridge !== null && 'requestLinks' in bridge && typeof bridge.requestLinks === 'function')
    bridge.requestLinks();
  expect(electronRecord.sent.at(-1)).toEqual({ channel: linkRequestChannel, args: [] });
  electronDouble.ipcRenderer.emit(linkChannel, {}, 'sextant://join/AbC');
  expect(posted).toHaveBeenLastCalledWith({ type: linkMessage, link: 'sextant://join/AbC' }, 'app://sextant');
});
