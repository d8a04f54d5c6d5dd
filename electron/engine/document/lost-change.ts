// What changes did that are in no document: their documents as they were just before each and just after, made of what they build on.
import type { ChangeLog, DocumentKind } from '#electron/engine/store/change-log.ts';
import { must } from '#shared/base/must.ts';
import type { ChangeHistory } from './change-history.ts';
import { readChangeMessage, type ChangeMessage } from './change-message.ts';
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import { initialActor, PlanDocument } from './plan-document.ts';

/** A change that does not count, with what it did. */
export interface LostChange {
  readonly hash: string;
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly roadmapId: string | null;
  /** What it says about itself. */
  readonly message: ChangeMessage | null;
  readonly before: PlanDocument;
  readonly after: PlanDocument;
  /** What it touched. */
  readonly changed: ReturnType<PlanDocument['changedBetween']>;
}

/** Changes that do not count, each after those that it builds on. Free them when they have been read. */
export interface LostChanges {
  readonly changes: readonly LostChange[];
  free(): void;
}

/** Adds to `past` a change of the log and all that it builds on. */
function addPast(past: Set<string>, history: ChangeHistory, hash: string): void {
  const way = [hash];
  for (let one = way.pop(); one !== undefined; one = way.pop()) {
    if (past.has(one)) continue;
    past.add(one);
    way.push(...(history.fact(one)?.deps ?? []));
  }
}

/** Whether several of these changes have one number of one actor: Automerge can hold one of them only. */
function hasTwins(past: ReadonlySet<string>, history: ChangeHistory): boolean {
  const numbers = [...past].flatMap((hash) => {
    const fact = history.fact(hash);
    return fact === null ? [] : [`${fact.actor} ${fact.sequence}`];
  });
  return new Set(numbers).size < numbers.length;
}

/** Gathers the changes of one document, so that it is made once for all of them: a large one takes seconds. */
function inOneDocument(
  hashes: readonly string[],
  history: ChangeHistory,
): { readonly hashes: readonly string[]; readonly past: Set<string> }[] {
  const all = new Set<string>();
  for (const hash of hashes) addPast(all, history, hash);
  if (!hasTwins(all, history)) return [{ hashes, past: all }];
  return hashes.map((hash) => {
    const past = new Set<string>();
    addPast(past, history, hash);
    return { hashes: [hash], past };
  });
}

/** Makes the documents of changes of the log, whether they count or not, from what lies before them. */
export function lostChanges(log: ChangeLog, history: ChangeHistory, hashes: readonly string[]): LostChanges {
  const documents: PlanDocument[] = [];
  const made = new Map<string, LostChange>();
  const inOrder = [...new Set(hashes)].toSorted((one, other) => (log.seqOf(one) ?? 0) - (log.seqOf(other) ?? 0));
  for (const [documentId, own] of Map.groupBy(inOrder, (hash) => must(log.documentOf(hash), `the change ${hash}`))) {
    for (const { hashes: together, past } of inOneDocument(own, history)) {
      const document = PlanDocument.load(
        initialActor,
        null,
        [...past].map((one) => must(log.change(one), `the change ${one}`).bytes),
      );
      documents.push(document);
      for (const hash of together) {
        const { deps } = must(history.fact(hash), `the change ${hash}`);
        made.set(hash, {
          hash,
          documentId,
          ...log.documentPlace(documentId),
          message: readChangeMessage(readChangeHead(must(log.change(hash), 'it').bytes)?.message ?? ''),
          before: document.at(deps),
          after: document.at([hash]),
          changed: document.changedBetween(deps, [hash]),
        });
      }
    }
  }
  return {
    changes: inOrder.flatMap((hash) => made.get(hash) ?? []),
    free: () => {
      for (const document of documents) document.free();
    },
  };
}
