// What a page has of its engine: the connection, and whether it is there at the moment.
import type { Connection } from '#shared/contract/connection.ts';

/** Whether the engine can be reached. */
export interface LinkState {
  /** `refused`: there is an engine, but it does not know this page; attempts go on, for another tab may bring the session. */
  readonly state: 'connected' | 'connecting' | 'refused';
  /** When the link came or went, in milliseconds of the epoch. */
  readonly since: number;
}

/** The engine as the page reaches it. The connection survives a lost link: its subscriptions come back with it. */
export interface PageConnection {
  readonly connection: Connection;
  /** The link as it is now; the same object until it changes. */
  link(): LinkState;
  /** Calls `listener` when the link comes or goes. @returns a function that ends it. */
  onLink(listener: () => void): () => void;
}
