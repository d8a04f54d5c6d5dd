// Documents in memory: loaded when they are first needed, freed when they have been idle.
import type { ChangeLog } from '#electron/engine/store/change-log.ts';
import { initialChanges, PlanDocument, type StoredDocument } from './plan-document.ts';
import { SavedDocument } from './saved-document.ts';

interface Held {
  readonly document: PlanDocument;
  usedAt: number;
  /** Changes made since the last snapshot. */
  changes: number;
}

/** Changes after which a document gets a new snapshot when it is freed. */
const compactAfter = 64;

/** The documents of one workspace. Every document that it gives away must be asked for again after `freeIdle`. */
export class DocumentCache {
  readonly #log: ChangeLog;
  #actor: string;
  readonly #held = new Map<string, Held>();

  constructor(log: ChangeLog, actor: string) {
    this.#log = log;
    this.#actor = actor;
  }

  /** Hex id of who makes changes here. */
  get actor(): string {
    return this.#actor;
  }

  /** Lets somebody else make changes from here on; documents are loaded anew for them. */
  changeActor(actor: string): void {
    this.#actor = actor;
    for (const id of this.#held.keys()) this.drop(id);
  }

  /** The document, or `null` when the workspace has none of that id. */
  open(id: string, now: number): PlanDocument | null {
    const held = this.#held.get(id);
    if (held !== undefined) {
      held.usedAt = now;
      return held.document;
    }
    const stored = this.#log.document(id);
    if (stored === null) return null;
    const tail = this.#log.tail(id);
    const document = this.#load(id, this.#log.snapshot(id), tail);
    // Changes may come before the first ones of their document, which every device makes alike.
    if (document.isHollow) document.apply(initialChanges(stored.kind, id).map(({ bytes }) => bytes));
    this.#held.set(id, { document, usedAt: now, changes: tail.length });
    return document;
  }

  /**
   * The document as it stands, for reading all of it: out of its saved bytes, and without loading it when its snapshot holds
   * all there is. `null` when the workspace has none of that id.
   */
  read(id: string, now: number): StoredDocument | null {
    const document = this.#held.has(id) ? null : this.#readSnapshot(id);
    if (document !== null) return document;
    const opened = this.open(id, now);
    return opened === null ? null : (SavedDocument.from(opened.save({ compressed: false })) ?? opened);
  }

  /** The document as it stands, for reading a little of it: loaded only when its snapshot does not hold all there is. `null` as above. */
  look(id: string, now: number): StoredDocument | null {
    return (this.#held.has(id) ? null : this.#readSnapshot(id)) ?? this.open(id, now);
  }

  /** The bytes of a document as it stands, with its history; `null` when the workspace has none of that id. */
  save(id: string, now: number): Uint8Array | null {
    const snapshot = this.#held.has(id) || this.#readSnapshot(id) === null ? null : this.#log.snapshot(id);
    return snapshot ?? this.open(id, now)?.save() ?? null;
  }

  #readSnapshot(id: string): SavedDocument | null {
    const snapshot = this.#log.snapshot(id);
    const saved = snapshot === null ? null : SavedDocument.from(snapshot);
    const heads = this.#log.document(id)?.heads;
    return saved !== null && saved.heads().join(' ') === heads?.join(' ') ? saved : null;
  }

  #load(id: string, snapshot: Uint8Array | null, tail: readonly Uint8Array[]): PlanDocument {
    try {
      return PlanDocument.load(this.actor, snapshot, tail);
    } catch (error) {
      if (snapshot === null) throw error;
      // A damaged snapshot costs time only: every change is in the log.
      return PlanDocument.load(
        this.actor,
        null,
        this.#log.of(id).map(({ bytes }) => bytes),
      );
    }
  }

  /** Keeps the compacted state that a document had when `head` was its newest change, unless a newer one is kept. */
  keepSnapshot(id: string, bytes: Uint8Array, head: string): void {
    const seq = this.#log.seqOf(head);
    if (seq === null || seq <= (this.#log.document(id)?.snapshotSeq ?? seq)) return;
    try {
      this.#log.setSnapshot(id, bytes, seq);
    } catch {
      // As below.
    }
  }

  /** Makes a document of changes that are not stored yet; it is kept once it is given to `adopt`. */
  make(changes: readonly Uint8Array[]): PlanDocument {
    return PlanDocument.load(this.actor, null, changes);
  }

  /** Keeps a document that was made. It gets a snapshot when it is freed. */
  adopt(id: string, document: PlanDocument, now: number): void {
    this.#held.set(id, { document, usedAt: now, changes: compactAfter });
  }

  /** Counts a change, for the next snapshot. */
  changed(id: string): void {
    const held = this.#held.get(id);
    if (held !== undefined) held.changes++;
  }

  /** Forgets a document whose memory is ahead of the disk. */
  drop(id: string): void {
    this.#held.get(id)?.document.free();
    this.#held.delete(id);
  }

  /** Frees what was not used since `before`, keeping a snapshot of what changed a lot. Call it outside a transaction. */
  freeIdle(before: number): void {
    for (const [id, held] of this.#held) {
      if (held.usedAt >= before) continue;
      if (held.changes >= compactAfter) this.#keepSnapshot(id, held.document);
      this.drop(id);
    }
  }

  #keepSnapshot(id: string, document: PlanDocument): void {
    try {
      this.#log.setSnapshot(id, document.save(), this.#log.lastSeq());
    } catch {
      // Only for speed: on a full disk the document is loaded from its changes, every one of which is stored.
    }
  }
}
