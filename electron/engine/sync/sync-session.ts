// One connection to another device, from the first word to the last: who is there, who belongs to the workspace, then documents.
// It is a machine without clock, threads or network: bytes come in, messages go out.
//
// Until the other side has shown that it belongs to the workspace it gets nothing, not even whether there is one: a connection
// that says anything else than what a member or somebody invited would say ends without a word.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { DocumentKind } from '#electron/engine/store/change-log.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { spaceId } from '#electron/engine/document/place.ts';
import { documentVersion } from '#electron/engine/document/plan-document.ts';
import { Membership } from '#electron/engine/team/membership.ts';
import type { MembershipEntry } from '#electron/engine/team/membership-entry.ts';
import { removalOf } from '#electron/engine/team/removal.ts';
import { type Chain, ChainTraffic, readEntries } from './chain-traffic.ts';
import { DocumentTraffic } from './document-traffic.ts';
import { IncomingDocument } from './incoming-document.ts';
import { BadFrame, type Frame, FrameReader, memberFrame, strangerFrame, writeFrame } from './frame.ts';
import type { IncomingShelf } from './incoming-shelf.ts';
import type { InvitationRefusal, PeerProgram, Presence } from '#shared/contract/team.ts';
import { isAboutDocuments, type Message, readMessage, syncVersion } from './sync-message.ts';
import type { SyncStore } from './sync-store.ts';
import type { TrafficState } from './traffic-parts.ts';

/** How long the first words may take, in milliseconds. */
const greetingTime = 10_000;
/** How long part of a frame may lie there, in milliseconds. */
const frameTime = 60_000;
/** After how much silence a device says that it is still there, and after how much it is taken for gone, in milliseconds. */
const silence = { ping: 15_000, gone: 45_000 } as const;
/** Bytes with which a stranger may show how it was taken in. */
const proofFrame = memberFrame;
/** Bytes that wait for the network, beyond what the documents themselves keep back, before the other side is not listened to any more. */
const mostBacklog = 16_777_216;
const documentKinds = ['space', 'roadmap', 'text', 'archive'] as const;
/** What somebody invited says first. */
export type Redeem = Extract<Message, { t: 'redeem' }>;

/** What a session works with. */
export interface SessionParts {
  readonly store: SyncStore;
  readonly incoming: IncomingShelf;
  /** As {@link TrafficParts.found}. */
  found(change: JournalChange): boolean;
  /** Hex public key of the other device, proven by the connection. */
  readonly remoteId: string;
  /** This side made the connection. */
  readonly dialled: boolean;
  /** Where this device can be reached, for later connections. */
  addresses(): readonly string[];
  write(bytes: Uint8Array): void;
  /** Does `work` once what is at hand is done. */
  later(work: () => void): void;
  /** How long whole documents that came are read at a time, in milliseconds: commands wait for it. */
  readonly pieceTime: number;
  /** Ends the connection; `reason` is for the log of this side, the other one hears nothing. */
  close(reason: string): void;
  /** Takes in whoever holds an invitation of this device, or says why not. */
  redeem(remoteId: string, request: Redeem): Exclude<InvitationRefusal, 'unanswered' | 'outdated'> | null;
  readonly listener: SessionListener;
}

/** Who is told what happens in a session. */
interface SessionListener {
  /** The other side is known to belong to the workspace; it can be reached there. */
  onMember(addresses: readonly string[]): void;
  /** The session of a member is about to end; what it knows can still be asked. */
  onLeaving(): void;
  onPresence(): void;
  /** This workspace is that of the team now. */
  onJoined(): void;
  /** The other side says that this device does not belong to the team any more. */
  onRemoved(removed: Removed): void;
  /** Its invitation was refused. */
  onRefused(reason: InvitationRefusal): void;
  /** Its invitation could not be redeemed now, and is tried again. */
  onUnredeemed(reason: 'unanswered' | 'outdated'): void;
  /** What {@link SyncSession.state} gives may have changed. */
  onState(): void;
}

