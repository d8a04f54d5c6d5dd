// Reaches the engine of the desktop over a MessagePort that the preload hands to this window, straight to the engine's
// process: main only brokers it.
import { type Bridge, portMessage } from '#shared/contract/bridge.ts';
import { type Channel, type ClientMessage, EngineMessage } from '#shared/contract/message.ts';
import { linkPage } from './link-page.ts';
import type { PageConnection } from './page-connection.ts';

/** Connects through `bridge`. A port that comes unasked means that the engine was started anew. */
export function connectElectron(bridge: Bridge): PageConnection {
  let arrived: MessagePort | null = null;
  let wanting: ((port: MessagePort) => void) | null = null;
  let endCurrent: (() => void) | null = null;

  addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    if (event.source !== window || event.data !== portMessage || port === undefined) return;
    if (wanting !== null) {
      wanting(port);
      wanting = null;
      return;
    }
    arrived = port;
    endCurrent?.();
  });

  const nextPort = (): Promise<MessagePort> => {
    const ready = arrived;
    arrived = null;
    if (ready !== null) return Promise.resolve(ready);
    bridge.requestPort();
    return new Promise((resolve) => {
      wanting = resolve;
    });
  };

  return linkPage(async () => {
    const port = await nextPort();
    const { channel, end } = channelOf(port);
    endCurrent = end;
    return channel;
  });
}

function channelOf(port: MessagePort): { channel: Channel<ClientMessage, EngineMessage>; end: () => void } {
  const closed = new Set<() => void>();
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    port.close();
    for (const listener of closed) listener();
  };
  // Fired by Chromium when the other end is gone; not in the DOM types yet.
  port.addEventListener('close', end);
  const channel: Channel<ClientMessage, EngineMessage> = {
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      port.addEventListener('message', (event: MessageEvent<unknown>) => {
        const message = EngineMessage.safeParse(event.data);
        if (message.success) listener(message.data);
        else end();
      });
      port.start();
    },
    onClose: (listener) => closed.add(listener),
    close: end,
  };
  return { channel, end };
}
