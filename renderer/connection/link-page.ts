// A connection that reconnects, with the state of its link for the page to show.
import type { Channel, ClientMessage, EngineMessage } from '#shared/contract/message.ts';
import { reconnectingConnection } from '#shared/contract/reconnecting-connection.ts';
import type { LinkState, PageConnection } from './page-connection.ts';
import { SessionRefused } from './session-refused.ts';

/** Longest pause between two attempts, in milliseconds. */
const longestPause = 5_000;

/** Pause before an attempt, in milliseconds: twice as long each time, so that a restarting engine is met soon and a dead one is not flooded. */
export function pauseBefore(attempt: number): number {
  return Math.min(longestPause, 100 * 2 ** Math.min(attempt - 1, 10));
}

/** Keeps a channel to the engine open, with `open` for each attempt; it rejects with {@link SessionRefused} when the engine does not know this page. */
export function linkPage(open: () => Promise<Channel<ClientMessage, EngineMessage>>): PageConnection {
  const listeners = new Set<() => void>();
  let link: LinkState = { state: 'connecting', since: Date.now() };
  const tell = (next: LinkState): void => {
    link = next;
    for (const listener of listeners) listener();
  };
  const connection = reconnectingConnection({
    async open() {
      try {
        return await open();
      } catch (error) {
        const state = error instanceof SessionRefused ? 'refused' : 'connecting';
        if (link.state !== state) tell({ ...link, state });
        throw error;
      }
    },
    wait: (attempt) => new Promise((resolve) => setTimeout(resolve, pauseBefore(attempt))),
    onLink: (state) => tell({ state, since: Date.now() }),
  });
  return {
    connection,
    link: () => link,
    onLink(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
