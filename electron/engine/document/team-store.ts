// Who belongs to the workspace, kept like everything else: entries of the membership chain lie in the log and in the journal, and
// the rows of members follow from them.
import type { ChangeLog } from '#electron/engine/store/change-log.ts';
import { membershipId } from '#electron/engine/store/change-log.ts';
import type { WriteConnection } from '#electron/engine/store/connection.ts';
import type { DeviceKey } from '#electron/engine/store/device-key.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import { isScenarioFolder } from '#electron/engine/store/scenario-place.ts';
import { isNamed } from '#electron/engine/team/named-device.ts';
import { Membership, restricts } from '#electron/engine/team/membership.ts';
import { type Act, type ActDraft, type MembershipEntry, readEntry, signEntry } from '#electron/engine/team/membership-entry.ts';
import { failure, type Result } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { Receipt } from './receipt.ts';
import { putMembers } from './member-row.ts';
import type { Heads } from './record.ts';

/** What a {@link TeamStore} works with. */
export interface TeamStoreParts {
  /** The workspace. */
  readonly folder: string;
  readonly connection: WriteConnection;
  readonly log: ChangeLog;
  readonly writer: RowWriter;
  readonly device: DeviceKey;
  /** Milliseconds since 1970. */
  now(): number;
  /** Heads of every document as it stands. */
  heads(): Heads;
  /** Makes all rows that are still to come. */
  catchUp(): void;
  /** Judges all changes by who belongs now; part of a transaction. Gives what to do when it is on disk. */
  settle(): () => void;
  /** As {@link TeamStore.join}. */
  join(entries: readonly MembershipEntry[], changes: readonly JournalChange[]): Result<Receipt, Problem>;
  /** As {@link TeamStore.refuseJoin}. */
  refuseJoin(): Problem | null;
  /** Called when entries are on disk, with the entries as they are in the log. */
  readonly onStored: (stored: readonly JournalChange[]) => void;
}

/** The entries of the membership chain in a log, in its order. */
function entriesIn(log: ChangeLog): MembershipEntry[] {
  return log.of(membershipId).flatMap((change) => {
    const read = readEntry(change);
    // What is damaged is found by the check of the store.
    return read.ok ? [read.value] : [];
  });
}

/** An entry as the log and the journal hold it. */
export function storedEntry(entry: MembershipEntry, receivedAt: string): JournalChange {
  const { hash, author, signature, bytes } = entry;
  return { documentId: membershipId, kind: 'membership', roadmapId: null, hash, deviceId: author, signature, receivedAt, bytes };
}

/** Who belongs to one workspace. */
export class TeamStore {
  readonly #parts: TeamStoreParts;
  #entries: readonly MembershipEntry[] | null = null;
  #membership: Membership | null = null;

  constructor(parts: TeamStoreParts) {
    this.#parts = parts;
  }

