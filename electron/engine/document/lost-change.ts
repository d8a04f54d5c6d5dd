// What a change did that is in no document: its document as it was just before it and just after, made of what it builds on.
import type { ChangeLog, DocumentKind } from '#electron/engine/store/change-log.ts';
import { must } from '#shared/base/must.ts';
import type { ChangeHistory } from './change-history.ts';
import { readChangeMessage, type ChangeMessage } from './change-message.ts';
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import { initialActor, PlanDocument } from './plan-document.ts';

/** A change that does not count, with what it did. Free it when it has been read. */
export interface LostChange {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly roadmapId: string | null;
  /** What it says about itself. */
  readonly message: ChangeMessage | null;
  readonly before: PlanDocument;
  readonly after: PlanDocument;
  /** What it touched. */
  readonly changed: ReturnType<PlanDocument['changedBetween']>;
  free(): void;
}

/** Makes the document of a change of the log, whether it counts or not, from what lies before it. */
export function lostChange(log: ChangeLog, history: ChangeHistory, hash: string): LostChange | null {
  const change = log.change(hash);
  const fact = history.fact(hash);
  if (change === null || fact === null) return null;
  const past = new Set([hash]);
  // What is added is visited too.
  for (const one of past) for (const earlier of history.fact(one)?.deps ?? []) past.add(earlier);
  const bytes = [...past].map((one) => must(log.change(one), `the change ${one}`).bytes);
  const document = PlanDocument.load(initialActor, null, bytes);
  return {
    documentId: change.documentId,
    ...log.documentPlace(change.documentId),
    message: readChangeMessage(readChangeHead(change.bytes)?.message ?? ''),
    before: document.at(fact.deps),
    after: document.at([hash]),
    changed: document.changedBetween(fact.deps, [hash]),
    free: () => document.free(),
  };
}
