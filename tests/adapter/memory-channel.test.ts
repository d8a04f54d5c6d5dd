import { serveChannel } from '#electron/engine/serve-channel.ts';
import { connectChannel } from '#shared/contract/channel-client.ts';
import type { ClientMessage, EngineMessage } from '#shared/contract/message.ts';
import { memoryChannel } from '#tests/support/memory-channel.ts';
import { acceptance } from './acceptance.ts';

acceptance('over a channel in memory', async (engine) => {
  const [server, client] = memoryChannel<EngineMessage, ClientMessage>();
  serveChannel(engine, server);
  return connectChannel(client);
});
