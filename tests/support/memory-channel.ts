// Two ends of a channel in memory. Messages cross as JSON and never in the same turn, as they do between processes.
import type { Channel } from '#shared/contract/message.ts';

/** Makes a channel: what one end sends, the other gets. Closing either end closes both. */
export function memoryChannel<Left, Right>(): [Channel<Left, Right>, Channel<Right, Left>] {
  const left = end<Right>();
  const right = end<Left>();
  return [
    { send: right.take, onMessage: left.onMessage, onClose: left.onClose, close },
    { send: left.take, onMessage: right.onMessage, onClose: right.onClose, close },
  ];

  function close(): void {
    left.close();
    right.close();
  }
}

function end<In>(): {
  take(message: In): void;
  onMessage(listener: (message: In) => void): void;
  onClose(listener: () => void): void;
  close(): void;
} {
  const messageListeners: ((message: In) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let open = true;
  return {
    take(message) {
      const text = JSON.stringify(message);
      setImmediate(() => {
        // What crosses is what was sent, so it has its type.
        if (open) for (const listener of messageListeners) listener(JSON.parse(text) as In);
      });
    },
    onMessage: (listener) => void messageListeners.push(listener),
    onClose: (listener) => void closeListeners.push(listener),
    close() {
      if (!open) return;
      open = false;
      setImmediate(() => {
        for (const listener of closeListeners) listener();
      });
    },
  };
}
