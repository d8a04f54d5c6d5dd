import { onTestFinished } from 'vitest';
import type { Engine } from '#electron/engine/open-engine.ts';
import { serve } from '#electron/server/serve.ts';
import { connectChannel } from '#shared/contract/channel-client.ts';
import { temporaryTree } from '#tests/support/temporary-folder.ts';
import { clientChannel, openWebSocket, spendToken } from '#tests/support/web-socket-client.ts';
import { acceptance } from './acceptance.ts';

/** Servers by engine, so that a second connection is a second tab and not a second server. */
const servers = new WeakMap<Engine, Promise<{ url: string; cookie: string }>>();

async function start(engine: Engine): Promise<{ url: string; cookie: string }> {
  const server = await serve({ engine, pageFolder: temporaryTree({ 'index.html': '<p>Sextant</p>' }) });
  if (!server.ok) throw new Error(server.error.message);
  onTestFinished(() => server.value.close());
  return { url: server.value.url, cookie: await spendToken(server.value.url) };
}

acceptance('over a WebSocket', async (engine) => {
  const server = servers.get(engine) ?? start(engine);
  servers.set(engine, server);
  const { url, cookie } = await server;
  return connectChannel(clientChannel(await openWebSocket(url, { cookie, origin: new URL(url).origin })));
});
