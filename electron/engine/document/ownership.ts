// Whose a value is: the person's whose actor wrote it last on this device, unless an undo only brought it back for
// somebody else.
import type { UndoLog } from '#electron/engine/store/undo-log.ts';

/** Tells what one person wrote on this device from everything else. */
export class Ownership {
  readonly #actors: Set<string>;
  readonly #returned: Set<string>;

  constructor(log: UndoLog, author: string, actor: string) {
    this.#actors = new Set([...log.actors(author), actor]);
    this.#returned = new Set(log.returned().map(({ documentId, operation }) => `${documentId} ${operation}`));
  }

  /** Whether an operation (`counter@actor`) of a document is this person's. */
  owns(documentId: string, operation: string): boolean {
    return this.wrote(operation) && !this.#returned.has(`${documentId} ${operation}`);
  }

  /** Whether this person wrote an operation, be it only to bring back what somebody else had written. */
  wrote(operation: string): boolean {
    return this.#actors.has(operation.slice(operation.indexOf('@') + 1));
  }

  /** Notes that this person makes changes as `actor`, too. */
  add(actor: string): void {
    this.#actors.add(actor);
  }

  /** Notes that an operation brought back what somebody else had written. */
  giveBack(documentId: string, operation: string): void {
    this.#returned.add(`${documentId} ${operation}`);
  }
}
