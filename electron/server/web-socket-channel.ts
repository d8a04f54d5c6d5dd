// A WebSocket of a page as a channel.
import type { WebSocket } from 'ws';
import type { Channel, EngineMessage } from '#shared/contract/message.ts';

/** Wraps an open WebSocket. Texts that are not JSON arrive as `undefined`, which no message is; messages after the end are dropped. */
export function webSocketChannel(socket: WebSocket): Channel<EngineMessage, unknown> {
  // What follows an error (a frame that is none, a message over the limit) is a close, which tells whoever waits; an
  // error that nobody listens to would end the process.
  socket.on('error', () => {});
  return {
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: (listener) =>
      void socket.on('message', (data, isBinary) => {
        // `ws` gives a Buffer unless it is told otherwise.
        listener(isBinary || !Buffer.isBuffer(data) ? undefined : parse(data.toString()));
      }),
    onClose: (listener) => void socket.on('close', () => listener()),
    close: () => socket.close(1000),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