/** What a device says that has been invited and does not know the workspace yet. */
export interface JoinRequest {
  readonly redeem: Omit<Redeem, 't' | 'addresses'>;
}

/** A value by which the device `from` shows `to` that it knows the workspace; nobody else can use it or learn from it. */
function helloTag(workspaceId: string, from: string, to: string): string {
  return createHash('sha256').update(`sextant/sync/${syncVersion}\n${workspaceId}\n${from}\n${to}`).digest('hex');
}

/** What a program that knows these versions of documents is beside this one. */
function programBeside({ documents }: Extract<Message, { t: 'program' }>): PeerProgram {
  const differences = documentKinds.map((kind) => documents[kind] - documentVersion[kind]);
  if (differences.some((difference) => difference > 0)) return 'newer';
  return differences.some((difference) => difference < 0) ? 'older' : 'same';
}

/** What somebody is told who was shut out. */
export type Removed = Extract<Message, { t: 'removed' }>;

type Phase = 'greeting' | 'joining' | 'member' | 'closed';

/** One connection. */
export class SyncSession {
  readonly remoteId: string;
  readonly dialled: boolean;
  readonly #parts: SessionParts;
  readonly #reader = new FrameReader();
  readonly #traffic: DocumentTraffic;
  readonly #chain: ChainTraffic;
  readonly #join: JoinRequest | null;
  /** While joining: the members as far as they have come, which there are, and the document that says what the workspace is. */
  readonly #taken: MembershipEntry[] = [];
  #heldChain: Chain | null = null;
  #space: IncomingDocument | null = null;
  #phase: Phase = 'greeting';
  /** Has shown its invitation. */
  #redeems = false;
  /** Asked for proof, once. */
  #asked = false;
  #backlog = 0;
  #startedAt: number;
  #heardAt: number;
  #saidAt: number;
  #presence: Presence | null = null;
  #program: PeerProgram | null = null;
  #documentsBegun = false;

