// What a moment is: a set of heads for each document. Here it is found out which changes belong to one.
import type { ChangeLog } from '#electron/engine/store/change-log.ts';
import type { PlanDocument } from './plan-document.ts';
import type { Heads } from './record.ts';

/** A moment: everything up to a change of this device's log, or the heads of each document; documents without were not there. */
export type Moment = { readonly seq: number } | { readonly heads: Heads };

/** The moment names changes that this device does not have. */
export class UnknownChanges extends Error {}

/** By document, the hashes of its changes that are no part of a moment; documents without such are left out. */
export type LaterChanges = Map<string, Set<string>>;

/** What came after a change of the log. */
export function changesAfter(log: ChangeLog, seq: number): LaterChanges {
  const later: LaterChanges = new Map();
  for (const { documentId, hash } of log.hashesAfter(seq)) later.set(documentId, (later.get(documentId) ?? new Set()).add(hash));
  return later;
}

/**
 * What is no part of a moment that is given by heads. `load` gives a document, which is freed here.
 *
 * @throws {UnknownChanges} when the moment was named on another device and not all of its changes have arrived here.
 */
export function changesBeyond(log: ChangeLog, moment: Heads, load: (id: string) => PlanDocument): LaterChanges {
  const later: LaterChanges = new Map();
  for (const id of Object.keys(moment)) {
    if (log.document(id) === null) throw new UnknownChanges(`The document ${id} is missing.`);
  }
  for (const row of log.documents()) {
    const heads = moment[row.id] ?? [];
    if (heads.toSorted().join(' ') === row.heads.toSorted().join(' ')) continue;
    const document = load(row.id);
    const before = document.dependencies();
    document.free();
    const included = new Set(heads);
    for (const hash of included) {
      const follows = before.get(hash);
      if (follows === undefined) throw new UnknownChanges(`The change ${hash} of the document ${row.id} is missing.`);
      for (const earlier of follows) included.add(earlier);
    }
    later.set(row.id, new Set([...before.keys()].filter((hash) => !included.has(hash))));
  }
  return later;
}

/** Heads of a document without some of its changes, on which none of the others follows. */
export function headsWithout(document: PlanDocument, excluded: ReadonlySet<string>): string[] {
  const heads = new Set<string>();
  const followed = new Set<string>();
  for (const [hash, follows] of document.dependencies()) {
    if (excluded.has(hash)) continue;
    heads.add(hash);
    for (const earlier of follows) followed.add(earlier);
  }
  return [...heads].filter((hash) => !followed.has(hash)).toSorted();
}

/** Heads of every document after a change of the log, and when that came (ISO); `null` for `seq` is `now`. `null` when there is no such change. */
export function momentOf(
  log: ChangeLog,
  seq: number | null,
  now: number,
  documentOf: (id: string) => PlanDocument,
): { readonly heads: Heads; readonly at: string } | null {
  const at = seq === null ? new Date(now).toISOString() : log.receivedAt(seq);
  if (at === null) return null;
  const later = changesAfter(log, seq ?? log.lastSeq());
  const heads: Record<string, readonly string[]> = {};
  for (const row of log.documents()) {
    const excluded = later.get(row.id);
    const own = excluded === undefined ? row.heads : headsWithout(documentOf(row.id), excluded);
    if (own.length > 0) heads[row.id] = own;
  }
  return { heads, at };
}
