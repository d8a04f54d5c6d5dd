// All sessions of a workspace, beside its documents: tells each what changed by the others, remembers how much every device has, and
// says with whom the network is to be connected.
import type { PeerTable } from '#electron/engine/store/peer-table.ts';
import { z } from 'zod';
import { type Removal, readRemoval } from '#electron/engine/store/kept-removal.ts';
import { removalOf } from '#electron/engine/team/removal.ts';
import type { ChangeSearch } from './change-search.ts';
import { IncomingShelf } from './incoming-shelf.ts';
import { InvitationDesk } from './invitation-desk.ts';
import { proveInvitation } from './invitation-proof.ts';
import type { LivePeer, LiveSync } from '#electron/engine/store/live-sync.ts';
import type { InvitationRefusal, PeerPath, Presence } from '#shared/contract/team.ts';
import type { NetworkEvent, NetworkWish, SyncEvent } from '#electron/engine/document/sync-event.ts';
import { type JoinRequest, type Removed, SyncSession } from './sync-session.ts';
import type { SyncStore } from './sync-store.ts';

/** Milliseconds for which whole documents that came are read at a time: commands wait for it. */
const usualPieceTime = 15;

/** How often sessions look at the clock, and what is known about others is written, in milliseconds. */
export const tickTime = 5000;

/** What two devices do within so many milliseconds they do at once, without having heard of each other. */
const atOnce = 3000;

/** An invitation that this device holds and has yet to redeem. */
const Joining = z.object({
  issuer: z.string(),
  issuerName: z.string(),
  addresses: z.array(z.string()),
  relays: z.array(z.string()),
  invitationId: z.string(),
  secret: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  device: z.string(),
  expires: z.string(),
});
/** As the schema says. */
export type Joining = z.infer<typeof Joining>;

/** What the center works with. */
export interface CenterParts {
  readonly store: SyncStore;
  readonly table: PeerTable;
  /** Tells the network's side. */
  tell(event: SyncEvent): void;
  /** Says that what queries read under these names may have changed. */
  touch(tables: readonly string[]): void;
  /** Does `work` once what is at hand is done. */
  later(work: () => void): void;
  /** How long whole documents that came are read at a time, in milliseconds; 15 without one. */
  readonly pieceTime?: number;
  /** Does `work` in a moment; what is asked for meanwhile is done by it too. */
  soon(work: () => void): void;
}

interface Open {
  readonly session: SyncSession;
  path: PeerPath;
  /** When it was opened, in ms since 1970. */
  readonly since: number;
}

/** The sync of one workspace. */
export class SyncCenter {
  readonly desk: InvitationDesk;
  readonly #parts: CenterParts;
  readonly #sessions = new Map<number, Open>();
  readonly #incoming = new IncomingShelf();
  #search: ChangeSearch | null = null;
  /** Device → documents about which something was heard since it was written down. */
  readonly #heard = new Map<string, Set<string>>();
  /** Device → the newest change when its documents were looked through. */
  readonly #noted = new Map<string, number>();
  #addresses: readonly string[] = [];
  #relays: readonly string[] = [];
  #presence: Presence | null = null;
  #refused: InvitationRefusal | null = null;
  /** The newest change that sessions know of, and how many entries of the membership chain. */
  #seq: number;
  #entries: number;
  #scheduled = false;
  #stateScheduled = false;
  #closed = false;
  #wish = '';

  constructor(parts: CenterParts) {
    this.#parts = parts;
    this.desk = new InvitationDesk(parts.store, parts.table);
    this.#seq = parts.store.log.lastSeq();
    this.#entries = parts.store.team.entries().length;
  }

  /** Says for the first time how the network is to be. */
  start(): void {
    // It may have stopped right after the workspace had become the team's.
    if (this.#parts.store.team.membership.workspaceId !== null) this.#parts.table.set('joining', null);
    this.wish();
  }

  /** Where this device can be reached, as `host:port`; nowhere while the network is off. */
  get addresses(): readonly string[] {
    return this.#addresses;
  }

  /** URLs of the relays at which this device can be found. */
  get relays(): readonly string[] {
    return this.#relays;
  }

  /** Hears from the network. */
  hear(event: NetworkEvent): void {
    switch (event.type) {
      case 'opened':
        this.#open(event);
        break;
      case 'bytes':
        this.#sessions.get(event.connection)?.session.take(event.bytes);
        this.#parts.tell({ type: 'taken', connection: event.connection, bytes: event.bytes.length });
        break;
      case 'drained':
        this.#sessions.get(event.connection)?.session.drained(event.bytes);
        break;
      case 'closed':
        this.#sessions.get(event.connection)?.session.lose();
        break;
      case 'path': {
        const open = this.#sessions.get(event.connection);
        if (open === undefined) break;
        open.path = event.path;
        this.#stateChanged();
        break;
      }
      case 'reachable':
        this.#addresses = event.addresses;
        this.#keepPort();
        this.#relays = event.relays;
        break;
    }
  }

  /** The port of this time is tried next time, too: others know it. */
  #keepPort(): void {
    const { table } = this.#parts;
    const port = this.#addresses[0]?.replace(/^.*:/u, '') ?? null;
    if (port !== null && table.setting('usual-port') !== port) table.set('usual-port', port);
  }

