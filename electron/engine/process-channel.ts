import type { Channel } from '#shared/contract/message.ts';

/** What the engine needs of a port that main gave it: Electron's `MessagePortMain` has this shape. */
export interface ProcessPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A port as a channel. Messages that came before somebody listened are kept by the port until then. */
export function processChannel<Out>(port: ProcessPort): Channel<Out, unknown> {
  return {
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}
