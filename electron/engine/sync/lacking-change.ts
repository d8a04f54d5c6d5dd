// Which changes of a document are not in the history of given heads: what somebody lacks who was last known to have these.
import { readLoggedHead } from '#electron/engine/store/change-head.ts';
import type { ReadConnection } from '#electron/engine/store/connection.ts';

/** What the search needs of the log. */
interface LoggedDeps {
  readonly seq: number;
  readonly deps: readonly string[];
}

/** Looks changes up by their hash. */
function changesIn(connection: ReadConnection, documentId: string): (hash: string) => LoggedDeps | null {
  const find = connection.prepare<[string, string], { seq: number; bytes: Buffer }>(
    'SELECT seq, bytes FROM change WHERE hash = ? AND document_id = ?',
  );
  return (hash) => {
    const row = find.get(hash, documentId);
    return row === undefined ? null : { seq: row.seq, deps: readLoggedHead(documentId, row.bytes)?.deps ?? [] };
  };
}

/** Changes that were come upon and not yet looked behind, the newest first. */
class Frontier {
  readonly #entries: { readonly seq: number; readonly deps: readonly string[]; known: boolean }[] = [];
  readonly #seen = new Map<string, { known: boolean; readonly seq: number }>();
  readonly #find: (hash: string) => LoggedDeps | null;
  /** How many of them nobody is known to have. */
  unknown = 0;

  constructor(find: (hash: string) => LoggedDeps | null) {
    this.#find = find;
  }

  add(hash: string, known: boolean): void {
    const seen = this.#seen.get(hash);
    if (seen !== undefined) {
      if (known && !seen.known) {
        seen.known = true;
        this.unknown -= 1;
      }
      return;
    }
    const found = this.#find(hash);
    if (found === null) return;
    const entry = { ...found, known };
    this.#seen.set(hash, entry);
    const place = this.#entries.findIndex(({ seq }) => seq < entry.seq);
    this.#entries.splice(place < 0 ? this.#entries.length : place, 0, entry);
    if (!known) this.unknown += 1;
  }

  take(): { readonly seq: number; readonly deps: readonly string[]; readonly known: boolean } | undefined {
    const entry = this.#entries.shift();
    if (entry !== undefined && !entry.known) this.unknown -= 1;
    return entry;
  }
}

/**
 * Numbers, ascending, of the changes of a document up to `heads` that are not in the history of `known`; what is not in the log is passed over.
 * Goes back from both at once, by the place in the log, in which each change comes after those that it follows upon: so it
 * looks at what is newer than where both meet, and no further.
 */
export function lackingChanges(
  connection: ReadConnection,
  documentId: string,
  heads: readonly string[],
  known: readonly string[],
): number[] {
  const frontier = new Frontier(changesIn(connection, documentId));
  for (const hash of known) frontier.add(hash, true);
  for (const hash of heads) frontier.add(hash, false);
  const lacking: number[] = [];
  while (frontier.unknown > 0) {
    const entry = frontier.take();
    if (entry === undefined) break;
    if (!entry.known) lacking.push(entry.seq);
    for (const hash of entry.deps) frontier.add(hash, entry.known);
  }
  return lacking.toReversed();
}
