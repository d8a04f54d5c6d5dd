// What two members say to each other about documents: which they have, what the other lacks, and what has come to their disk.
import { beginExchange, type ExchangeState, takeApart } from '#electron/engine/document/document-exchange.ts';
import { openSafely } from '#electron/engine/document/inflated-size.ts';
import { hashOfChunk } from '#electron/engine/store/change-chunk.ts';
import { keepChangeHead, readChangeHead } from '#electron/engine/store/change-head.ts';
import type { DocumentKind, StoredChange } from '#electron/engine/store/change-log.ts';
import type { SavedBytes } from '#electron/engine/document/receive-changes.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import { documentForm } from './document-form.ts';
import { BadFrame } from './frame.ts';
import { type IncomingDocument, UnreadableDocument } from './incoming-document.ts';
import { IncomingDocuments } from './incoming-documents.ts';
import type { Announced, DocumentMessage, Message } from './sync-message.ts';
import type { TrafficParts, TrafficState } from './traffic-parts.ts';

/** Changes of one message, and their bytes: taking them in must not keep anybody waiting. */
const most = { changes: 200, bytes: 262_144 } as const;
const signatureSize = 64;
/** Bytes on their way to the network beyond which nothing more is made ready. */
const highWater = 1_048_576;
const pieceSize = 262_144;
/** Whole documents that are asked for at once: while one is on its way, others are taken in. */
const mostAtOnce = 4;
/** How often a change is asked for by name. */
const mostFetches = 3;
/** How often a document is begun anew with one other device before the membership chain changes. */
const mostRestarts = 3;
/** Automerge answers every message while heads differ. Where changes do not count they always will, so an end has to be made. */
const mostAtStandstill = 8;
/** Questions that wait for an answer, because the network does not take those before: nobody honest has more. */
const mostAsked = 256;
/** Documents that only the other side has, and heads of these. */
const mostWanted = { documents: 100_000, heads: 400_000 } as const;
/** Changes that do not count, or of which others came to be asked for by name, before the other side is not listened to any more. */
const mostUseless = 100_000;

/** What is known about the other side's copy of a document. */
interface Copy {
  exchange: ExchangeState | null;
  /** Its heads as it told them last. */
  heads: readonly string[];
  /** Changes came that it has not been told about. */
  owesAck: boolean;
  restarts: number;
  /** Something is being said about it that does not fit at once; `again` there is more to say then. */
  telling: 'no' | 'yes' | 'again';
  /** Heads of both sides when the last message came, and how many have come since these were others. */
  standstill: { readonly heads: string; readonly messages: number };
}

/** In the order in which one refers to the other, and in which people look at them. */
const order: readonly DocumentKind[] = ['space', 'roadmap', 'text', 'archive'];

const headsName = (heads: readonly string[]): string => heads.toSorted().join(' ');
const sameHeads = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && headsName(one) === headsName(other);

/** The documents of one connection. */
export class DocumentTraffic {
  readonly #parts: TrafficParts;
  readonly #copies = new Map<string, Copy>();
  /** Document → heads that the other side was told are here. */
  readonly #told = new Map<string, string>();
  /** Documents about which there may be something to say. */
  readonly #dirty = new Set<string>();
  /** Documents that only the other side has. */
  readonly #wanted = new Map<string, Announced>();
  /** Documents whose saved bytes nobody could read. */
  readonly #unreadable = new Set<string>();
  /** Heads of all that was ever wanted: an honest device tells of a document when it is new, and once more when it changes. */
  #wantedHeads = 0;
  /** Documents that were asked for. */
  readonly #coming: IncomingDocuments;
  /** What is said piece by piece, as the network takes it: edits before whole documents. */
  readonly #telling: Generator<void, void, void>[] = [];
  readonly #serving: Generator<void, void, void>[] = [];
  /** Changes that do not count; nobody needs to send them again. */
  readonly #refused = new Set<string>();
  /** Change → how often it was asked for by name. */
  readonly #fetched = new Map<string, number>();
  #whole = false;

