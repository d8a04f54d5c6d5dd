// The whole documents that are coming over one connection: what came of them is read in pieces, so that what people do here is carried out in
// between, and the beginning of a large roadmap is taken in while the rest of it is still being read.
import { archiveDocumentId } from '#electron/engine/document/place.ts';
import { must } from '#shared/base/must.ts';
import type { FormHead } from './document-form.ts';
import { BadFrame } from './frame.ts';
import { IncomingDocument } from './incoming-document.ts';
import type { TrafficParts, TrafficState } from './traffic-parts.ts';

/** From how many bytes on a roadmap is taken in part by part. */
const largeSize = 300_000;

/** Who is told. */
interface Listener {
  /** All of a document has come and was read; it is not coming any more. */
  onWhole(id: string, document: IncomingDocument): void;
  /** Something was read. */
  onRead(): void;
}

/** The documents that were asked for on one connection. */
export class IncomingDocuments {
  readonly #parts: TrafficParts;
  readonly #listener: Listener;
  /** What has come of each. */
  readonly #coming = new Map<string, IncomingDocument | null>();
  /** Those of them of which something came that was not looked at yet. */
  readonly #unread = new Set<string>();
  #reads = false;

  constructor(parts: TrafficParts, listener: Listener) {
    this.#parts = parts;
    this.#listener = listener;
  }

  /** How many are coming. */
  get size(): number {
    return this.#coming.size;
  }

  /** Whether a document is coming. */
  has(id: string): boolean {
    return this.#coming.has(id);
  }

  /** How much is still to come; `null` when nothing is coming. */
  progress(): TrafficState['coming'] {
    const documents = [...this.#coming.values()].flatMap((document) => document ?? []);
    const size = documents.reduce((sum, document) => sum + document.size, 0);
    return size === 0 ? null : { left: size - documents.reduce((sum, { length }) => sum + length, 0), size };
  }

  /** Lets a document come over this connection, unless it comes over another one (`false`); gives what was left of it by one that ended. */
  claim(id: string): IncomingDocument | null | false {
    const { incoming, store } = this.#parts;
    if (!incoming.claim(id, this, store.source.now())) return false;
    const begun = incoming.take(id);
    this.#coming.set(id, begun);
    return begun;
  }

  /** A document begins, or goes on. @throws {BadFrame} when that was not asked for. */
  begin(head: FormHead): void {
    const begun = this.#coming.get(head.d);
    if (begun === undefined) throw new BadFrame(`The document ${head.d} was not asked for.`);
    if (head.from === 0) this.#coming.set(head.d, this.#new(head));
    else if (begun?.head.form !== head.form || begun.length !== head.from) throw new BadFrame(`The document ${head.d} goes on elsewhere.`);
    this.#readLater(head.d);
  }

  #new(head: FormHead): IncomingDocument {
    const { d, kind } = head;
    const { log } = this.#parts.store;
    const document = new IncomingDocument(head);
    const isLarge = kind === 'roadmap' && head.size >= largeSize;
    document.inParts = isLarge && log.document(d) === null && log.document(archiveDocumentId(d)) === null;
    return document;
  }

  /** A piece of a document has come. @throws {BadFrame} */
  take(id: string, piece: Uint8Array | undefined): void {
    const document = this.#coming.get(id) ?? null;
    if (document === null || piece === undefined) throw new BadFrame(`A piece of ${id} was not asked for.`);
    document.take(piece);
    this.#parts.incoming.claim(id, this, this.#parts.store.source.now());
    this.#readLater(id);
  }

  #readLater(id: string): void {
    this.#unread.add(id);
    if (this.#reads) return;
    this.#reads = true;
    this.#parts.later(() => this.#read());
  }

  #read(): void {
    this.#reads = false;
    const [id] = this.#unread;
    if (id === undefined) return;
    const document = must(this.#coming.get(id), 'a document that is coming');
    let more: boolean;
    try {
      more = document.read(this.#parts.pieceTime);
      this.#takePart(id, document);
    } catch (error) {
      // Nobody else is to go on with it.
      this.#forget(id);
      throw error;
    }
    if (!more) {
      this.#unread.delete(id);
      this.finish(id);
    }
    const [next] = this.#unread;
    if (next !== undefined) this.#readLater(next);
    this.#listener.onRead();
  }

  /** Reads a document to its end when all of it has come: what is said of it next is said of the whole. */
  finish(id: string): void {
    const document = this.#coming.get(id) ?? null;
    if (document === null || document.length < document.size) return;
    this.#forget(id);
    this.#listener.onWhole(id, document);
  }

  /** Takes in what was read of a document while the rest of it is not. */
  #takePart(id: string, document: IncomingDocument): void {
    const { store, incoming } = this.#parts;
    const part = document.part(new Date(store.source.now()).toISOString());
    if (part === null) return;
    incoming.begins(id, store.source.now());
    if (store.receivePart(part.changes, part.count, part.made)) document.given(part.count);
    // Some of it does not count, or what is there is needed as it is.
    else document.inParts = false;
  }

  #forget(id: string): void {
    this.#unread.delete(id);
    this.#coming.delete(id);
    this.#parts.incoming.release(id, this, null);
  }

  /** The connection has ended: others go on with what has come. */
  end(): void {
    for (const [id, document] of this.#coming) this.#parts.incoming.release(id, this, document);
    this.#coming.clear();
    this.#unread.clear();
  }
}
