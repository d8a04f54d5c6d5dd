// Changes of a bundle in the order in which they are taken in: a document of which nothing is here comes as a whole, so that its rows are
// made once and what an import made need not be applied change by change.
import type { JournalChange } from '#electron/engine/store/journal.ts';

/** Changes of small documents that are taken in at once. */
const together = 5000;

/** What comes first: who works in the workspace, then what issues are, then their texts. */
const order: Readonly<Record<JournalChange['kind'], number>> = { membership: 0, space: 1, roadmap: 2, archive: 3, text: 4 };

/** Documents of which nothing is here. */
export class BundledDocuments {
  readonly #documents = new Map<string, JournalChange[]>();

  /** How many changes there are. */
  count = 0;

  add(change: JournalChange): void {
    const changes = this.#documents.get(change.documentId);
    if (changes === undefined) this.#documents.set(change.documentId, [change]);
    else changes.push(change);
    this.count += 1;
  }

  /** The changes of the space document, which are not given again: with them a workspace becomes that of a team. */
  takeSpace(): JournalChange[] {
    const found = [...this.#documents].find(([, [change]]) => change?.kind === 'space');
    if (found === undefined) return [];
    this.#documents.delete(found[0]);
    return found[1];
  }

  /** All changes, those of a document never apart. */
  *inOrder(): Generator<readonly JournalChange[], void, void> {
    const rank = ([change]: readonly JournalChange[]): number => (change === undefined ? 0 : order[change.kind]);
    let gathered: JournalChange[] = [];
    for (const changes of [...this.#documents.values()].toSorted((one, other) => rank(one) - rank(other))) {
      const isLarge = changes.length > together || rank(changes) === order.roadmap;
      if (gathered.length > 0 && (isLarge || gathered.length + changes.length > together)) {
        yield gathered;
        gathered = [];
      }
      if (isLarge) yield changes;
      else for (const change of changes) gathered.push(change);
    }
    if (gathered.length > 0) yield gathered;
  }
}
