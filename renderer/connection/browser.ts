// Reaches the engine of the server that this page came from, over a WebSocket; the session cookie says who we are.
import { type Channel, type ClientMessage, EngineMessage } from '#shared/contract/message.ts';
import { linkPage } from './link-page.ts';
import type { PageConnection } from './page-connection.ts';
import { SessionRefused } from './session-refused.ts';

/** Connects to the server behind `address`. */
export function connectBrowser(address: Pick<Location, 'protocol' | 'host'>): PageConnection {
  const url = `${address.protocol === 'https:' ? 'wss' : 'ws'}://${address.host}/engine`;
  return linkPage(async () => {
    try {
      return await openSocket(url);
    } catch (error) {
      // A socket does not say why it was refused; a plain request does.
      const answer = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => null);
      throw answer?.status === 401 ? new SessionRefused('The server does not know this page.', { cause: error }) : error;
    }
  });
}

/** Opens a socket; rejects when it cannot be opened. */
function openSocket(url: string): Promise<Channel<ClientMessage, EngineMessage>> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => resolve(channelOf(socket)), { once: true });
    socket.addEventListener('close', () => reject(new Error(`The engine at ${url} does not answer.`)), { once: true });
  });
}

function channelOf(socket: WebSocket): Channel<ClientMessage, EngineMessage> {
  return {
    send(message) {
      // What is said after the end has no hearer; whoever waits for an answer is told by the close.
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      socket.addEventListener('message', (event: MessageEvent<unknown>) => {
        const message = typeof event.data === 'string' ? EngineMessage.safeParse(JSON.parse(event.data)) : null;
        if (message?.success === true) listener(message.data);
        // An engine that sends something else is not ours; closing starts anew.
        else socket.close();
      });
    },
    onClose: (listener) => socket.addEventListener('close', listener, { once: true }),
    close: () => socket.close(),
  };
}