  /** A transaction has changed the log; sessions hear of it once what is at hand is done. */
  committed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#parts.later(() => this.#tellSessions());
  }

  #tellSessions(): void {
    this.#scheduled = false;
    if (this.#closed) return;
    const { log } = this.#parts.store;
    const fresh = log.hashesAfter(this.#seq);
    this.#seq = log.lastSeq();
    const documents = new Set(fresh.map(({ documentId }) => documentId));
    const chain = this.#parts.store.team.entries().length !== this.#entries;
    this.#entries = this.#parts.store.team.entries().length;
    const open = [...this.#sessions.values()];
    if (chain) {
      // What waited for entries may be judged now.
      this.#parts.store.receive([]);
      for (const { session } of open) session.chainChanged();
      this.#noteRemoval();
      this.wish();
    }
    if (documents.size > 0) for (const { session } of open) session.changed(documents);
    this.#stateChanged();
  }

  #goOn(): void {
    for (const { session } of this.#sessions.values()) session.goOn();
  }

  #open({ connection, remoteId, dialled, path }: Extract<NetworkEvent, { type: 'opened' }>): void {
    const { store, tell } = this.#parts;
    const session: SyncSession = new SyncSession(
      {
        store,
        incoming: this.#incoming,
        found: (change) => this.#search?.take(change) === true,
        remoteId,
        dialled,
        addresses: () => this.#addresses,
        later: (work) => this.#parts.later(work),
        pieceTime: this.#parts.pieceTime ?? usualPieceTime,
        write: (bytes) => tell({ type: 'send', connection, bytes }),
        close: (reason) => {
          this.#sessions.delete(connection);
          this.#noted.delete(remoteId);
          tell({ type: 'close', connection, reason });
          // Others go on with what was coming over it.
          this.#parts.later(() => this.#goOn());
          this.#stateChanged();
          this.wish();
        },
        redeem: (from, request) => {
          const refusal = this.desk.redeem(from, request);
          this.#parts.touch(['invitation']);
          return refusal;
        },
        listener: {
          onMember: (addresses) => {
            tell({ type: 'member', connection });
            this.#admitted(session, addresses);
          },
          onLeaving: () => {
            this.#note(session);
            this.#writeDown();
          },
          onPresence: () => this.#stateChanged(),
          onJoined: () => this.#joined(null),
          onRemoved: (removed) => this.#toldRemoved(remoteId, removed),
          onRefused: (reason) => {
            this.#joined(reason);
            session.close(`The invitation is ${reason}.`);
          },
          onState: () => {
            if (session.isMember) this.#search?.ask(session);
            this.#stateChanged();
          },
          onUnredeemed: (reason) => {
            this.#refused = reason;
          },
        },
      },
      this.#joinRequest(remoteId),
    );
    this.#sessions.set(connection, { session, path, since: store.source.now() });
    this.wish();
    session.start();
  }

  #joinRequest(remoteId: string): JoinRequest | null {
    const joining = this.joining();
    if (joining?.issuer !== remoteId) return null;
    const { invitationId, secret, person, device } = joining;
    const proof = Buffer.from(proveInvitation(secret, this.#parts.store.deviceId, remoteId)).toString('hex');
    return { redeem: { invitation: invitationId, proof, person, device } };
  }

  /** The invitation that is still to be redeemed; `null` when there is none. */
  joining(): Joining | null {
    const kept = this.#parts.table.setting('joining');
    return kept === null ? null : Joining.parse(JSON.parse(kept));
  }

  /** Redeems an invitation as soon as its issuer is reached. */
  join(joining: Joining): void {
    this.#parts.table.set('joining', JSON.stringify(joining));
    this.#refused = null;
    this.wish();
    // Whoever asked looks next whether it waits, and must not be told how it was before.
    this.#tellState();
  }

  /** Waits no longer for who invited. */
  cancelJoin(): void {
    this.#joined(null);
  }

  #joined(refused: InvitationRefusal | null): void {
    this.#refused = refused;
    this.#parts.table.set('joining', null);
    this.wish();
    this.#stateChanged();
  }

  /**
   * Of two connections that two devices make to each other at once the one stays that the smaller id has made. Otherwise the newer one:
   * whoever makes another has lost the first, by a crash perhaps, even if that does not show here yet.
   */
  #admitted(session: SyncSession, addresses: readonly string[]): void {
    const { store, table } = this.#parts;
    table.keepPeer(session.remoteId, addresses, new Date(store.source.now()).toISOString());
    // Whoever said that this device does not belong here any more was wrong, or it was taken in again.
    if (table.setting('leaving') === null) this.#keepRemoval(null);
    const bySmaller = (one: SyncSession): boolean => one.dialled === store.deviceId < one.remoteId;
    const now = store.source.now();
    for (const { session: other, since } of this.#sessions.values()) {
      if (other === session || other.remoteId !== session.remoteId || !other.isMember) continue;
      if (now - since < atOnce && bySmaller(other) && !bySmaller(session)) return session.close('There is another connection.');
      other.close('There is a newer connection.');
    }
    if (this.#presence !== null) session.present(this.#presence);
    this.#stateChanged();
  }

  /** The devices that are connected. */
  talks(): SyncSession[] {
    return [...this.#sessions.values()].flatMap(({ session }) => (session.isMember ? [session] : []));
  }

  /** Has everybody who is connected, or comes meanwhile, asked for what is sought; `null` ends that. */
  seek(search: ChangeSearch | null): void {
    this.#search = search;
    for (const session of this.talks()) search?.ask(session);
  }

  /** Ends the connections of those who have not the same; the network makes them again at once. Gives how many these are. */
  beginAnew(): number {
    const unequal = new Set(this.live().peers.flatMap(({ deviceId, inSync }) => (inSync ? [] : [deviceId])));
    const sessions = this.talks().filter(({ remoteId }) => unequal.has(remoteId));
    for (const session of sessions) session.close('Everything is compared anew.');
    return sessions.length;
  }

  /** What is known about this device having been shut out; `null` while it was not. */
  get removal(): Removal | null {
    return readRemoval(this.#parts.table.setting('removed'));
  }

  #keepRemoval(removal: Removal | null): void {
    const { table, touch } = this.#parts;
    const kept = removal === null ? null : JSON.stringify(removal);
    if (kept === table.setting('removed')) return;
    table.set('removed', kept);
    touch(['sync_setting']);
  }

  #nameOf(deviceId: string): string | null {
    const members = this.#parts.store.team.membership.members();
    return members.find(({ devices }) => devices.some(({ id }) => id === deviceId))?.name ?? null;
  }

  /** The chain itself says that this device is out: somebody of the team has told it, or the person here has left. */
  #noteRemoval(): void {
    const { team, deviceId } = this.#parts.store;
    const removal = removalOf(team.entries(), team.membership, deviceId);
    if (removal === null) return;
    const by = this.#nameOf(removal.author);
    this.#keepRemoval({ by, toldBy: null, at: removal.at, left: by === this.#nameOf(deviceId) });
  }

  #toldRemoved(remoteId: string, { at, own }: Removed): void {
    const { store, table } = this.#parts;
    const teller = this.#nameOf(remoteId);
    const known = this.removal;
    // Who did it knows best, and the chain is proof.
    const isProven = store.team.membership.role(store.deviceId) === null;
    if (!isProven && (own || known === null || known.by === null)) {
      this.#keepRemoval({ by: own ? teller : null, toldBy: own ? null : teller, at, left: false });
    }
    // Who wanted to leave is out, and has told somebody.
    if (isProven) table.set('leaving', null);
    this.wish();
    this.#stateChanged();
  }

  /** Goes on to be connected until somebody has heard that this device has left. */
  leave(): void {
    this.#parts.table.set('leaving', 'yes');
    this.wish();
  }

  /** Tells the others where the person here is; `null`: nowhere, or they need not know. */
  present(on: Presence | null): void {
    this.#presence = on;
    for (const { session } of this.#sessions.values()) session.present(on);
  }

  /** Looks at the clock, and writes down what is known about others. */
  tick(): void {
    for (const { session } of this.#sessions.values()) session.tick();
    this.#giveUpParts();
    this.#writeDown();
  }

  /** Nobody goes on with what has begun to come: what is there is shown and told of as it is, and the rest will be changes like others. */
  #giveUpParts(): void {
    const { store } = this.#parts;
    if (!this.#incoming.giveUp(store.source.now())) return;
    const ids = [...store.lateRows.begun.keys()];
    store.lateRows.catchUp();
    for (const { session } of this.#sessions.values()) session.changed(ids);
  }

  /** Ends all sessions; what was still to be told is not, because the store may be closed by then. */
  close(): void {
    this.#closed = true;
    for (const { session } of this.#sessions.values()) session.close('This device stops.');
  }

  #stateChanged(): void {
    if (this.#stateScheduled) return;
    this.#stateScheduled = true;
    this.#parts.soon(() => this.#tellState());
  }

  #tellState(): void {
    this.#stateScheduled = false;
    if (this.#closed) return;
    for (const { session } of this.#sessions.values()) {
      if (session.isMember) this.#note(session);
    }
    const state = this.live();
    // Were it written later, what the other side has told by now would be said to wait for it after a cut.
    if (state.peers.some(({ inSync, deviceId }) => inSync && (this.#heard.get(deviceId)?.size ?? 0) > 0)) this.#writeDown();
    this.#parts.tell({ type: 'state', state });
  }

  /** What a session knows of documents that were changed since this was asked last is to be written down. */
  #note({ remoteId }: SyncSession): void {
    const { log } = this.#parts.store;
    const heard = this.#heard.get(remoteId) ?? new Set();
    this.#heard.set(remoteId, heard);
    const since = this.#noted.get(remoteId);
    this.#noted.set(remoteId, log.lastSeq());
    if (since === undefined) for (const { id } of log.documents()) heard.add(id);
    else for (const { documentId } of log.hashesAfter(since)) heard.add(documentId);
  }

  /** What is known at this moment. */
  live(): LiveSync {
    const joining = this.joining();
    const peers = [...this.#sessions.values()].flatMap(({ session, path }): LivePeer[] => {
      const { state, remoteId, heardAt, presence, program } = session;
      if (state === null) return [];
      const { documents, equal, coming, whole, chainEqual } = state;
      const inSync = whole && chainEqual && equal === documents;
      const at = new Date(heardAt).toISOString();
      return [{ deviceId: remoteId, path, program, heardAt: at, documents, equal, coming, inSync, at: presence }];
    });
    const waitingFor = joining === null ? null : { issuer: joining.issuer, issuerName: joining.issuerName };
    return { peers, waitingFor, refused: this.#refused, held: this.#parts.store.held };
  }

  #writeDown(): void {
    const { store, table } = this.#parts;
    const at = new Date(store.source.now()).toISOString();
    const seq = store.log.lastSeq();
    for (const { session } of this.#sessions.values()) {
      const heard = this.#heard.get(session.remoteId);
      if (heard === undefined || !session.isMember) continue;
      const equal = [...heard].filter((id) => session.isEqual(id));
      for (const id of equal) heard.delete(id);
      const documents = equal.map((documentId) => ({ documentId, heads: store.log.document(documentId)?.heads ?? [], seq, at }));
      table.keepDocuments(session.remoteId, documents);
      table.keepPeer(session.remoteId, [], new Date(session.heardAt).toISOString());
    }
  }

  /** Says how the network is to be, when that has changed. */
  wish(): void {
    const wish = this.#wished();
    const said = JSON.stringify(wish);
    if (said === this.#wish) return;
    this.#wish = said;
    this.#parts.tell({ type: 'wish', wish });
  }

  #wished(): NetworkWish {
    const { store, table } = this.#parts;
    const { membership } = store.team;
    const joining = this.joining();
    const members = membership.members().flatMap(({ devices }) => devices.filter(({ revoked }) => !revoked).map(({ id }) => id));
    const known = new Map(table.peers().map(({ deviceId, addresses }) => [deviceId, addresses]));
    const connected = new Set([...this.#sessions.values()].map(({ session }) => session.remoteId));
    const targets = members
      .filter((id) => id !== store.deviceId && !connected.has(id))
      .map((deviceId) => ({ deviceId, addresses: known.get(deviceId) ?? [] }));
    if (joining !== null && !connected.has(joining.issuer)) targets.push({ deviceId: joining.issuer, addresses: joining.addresses });
    const relays = table.setting('relays');
    const isMember = membership.role(store.deviceId) !== null;
    return {
      enabled: table.setting('enabled') === 'yes' && (isMember || joining !== null || table.setting('leaving') !== null),
      port: Number(table.setting('port') ?? 0),
      usualPort: Number(table.setting('usual-port') ?? 0),
      relays: relays === null || relays === 'none' || relays === 'default' ? (relays ?? 'none') : relays.split(' '),
      discovery: table.setting('discovery') !== 'no',
      workspaceId: membership.workspaceId,
      targets,
    };
  }
}
