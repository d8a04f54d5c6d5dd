// What was changed in a scenario since its fork, document by document.
import { initialChanges, PlanDocument } from '#electron/engine/document/plan-document.ts';
import type { Collection, Heads } from '#electron/engine/document/record.ts';
import { createChangeLog, type DocumentKind } from '#electron/engine/store/change-log.ts';
import type { ReadConnection, WriteConnection } from '#electron/engine/store/connection.ts';

/** A document that was changed in a scenario. */
export interface ForkedDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly roadmapId: string | null;
  /** At the fork; what was made in the scenario holds nothing then. */
  readonly base: PlanDocument;
  /** As the scenario has it. Freeing it frees `base` too. */
  readonly now: PlanDocument;
  readonly records: ReadonlyMap<Collection, ReadonlySet<string>>;
  /** Issues whose bodies differ. */
  readonly texts: ReadonlySet<string>;
}

const reader = '00'.repeat(16);

/** Loads, one at a time, the documents in `connection` that were changed since `fork`. */
export function* forkedDocuments(connection: ReadConnection, fork: Heads): Generator<ForkedDocument, void, void> {
  // Only what reads is used of the log.
  const log = createChangeLog(connection as unknown as WriteConnection);
  for (const { id, kind, roadmapId, heads } of log.documents()) {
    const then = fork[id] ?? [];
    if (then.toSorted().join(' ') === heads.toSorted().join(' ')) continue;
    const now = PlanDocument.load(reader, log.snapshot(id), log.tail(id));
    // Every document begins with the same empty containers, which are nobody's change.
    const from =
      then.length > 0
        ? then
        : initialChanges(kind, id)
            .slice(-1)
            .map(({ hash }) => hash);
    const { records, texts } = now.changedBetween(from, now.heads());
    yield { id, kind, roadmapId, base: now.at(from), now, records, texts };
  }
}