  constructor(parts: SessionParts, join: JoinRequest | null) {
    this.#parts = parts;
    this.#join = join;
    this.remoteId = parts.remoteId;
    this.dialled = parts.dialled;
    this.#startedAt = this.#heardAt = this.#saidAt = parts.store.source.now();
    this.#traffic = new DocumentTraffic({
      store: parts.store,
      remoteId: parts.remoteId,
      incoming: parts.incoming,
      send: (message, frameParts) => this.#send(message, frameParts),
      backlog: () => this.#backlog,
      onUnknown: () => this.#chain.tell(),
      later: (work) => parts.later(() => this.#later(work)),
      pieceTime: parts.pieceTime,
      found: parts.found,
    });
    this.#chain = new ChainTraffic(parts.store, parts.remoteId, (message, frameParts) => this.#send(message, frameParts));
  }

  /** Says the first word, if it is this side's. */
  start(): void {
    const { store, remoteId, dialled } = this.#parts;
    if (!dialled) return;
    if (this.#join !== null) return this.#redeem(this.#join);
    const { workspaceId } = store.team.membership;
    // Whoever is dialled belongs here as far as this side knows, or it would not be dialled.
    if (workspaceId !== null)
      this.#send({ t: 'hello', tag: helloTag(workspaceId, store.deviceId, remoteId), addresses: this.#addresses() });
  }

  /** Shows that this device holds an invitation of the other one. */
  #redeem({ redeem }: JoinRequest): void {
    this.#redeems = true;
    this.#send({ t: 'redeem', ...redeem, addresses: this.#addresses() });
  }

  /** Whether both sides know that they belong to the same workspace. */
  get isMember(): boolean {
    return this.#phase === 'member';
  }

  get isClosed(): boolean {
    return this.#phase === 'closed';
  }

  /** When the other side was heard last, in milliseconds since 1970. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Where the person on the other side is. */
  get presence(): Presence | null {
    return this.#presence;
  }

  /** The program of the other side beside this one; `null` while it has not said. */
  get program(): PeerProgram | null {
    return this.#program;
  }

  /** How far the documents are alike, as both sides have told; `null` before they know each other. */
  get state(): (TrafficState & { readonly chainEqual: boolean }) | null {
    return this.isMember ? { ...this.#traffic.state(), chainEqual: this.#chain.isEqual } : null;
  }

  /** Whether both sides have the same changes of a document. */
  isEqual(documentId: string): boolean {
    return this.#traffic.isEqual(documentId);
  }

  /** Heads of a document on the other side, as it told them last. */
  headsOf(documentId: string): readonly string[] {
    return this.#traffic.headsOf(documentId);
  }

  /** Documents that only the other side has. */
  onlyThere(): { id: string; kind: DocumentKind; roadmapId: string | null }[] {
    return this.#traffic.wanted.map(([id, kind, roadmapId]) => ({ id, kind, roadmapId }));
  }

  /** Asks for changes by name. */
  ask(documentId: string, hashes: readonly string[]): void {
    if (this.#documentsBegun) this.#send({ t: 'fetch', d: documentId, hashes: [...hashes] });
  }

  /** Hears bytes that came. */
  take(bytes: Uint8Array): void {
    if (this.#phase === 'closed') return;
    this.#heardAt = this.#parts.store.source.now();
    try {
      for (const frame of this.#reader.take(bytes)) {
        this.#hear(frame);
        if (this.#backlog > mostBacklog) return this.close('It asks for more than it takes.');
        // What follows was said by somebody who is not listened to any more.
        if (this.isClosed) return;
      }
    } catch (error) {
      this.#fail(error);
    }
    if (this.isMember) this.#parts.listener.onState();
  }

  #fail(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.close(error instanceof BadFrame ? reason : `failed: ${reason}`);
  }

  #later(work: () => void): void {
    if (this.isClosed) return;
    this.#guarded(work);
    if (this.isMember) this.#parts.listener.onState();
  }

  /** The network has taken bytes. */
  drained(bytes: number): void {
    this.#backlog -= bytes;
    this.goOn();
  }

  /** Says what there is to say about documents: something that kept it from that may be gone. */
  goOn(): void {
    if (this.isMember && this.#documentsBegun) this.#guarded(() => this.#traffic.pump());
  }

  /** Documents have changed here. */
  changed(documentIds: Iterable<string>): void {
    if (this.#documentsBegun && !this.isClosed) this.#guarded(() => this.#traffic.changed(documentIds));
  }

  /** The membership chain has grown. */
  chainChanged(): void {
    if (!this.isMember) return;
    if (this.#parts.store.team.membership.role(this.remoteId) === null) return this.#shutOut();
    this.#chain.tell();
    if (this.#documentsBegun) this.#guarded(() => this.#traffic.chainChanged());
  }

  /** Tells where the person on this side is. */
  present(on: Presence | null): void {
    if (this.isMember) this.#send({ t: 'presence', on });
  }

  /** Looks at the clock. */
  tick(): void {
    const now = this.#parts.store.source.now();
    const quiet = now - this.#heardAt;
    if (this.#phase === 'greeting' && now - this.#startedAt > greetingTime) this.close('It did not say who it is.');
    else if (this.#reader.isPartial && quiet > frameTime) this.close('It stopped in the middle of a message.');
    else if (quiet > silence.gone) this.close('It has fallen silent.');
    else if (this.isMember && now - this.#saidAt > silence.ping) this.#send({ t: 'ping' });
    this.goOn();
  }

  /** The connection has ended on the other side, or on the way. */
  lose(): void {
    if (this.#phase === 'greeting' && this.#redeems) this.#parts.listener.onUnredeemed('unanswered');
    this.close('The connection is lost.');
  }

  /** Ends the session. */
  close(reason: string): void {
    if (this.isClosed) return;
    if (this.isMember) this.#parts.listener.onLeaving();
    this.#phase = 'closed';
    this.#presence = null;
    this.#traffic.end();
    this.#parts.close(reason);
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  #addresses(): string[] {
    return this.#parts.addresses().slice(0, 16);
  }

  #send(message: Message, parts: readonly Uint8Array[] = []): void {
    if (this.isClosed) return;
    const bytes = writeFrame({ head: message, parts }, this.isMember ? memberFrame : proofFrame);
    this.#saidAt = this.#parts.store.source.now();
    this.#backlog += bytes.length;
    this.#parts.write(bytes);
  }

  #hear(frame: Frame): void {
    const message = readMessage(frame);
    if (this.#phase === 'greeting') this.#greeted(message, frame.parts);
    else if (this.#phase === 'joining') this.#joined(message, frame.parts);
    else this.#member(message, frame.parts);
  }

  #greeted(message: Message, parts: readonly Uint8Array[]): void {
    const { store, remoteId, dialled } = this.#parts;
    if (this.#redeems) {
      if (message.t === 'welcome') return this.#beginJoin();
      if (message.t === 'refused') return this.#parts.listener.onRefused(message.reason);
    } else if (message.t === 'redeem') {
      // Also of whom this side has dialled: who was taken in by a connection that was lost too early does not know it yet.
      const refusal = this.#parts.redeem(remoteId, message);
      if (refusal === null) return this.#welcome(message.addresses);
      // Whoever does not hold the secret of an invitation is a stranger, and hears nothing.
      if (refusal !== 'unknown' && refusal !== 'wrong') this.#send({ t: 'refused', reason: refusal });
      return this.close(`Its invitation is ${refusal}.`);
    } else if (dialled) {
      if (message.t === 'welcome') return this.#admit(message.addresses);
      if (message.t === 'who') return this.#prove();
      if (message.t === 'removed') return this.#removed(message);
    } else if (message.t === 'hello' && this.#join !== null) {
      return this.#redeem(this.#join);
    } else if (message.t === 'hello') {
      const { workspaceId } = store.team.membership;
      const expected = workspaceId === null ? null : helloTag(workspaceId, remoteId, store.deviceId);
      if (expected === null || !timingSafeEqual(Buffer.from(expected), Buffer.from(message.tag)))
        return this.close('It knows another workspace.');
      if (store.team.membership.role(remoteId) !== null) return this.#welcome(message.addresses);
      // It knows the workspace: perhaps somebody has taken it in of which this device has not heard.
      this.#asked = true;
      this.#reader.most = proofFrame;
      return this.#send({ t: 'who' });
    } else if (message.t === 'proof' && this.#asked) {
      this.#asked = false;
      this.#reader.most = strangerFrame;
      if (this.#isTakenIn(parts)) return this.#welcome([]);
      return this.#shutOut();
    }
    throw new BadFrame(`"${message.t}" is not what a stranger says.`);
  }

  /** Ends it; whoever belonged here is told since when they do not, and by whom only if it was by this device. */
  #shutOut(): void {
    const { team, deviceId } = this.#parts.store;
    const removal = removalOf(team.entries(), team.membership, this.remoteId);
    if (removal !== null) this.#send({ t: 'removed', at: removal.at, own: removal.author === deviceId });
    this.close('It does not belong to the workspace any more.');
  }

  #removed(message: Removed): void {
    this.#parts.listener.onRemoved(message);
    this.close('It says that this device does not belong to the workspace any more.');
  }

  /** Shows how this device was taken in: the entries before that, and that one. */
  #prove(): void {
    const { store } = this.#parts;
    const parts = store.team.entries().flatMap(({ bytes, signature }) => [bytes, signature]);
    this.#send({ t: 'proof' }, parts);
  }

  #isTakenIn(parts: readonly Uint8Array[]): boolean {
    const { team } = this.#parts.store;
    const known = new Set(team.entries().map(({ hash }) => hash));
    const fresh = readEntries(parts).filter(({ hash }) => !known.has(hash));
    const together = new Membership([...team.entries(), ...fresh]);
    if (together.workspaceId !== team.membership.workspaceId || together.role(this.remoteId) === null) return false;
    team.addEntries(fresh.filter(({ hash }) => together.holds(hash)));
    return true;
  }

  #welcome(addresses: readonly string[]): void {
    this.#send({ t: 'welcome', addresses: this.#addresses() });
    this.#admit(addresses);
  }

  #admit(addresses: readonly string[]): void {
    // It may have been shut out since it was dialled.
    if (this.#parts.store.team.membership.role(this.remoteId) === null) return this.#shutOut();
    this.#phase = 'member';
    this.#reader.most = memberFrame;
    this.#parts.listener.onMember(addresses);
    if (this.isClosed) return;
    this.#send({ t: 'program', documents: { ...documentVersion } });
    this.#chain.tell();
  }

  /** This device was taken in: who belongs to the workspace comes next, and the document that says what it is. */
  #beginJoin(): void {
    this.#phase = 'joining';
    this.#reader.most = memberFrame;
    this.#send({ t: 'chain-want', known: [] });
    this.#send({ t: 'want', d: spaceId, form: null, from: 0, as: 'changes' });
  }

  /** The other side begins as with any member; it is answered once this one knows the workspace. */
  #joined(message: Message, parts: readonly Uint8Array[]): void {
    if (message.t === 'entries') this.#taken.push(...readEntries(parts));
    else if (message.t === 'document' && message.d === spaceId && message.from === 0) this.#space = new IncomingDocument(message);
    else if (message.t === 'piece' && message.d === spaceId && this.#space !== null) {
      this.#space.take(parts[0] ?? new Uint8Array(0));
      if (this.#space.length === this.#space.size) this.#adopt(this.#space);
    } else if (message.t === 'chain') this.#heldChain = message;
    else if (message.t === 'program') this.#program = programBeside(message);
    else if (message.t !== 'ping' && message.t !== 'presence') {
      throw new BadFrame(`"${message.t}" came before the members.`);
    }
  }

  /** Makes this workspace that of the team. */
  #adopt(space: IncomingDocument): void {
    const { team, deviceId, source } = this.#parts.store;
    const membership = new Membership(this.#taken);
    if (membership.role(deviceId) === null || membership.role(this.remoteId) === null)
      throw new BadFrame('The members that it tells do not include both sides.');
    const joined = team.join(this.#taken, space.open(new Date(source.now()).toISOString()).changes);
    if (!joined.ok) {
      if (this.#program === 'newer') this.#parts.listener.onUnredeemed('outdated');
      return this.close(joined.error.message);
    }
    this.#parts.listener.onJoined();
    this.#admit([]);
    if (this.#heldChain !== null && !this.isClosed) this.#hearChain(this.#heldChain);
  }

  #member(message: Message, parts: readonly Uint8Array[]): void {
    if (isAboutDocuments(message)) return this.#traffic.hear(message, parts);
    switch (message.t) {
      case 'chain':
        this.#hearChain(message);
        break;
      case 'chain-want':
        this.#chain.sendLacking(message.known);
        break;
      case 'entries':
        // `chainChanged` follows, for every session.
        this.#chain.take(parts);
        this.#beginDocuments();
        break;
      case 'program':
        this.#program = programBeside(message);
        break;
      case 'presence':
        this.#presence = message.on;
        this.#parts.listener.onPresence();
        break;
      case 'ping':
        break;
      case 'removed':
        return this.#removed(message);
      case 'hello':
      case 'redeem':
      case 'who':
      case 'proof':
      case 'welcome':
      case 'refused':
        throw new BadFrame(`"${message.t}" is not what a member says.`);
    }
  }

  #hearChain(chain: Chain): void {
    if (this.#chain.heard(chain)) this.#beginDocuments();
  }

  #beginDocuments(): void {
    if (this.#documentsBegun) return;
    this.#documentsBegun = true;
    this.#traffic.start();
  }
}