  constructor(parts: TrafficParts) {
    this.#parts = parts;
    this.#coming = new IncomingDocuments(parts, {
      onWhole: (id, document) => this.#complete(id, document),
      onRead: () => this.pump(),
    });
  }

  /** A document; `null` when there is none, or only a part of it. */
  #document(id: string): ReturnType<TrafficParts['store']['log']['document']> {
    return this.#parts.incoming.isPart(id) ? null : this.#parts.store.log.document(id);
  }

  /** Tells which documents there are. */
  start(): void {
    const here = this.#parts.store.log.documents().filter(({ id }) => !this.#parts.incoming.isPart(id));
    const all = here.map(({ id, kind, roadmapId, heads }): Announced => [id, kind, roadmapId, [...heads]]);
    for (const [id, , , heads] of all) this.#told.set(id, headsName(heads));
    for (let first = 0; first === 0 || first < all.length; first += 500) {
      const documents = all.slice(first, first + 500);
      this.#parts.send({ t: 'have', documents, whole: first + 500 >= all.length });
    }
  }

  /** How far both sides are alike. */
  state(): TrafficState {
    const { log } = this.#parts.store;
    const ids = new Set([...this.#copies.keys(), ...this.#wanted.keys(), ...log.documents().map(({ id }) => id)]);
    let equal = 0;
    for (const id of ids) if (this.isEqual(id)) equal++;
    return {
      documents: ids.size,
      equal,
      coming: this.#coming.progress(),
      whole: this.#whole,
    };
  }

  /** Whether both sides have the same changes of a document. */
  isEqual(id: string): boolean {
    const copy = this.#copies.get(id);
    const row = this.#document(id);
    return copy !== undefined && row !== null && sameHeads(copy.heads, row.heads);
  }

  /** What the other side's heads of a document are, as it told them last; empty while it has told none. */
  headsOf(id: string): readonly string[] {
    return this.#copies.get(id)?.heads ?? [];
  }

  /** Documents that only the other side has. */
  get wanted(): readonly Announced[] {
    return [...this.#wanted.values()];
  }

  /** Documents were changed here, or by others. */
  changed(ids: Iterable<string>): void {
    for (const id of ids) {
      if (this.#copies.has(id)) this.#dirty.add(id);
      else {
        const row = this.#document(id);
        if (row !== null && !this.#wanted.has(id)) {
          this.#told.set(id, headsName(row.heads));
          this.#parts.send({ t: 'have', documents: [[id, row.kind, row.roadmapId, [...row.heads]]], whole: false });
        }
      }
    }
    this.pump();
  }

  /** The membership chain has grown: what was not known may be known now, and what was refused may count. */
  chainChanged(): void {
    this.#refused.clear();
    for (const [id, copy] of this.#copies) {
      copy.restarts = 0;
      if (!this.isEqual(id)) this.#restart(id, true);
    }
    this.pump();
  }

  /** Makes ready what is to be sent, as long as the network takes it. */
  pump(): void {
    while (this.#parts.backlog() < highWater) {
      const [dirty] = this.#dirty;
      const queue = this.#telling.length > 0 ? this.#telling : this.#serving;
      const [next] = queue;
      if (dirty !== undefined) {
        this.#dirty.delete(dirty);
        this.#advance(dirty);
      } else if (next !== undefined) {
        if (next.next().done === true) queue.shift();
      } else if (!this.#ask()) return;
    }
  }

  /** Hears what the other side says about documents. @throws {BadFrame} */
  hear(message: DocumentMessage, parts: readonly Uint8Array[]): void {
    // What is sent after a document is said of all of it.
    if (message.t === 'sync' || message.t === 'changes' || message.t === 'ack' || message.t === 'restart') this.#coming.finish(message.d);
    switch (message.t) {
      case 'have':
        for (const one of message.documents) this.#announced(one);
        this.#whole ||= message.whole;
        break;
      case 'want':
        this.#queue(this.#serve(message));
        break;
      case 'document':
        this.#coming.begin(message);
        break;
      case 'piece':
        this.#coming.take(message.d, parts[0]);
        break;
      case 'changes':
        this.#changes(message, parts);
        break;
      case 'sync':
        this.#sync(message.d, parts);
        break;
      case 'ack':
        this.#setHeads(message.d, message.heads);
        break;
      case 'fetch':
        this.#queue(this.#fetch(message.d, message.hashes));
        break;
      case 'restart':
        this.#restart(message.d, false);
        break;
    }
    this.pump();
  }

  #queue(answer: Generator<void, void, void>): void {
    if (this.#serving.length >= mostAsked) throw new BadFrame('It asks for more than it takes.');
    this.#serving.push(answer);
  }

  /** Gives back what is held. */
  end(): void {
    for (const { exchange } of this.#copies.values()) exchange?.free();
    this.#copies.clear();
    this.#coming.end();
    this.#telling.length = this.#serving.length = 0;
    this.#wanted.clear();
  }

  /** What is known about the other side's copy; `null` for a document that is not here, perhaps because nothing in it counts. */
  #copy(id: string): Copy | null {
    const known = this.#copies.get(id);
    if (known !== undefined) return known;
    if (this.#document(id) === null) return null;
    const copy: Copy = { exchange: null, heads: [], owesAck: false, restarts: 0, telling: 'no', standstill: { heads: '', messages: 0 } };
    this.#copies.set(id, copy);
    return copy;
  }

  #setHeads(id: string, heads: readonly string[]): void {
    const copy = this.#copy(id);
    if (copy !== null) copy.heads = heads;
  }

  #announced(one: Announced): void {
    const [id, , , heads] = one;
    const row = this.#document(id);
    if (row === null) {
      this.#wantedHeads += heads.length - (this.#wanted.get(id)?.[3].length ?? 0);
      this.#wanted.set(id, one);
      if (this.#wanted.size > mostWanted.documents || this.#wantedHeads > mostWanted.heads)
        throw new BadFrame('It tells of more documents than there can be.');
      return;
    }
    this.#setHeads(id, heads);
    if (!sameHeads(heads, row.heads)) this.#dirty.add(id);
  }

  /** Asks for the next document that is missing here; answers whether it did. */
  #ask(): boolean {
    if (this.#coming.size >= mostAtOnce) return false;
    const { send } = this.#parts;
    for (const kind of order) {
      for (const [id, [, its]] of this.#wanted) {
        if (its !== kind || this.#coming.has(id)) continue;
        // It may have come from somebody else.
        if (this.#document(id) !== null) {
          const announced = must(this.#wanted.get(id), 'a document that is wanted');
          this.#wanted.delete(id);
          // What was said of it since is newer.
          if (!this.#copies.has(id)) this.#announced(announced);
          // The other side does not know yet that it is here.
          const copy = this.#copy(id);
          if (copy !== null) this.#acknowledge(id, copy);
          return true;
        }
        const begun = this.#coming.claim(id);
        if (begun === false) continue;
        const as = this.#unreadable.has(id) ? { as: 'changes' as const } : {};
        send({ t: 'want', d: id, form: begun?.head.form ?? null, from: begun?.length ?? 0, ...as });
        return true;
      }
    }
    return false;
  }

  *#serve({ d: id, form, from, as }: Extract<DocumentMessage, { t: 'want' }>): Generator<void, void, void> {
    const whole = documentForm(this.#parts.store, id, as);
    if (whole === null) return;
    const { head, bytes } = whole;
    const start = head.form === form && from <= bytes.length ? from : 0;
    this.#parts.send({ ...head, from: start });
    for (let at = start; at < bytes.length; at += pieceSize) {
      yield;
      this.#parts.send({ t: 'piece', d: id }, [bytes.subarray(at, at + pieceSize)]);
    }
    // What was sent is what the other side will have.
    this.#setHeads(id, []);
  }

  #complete(id: string, document: IncomingDocument): void {
    const opened = this.#open(document);
    if (opened === null) return;
    const { made, changes } = opened;
    const announced = this.#wanted.get(id);
    this.#wanted.delete(id);
    this.#receive(id, changes, made === null ? undefined : new Map([[id, made]]));
    this.#parts.incoming.isWhole(id);
    const told = this.#copies.has(id);
    const copy = this.#copy(id);
    if (copy === null) return;
    if (!told) copy.heads = announced?.[3] ?? [];
    this.#acknowledge(id, copy);
    if (!this.isEqual(id)) this.#dirty.add(id);
  }

  /** What came; `null` when it is to be asked for once more, in changes. */
  #open(document: IncomingDocument): ReturnType<IncomingDocument['open']> | null {
    try {
      return document.open(new Date(this.#parts.store.source.now()).toISOString());
    } catch (error) {
      const { d } = document.head;
      if (!(error instanceof UnreadableDocument) || this.#unreadable.has(d)) throw error;
      this.#unreadable.add(d);
      return null;
    }
  }

  #receive(id: string, changes: readonly JournalChange[], saved?: SavedBytes): void {
    if (changes.length === 0) return;
    const { store, onUnknown } = this.#parts;
    const { refused, waiting } = store.receive(changes, saved);
    for (const hash of refused) this.#refused.add(hash);
    if (this.#refused.size + this.#fetched.size > mostUseless) throw new BadFrame('Too much of what it sends does not count.');
    if (waiting.length === 0) return;
    // Automerge takes one change in a hundred for one that the other side has. The store keeps what builds on it until it is there.
    const waits = new Set(waiting);
    const builds = changes.filter(({ hash }) => waits.has(hash)).flatMap(({ bytes }) => readChangeHead(bytes)?.deps ?? []);
    const missing = [...new Set(builds)].filter((hash) => !waits.has(hash) && !store.log.has(hash) && this.#mayFetch(hash));
    if (missing.length > 0) this.#parts.send({ t: 'fetch', d: id, hashes: missing.slice(0, 1000) });
    // Or its author knew of members of whom this device has not heard.
    else onUnknown();
  }

  #mayFetch(hash: string): boolean {
    const times = this.#fetched.get(hash) ?? 0;
    this.#fetched.set(hash, times + 1);
    return times < mostFetches;
  }

  /** Sends changes that were asked for by name. */
  *#fetch(id: string, hashes: readonly string[]): Generator<void, void, void> {
    const { log } = this.#parts.store;
    const found = hashes.flatMap((hash) => log.get(hash) ?? []).filter(({ documentId }) => documentId === id);
    yield* this.#sendStored(id, found);
  }

  #changes({ d, of }: Extract<Message, { t: 'changes' }>, parts: readonly Uint8Array[]): void {
    const [signatures = new Uint8Array(0), ...changes] = parts;
    if (changes.length === 0 || (of?.who ?? changes).length !== changes.length || signatures.length !== signatureSize * changes.length)
      throw new BadFrame('Changes came without a device and a signature for each.');
    const { store } = this.#parts;
    const row = this.#document(d);
    // What only the other side has comes as a whole; nothing in this one counted.
    if (row === null) return;
    const receivedAt = new Date(store.source.now()).toISOString();
    const copy = this.#copy(d);
    if (copy !== null) copy.owesAck = true;
    const came = changes.map((bytes, index) => {
      const deviceId = of === undefined ? this.#parts.remoteId : of.by[of.who[index] ?? -1];
      const opened = openSafely(bytes);
      if (opened === null || deviceId === undefined) throw new BadFrame(`What came as a change of ${d} is none.`);
      const { hash } = opened;
      keepChangeHead(bytes, opened);
      const signature = signatures.subarray(index * signatureSize, (index + 1) * signatureSize);
      return { documentId: d, kind: row.kind, roadmapId: row.roadmapId, hash, deviceId, signature, receivedAt, bytes };
    });
    this.#receive(
      d,
      came.filter((change) => !this.#parts.found(change)),
    );
  }

  #sync(id: string, [message]: readonly Uint8Array[]): void {
    const { store } = this.#parts;
    const copy = this.#copy(id);
    if (copy === null) return;
    let apart;
    try {
      apart = takeApart(must(message, 'a message'));
    } catch {
      throw new BadFrame(`What came as a message about ${id} is none.`);
    }
    if (apart.changes.length > 0) throw new BadFrame('A message holds changes that nobody signed.');
    copy.exchange ??= beginExchange();
    must(store.document(id), `the document ${id}, which the store lists`).takeMessage(copy.exchange, apart.bytes);
    copy.heads = apart.heads;
    if (copy.owesAck) this.#acknowledge(id, copy);
    const heads = [copy.heads, store.log.document(id)?.heads ?? []].map(headsName).join('\n');
    copy.standstill = { heads, messages: heads === copy.standstill.heads ? copy.standstill.messages + 1 : 1 };
    if (copy.standstill.messages < mostAtStandstill) this.#dirty.add(id);
  }

  #acknowledge(id: string, copy: Copy): void {
    copy.owesAck = false;
    const heads = [...(this.#parts.store.log.document(id)?.heads ?? [])];
    this.#told.set(id, headsName(heads));
    this.#parts.send({ t: 'ack', d: id, heads });
  }

  /** Forgets what is known about the other side's copy; `tell` has it do the same. */
  #restart(id: string, tell: boolean): void {
    const copy = this.#copy(id);
    if (copy === null) return;
    if (tell && (copy.restarts += 1) > mostRestarts) return;
    copy.exchange?.free();
    copy.exchange = null;
    copy.standstill = { heads: '', messages: 0 };
    if (tell) this.#parts.send({ t: 'restart', d: id });
    this.#dirty.add(id);
  }

  /** Says what is to be said about a document, if anything. */
  #advance(id: string): void {
    const { store } = this.#parts;
    const copy = this.#copies.get(id);
    if (copy !== undefined && copy.telling !== 'no') {
      copy.telling = 'again';
      return;
    }
    // While its changes come, what it is told next depends on those that are still to come.
    if (copy === undefined || copy.owesAck) return;
    const own = headsName(store.log.document(id)?.heads ?? []);
    let next: Uint8Array | null = null;
    if (copy.exchange !== null || !this.isEqual(id)) {
      copy.exchange ??= beginExchange();
      next = must(store.document(id), `the document ${id}, which the store lists`).nextMessage(copy.exchange);
    }
    if (next === null) {
      // What came from somebody else may be what the other side has, which Automerge does not tell it.
      if (this.isEqual(id) && this.#told.get(id) !== own) this.#acknowledge(id, copy);
      return;
    }
    this.#told.set(id, own);
    const { bytes, changes } = takeApart(next, (hash) => this.#refused.has(hash));
    copy.telling = 'yes';
    this.#telling.push(this.#tell(id, copy, changes, bytes));
  }

  *#tell(id: string, copy: Copy, changes: readonly Uint8Array[], message: Uint8Array): Generator<void, void, void> {
    const stored = changes.map((bytes) => {
      const hash = must(hashOfChunk(bytes), 'a change');
      return must(this.#parts.store.log.get(hash), `the change ${hash}, which its document holds`);
    });
    yield* this.#sendStored(id, stored);
    this.#parts.send({ t: 'sync', d: id }, [message]);
    if (copy.telling === 'again') this.#dirty.add(id);
    copy.telling = 'no';
  }

  *#sendStored(id: string, all: readonly StoredChange[]): Generator<void, void, void> {
    let from = 0;
    while (from < all.length) {
      let to = from;
      for (let size = 0; to < all.length && to - from < most.changes && size < most.bytes; to++) size += all[to]?.bytes.length ?? 0;
      const stored = all.slice(from, to);
      const by = [...new Set(stored.map(({ deviceId }) => deviceId))];
      const isOwn = by.length === 1 && by[0] === this.#parts.store.deviceId;
      const of = isOwn ? {} : { of: { by, who: stored.map(({ deviceId }) => by.indexOf(deviceId)) } };
      const signatures = Buffer.concat(stored.map(({ signature }) => signature));
      this.#parts.send({ t: 'changes', d: id, ...of }, [signatures, ...stored.map(({ bytes }) => bytes)]);
      from = to;
      yield;
    }
  }
}