  /** Who belongs to the workspace; nobody while sync was never turned on. */
  get membership(): Membership {
    return (this.#membership ??= new Membership(this.entries()));
  }

  /** All entries, in the order in which they came. */
  entries(): readonly MembershipEntry[] {
    return (this.#entries ??= entriesIn(this.#parts.log));
  }

  /** Reads everything anew: the log was replaced. */
  reload(): void {
    this.#entries = null;
    this.#membership = null;
  }

  /** Why this device may not change the plan; `null` when it may. */
  refusal(): Problem | null {
    if (this.membership.workspaceId === null || isScenarioFolder(this.#parts.folder)) return null;
    const role = this.membership.role(this.#parts.device.deviceId);
    if (role === 'viewer') {
      return problem('read-only', 'You may read this workspace and not change it. An owner can make you an editor: sextant peer list');
    }
    if (role !== null) return null;
    const message =
      'This device does not belong to the team of this workspace any more, so nobody would take what it changes. Ask an owner for a new invitation, or export the plan and import it into a workspace of your own: sextant export json';
    return problem('read-only', message);
  }

  /**
   * Takes in entries, on disk when this returns; known ones are ignored. What follows upon entries that have not come is not taken,
   * nor another founding entry: a workspace stays the one that it is.
   */
  addEntries(entries: readonly MembershipEntry[]): void {
    const known = this.entries();
    const fresh = this.#placeable(entries);
    if (fresh.length === 0) return;
    const { connection, log, writer, onStored, catchUp } = this.#parts;
    catchUp();
    const at = new Date(this.#parts.now()).toISOString();
    const stored = fresh.map((entry) => storedEntry(entry, at));
    const all = [...known, ...fresh];
    const before = this.membership;
    this.#entries = all;
    this.#membership = new Membership(all);
    let settled = (): void => {};
    let done = false;
    try {
      connection.transaction(() => {
        for (const change of stored) log.append(change);
        putMembers(writer, this.membership.members());
        // Nothing else takes anything away from what is here, or gives it back.
        if (fresh.some(restricts)) settled = this.#parts.settle();
      })();
      done = true;
    } finally {
      if (!done) [this.#entries, this.#membership] = [known, before];
    }
    settled();
    onStored(stored);
  }

  /**
   * Makes the plan of a team that of this workspace, together with who belongs to it. Refused unless nothing was done here and this
   * device is a member. Stopped at any instant, it has happened or not.
   */
  join(entries: readonly MembershipEntry[], changes: readonly JournalChange[]): Result<Receipt, Problem> {
    this.#parts.catchUp();
    return this.#parts.join(entries, changes);
  }

  /** Why a team cannot be joined here; `null` while nothing was done but what begins a workspace. */
  refuseJoin(): Problem | null {
    return this.#parts.refuseJoin();
  }

  /**
   * Entries that are new and all of whose pasts are here, each after those that it follows upon. What somebody says whom no entry before it
   * speaks of can never hold, and is kept by nobody.
   */
  #placeable(entries: readonly MembershipEntry[]): MembershipEntry[] {
    const { workspaceId } = this.membership;
    const here = new Map(this.entries().map((entry) => [entry.hash, entry]));
    const left = new Map(entries.filter(({ hash }) => !here.has(hash)).map((entry) => [entry.hash, entry]));
    const founding = [...left.values()].filter(({ act, after }) => act.act === 'found' && after.length === 0);
    const [first] = founding.toSorted((one, other) => (one.hash < other.hash ? -1 : 1));
    for (const { hash } of founding) if (workspaceId !== null || hash !== first?.hash) left.delete(hash);
    const placed: MembershipEntry[] = [];
    for (let before = -1; placed.length > before;) {
      before = placed.length;
      for (const entry of left.values()) {
        if (!entry.after.every((hash) => here.has(hash)) || (entry.after.length === 0 && entry !== first)) continue;
        left.delete(entry.hash);
        if (entry !== first && !isNamed(entry, here)) continue;
        here.set(entry.hash, entry);
        placed.push(entry);
      }
    }
    return placed;
  }

  /** Says something about who belongs, in the name of this device; where it is about changes, those that are here now are what it has read. */
  sign(draft: ActDraft): Result<MembershipEntry, Problem> {
    const { folder, device, now, heads } = this.#parts;
    if (isScenarioFolder(folder)) {
      const message = 'A scenario belongs to the device on which it was made. Merge it, and sync the workspace that it was made from.';
      return failure(problem('invalid-argument', message));
    }
    const refused = draft.act === 'found' ? this.#refuseFounding(draft.device.id) : this.#refuseAct(draft);
    if (refused !== null) return failure(refused);
    const names = draft.act === 'found' || draft.act === 'set-role' || draft.act === 'revoke-device' || draft.act === 'revoke-person';
    const read = Object.fromEntries(Object.entries(heads()).map(([id, own]) => [id, [...own]]));
    const act: Act = names ? { ...draft, heads: read } : draft;
    const entry = signEntry(device, act, this.membership.heads, new Date(now()).toISOString());
    const checked = readEntry(entry);
    if (checked.ok) this.addEntries([checked.value]);
    return checked;
  }

  #refuseFounding(deviceId: string): Problem | null {
    if (this.membership.workspaceId !== null) return problem('duplicate', 'Sync is on for this workspace already.');
    return deviceId === this.#parts.device.deviceId ? null : problem('invalid-argument', 'Only the own device can found a team.', 'device');
  }

  #refuseAct(draft: Exclude<ActDraft, { act: 'found' }>): Problem | null {
    const { membership } = this;
    const { deviceId } = this.#parts.device;
    if (membership.workspaceId === null) {
      return problem(
        'unavailable',
        'Sync is not on for this workspace, so nobody else belongs to it. Turn it on first: sextant peer invite',
      );
    }
    // What the heads are does not matter to who may do what.
    const act: Act = draft.act === 'admit' || draft.act === 'add-device' ? draft : { ...draft, heads: {} };
    if (membership.allows(deviceId, act)) return leavesNoOwner(membership, act) ? problem('invalid-argument', noOwner) : null;
    const role = membership.role(deviceId);
    if (role === null) return problem('read-only', 'This device does not belong to the team, so it decides nothing about it.');
    return role === 'owner'
      ? refuseToOwner(membership, act)
      : problem(
          'read-only',
          `Only owners do this, and you are ${role === 'editor' ? 'an editor' : 'a viewer'}. You may add and shut out devices of your own.`,
        );
  }
}

const noOwner = 'Nobody could change who belongs to the team any more. Make somebody else an owner first: sextant peer role NAME owner';

/** Whether an act would take the last owner from a team that has one. */
function leavesNoOwner(membership: Membership, act: Act): boolean {
  const owners = membership.members().filter(({ role, revoked }) => role === 'owner' && !revoked);
  const stays = owners.filter(({ personId, devices }) => {
    if (act.act === 'set-role') return personId !== act.personId || act.role === 'owner';
    if (act.act === 'revoke-person') return personId !== act.personId;
    return devices.some(({ id, revoked }) => !revoked && (act.act !== 'revoke-device' || id !== act.deviceId));
  });
  return owners.length > 0 && stays.length === 0;
}

/** Why an owner may not do what an act does: it fits none of the members. */
function refuseToOwner(membership: Membership, act: Act): Problem {
  const members = membership.members();
  const device = act.act === 'admit' || act.act === 'add-device' ? act.device : null;
  if (device !== null && membership.role(device.id) !== null) {
    return problem('duplicate', `The device ${device.id.slice(0, 16)} belongs to the team already.`, 'device');
  }
  if (act.act === 'admit') return problem('duplicate', `${act.person.name} belongs to the team already.`, 'person');
  if (act.act === 'revoke-device')
    return problem('not-found', `No device ${act.deviceId.slice(0, 16)} ever belonged to the team.`, 'deviceId');
  const names = members.filter(({ revoked }) => !revoked).map(({ name }) => name);
  return problem('not-found', `Nobody of that id belongs to the team; those who do: ${names.join(', ')}.`, 'personId');
}
