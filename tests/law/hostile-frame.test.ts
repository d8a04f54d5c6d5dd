import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { frameDecoder } from '#electron/engine/frame.ts';
import { listenLocally } from '#electron/engine/local-socket.ts';
import type { Engine } from '#electron/engine/open-engine.ts';
import { serve } from '#electron/server/serve.ts';
import { checkHostileFrames, type RawClient, type RawConnect } from '#tests/support/law/hostile-frame.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { keepInMemory, temporaryFolder, temporaryTree } from '#tests/support/temporary-folder.ts';
import { openWebSocket, spendToken } from '#tests/support/web-socket-client.ts';

keepInMemory();

/** Starts what serves an engine once, and reaches it as often as asked. */
function once(start: (engine: Engine) => Promise<() => Promise<RawClient>>): RawConnect {
  let started: Promise<() => Promise<RawClient>> | null = null;
  return async (engine) => (await (started ??= start(engine)))();
}

const overWebSocket = once(async (engine) => {
  const server = valueOf(await serve({ engine, pageFolder: temporaryTree({ 'index.html': '<p>Sextant</p>' }) }));
  onTestFinished(() => server.close());
  const cookie = await spendToken(server.url);
  return async () => {
    const socket = await openWebSocket(server.url, { cookie, origin: new URL(server.url).origin });
    const answers: unknown[] = [];
    socket.on('message', (data: Buffer) => answers.push(JSON.parse(data.toString())));
    return {
      send: (bytes) => socket.send(bytes),
      answers,
      get isClosed() {
        return socket.readyState !== socket.OPEN;
      },
      close: () => socket.terminate(),
    };
  };
});

const overLocalSocket = once(async (engine) => {
  const { path, close } = valueOf(await listenLocally(engine, temporaryFolder()));
  onTestFinished(close);
  return async () => {
    const socket = connect(path);
    const answers: unknown[] = [];
    const decode = frameDecoder(512 * 1024 * 1024, (message) => answers.push(message));
    socket.on('data', (bytes: Buffer) => void decode(bytes));
    // What the engine thinks of bytes that are no frame is that the connection ends.
    socket.on('error', () => {});
    await new Promise<void>((resolve) => {
      socket.once('connect', resolve);
    });
    return {
      send(bytes) {
        const text = bytes.toString();
        const head = Buffer.alloc(4);
        head.writeUInt32BE(Buffer.byteLength(text));
        socket.write(Buffer.concat([head, Buffer.from(text)]));
      },
      answers,
      get isClosed() {
        return socket.destroyed || socket.readableEnded;
      },
      close: () => void socket.destroy(),
    };
  };
});

test.for([
  ['a WebSocket', overWebSocket],
  ['the local socket', overLocalSocket],
] as const)('whatever comes over %s is refused by name and changes nothing, or is answered', async ([, reach]) => {
  const seen = await checkHostileFrames(reach, 120, 41);
  // A law that nothing was done under says nothing.
  expect(seen.refused).toBeGreaterThan(40);
  expect(seen.answered).toBeGreaterThan(3);
  expect(seen.noise).toBeGreaterThan(10);
});
