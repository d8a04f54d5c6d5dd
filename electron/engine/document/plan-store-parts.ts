import type { WriteConnection } from '#electron/engine/store/connection.ts';
import type { DeviceKey } from '#electron/engine/store/device-key.ts';
import type { Journal } from '#electron/engine/store/journal.ts';
import type { Commit } from './thread-message.ts';

/** Clock and ids, so that tests can repeat themselves. */
export interface Source {
  /** Milliseconds since 1970. */
  now(): number;
  /** A new id, never given before. */
  newId(): string;
}

/** What a store is made of. */
export interface PlanStoreParts {
  readonly connection: WriteConnection;
  readonly journal: Journal;
  readonly device: DeviceKey;
  readonly author: string;
  readonly source: Source;
  /** Called after each transaction that wrote rows. */
  readonly onCommit: (commit: Commit) => void;
}
