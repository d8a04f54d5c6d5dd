// What people do about who belongs to the workspace and about sync, carried out beside the sessions.
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { PeerTable } from '#electron/engine/store/peer-table.ts';
import type { Member } from '#electron/engine/team/membership.ts';
import type { ActDraft, Role } from '#electron/engine/team/membership-entry.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { JobArgs, JobValue } from '#shared/contract/job.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import type { teamJobs } from '#shared/contract/team.ts';
import { fingerprint } from './fingerprint.ts';
import { readInvitation, workspaceTag, writeInvitation } from './invitation.ts';
import { invitationQr } from './invitation-qr.ts';
import type { SyncCenter } from './sync-center.ts';
import type { SyncStore } from './sync-store.ts';

type TeamJobName = keyof typeof teamJobs;
type Answer<Name extends TeamJobName> = Result<JobValue<Name>, Problem>;

/** A device that had shut itself out would exchange nothing from then on, so that nobody would ever hear of it. */
const itself = problem(
  'invalid-argument',
  'A device does not shut itself out, because the others would not hear of it. Do it on another device of yours, or ask an owner.',
);

const nameOf = (members: readonly Member[], deviceId: string): string | undefined =>
  members.find(({ devices }) => devices.some(({ id }) => id === deviceId))?.name;

/** Why somebody of this role may not leave those `others` behind; `null` when they may. */
function refuseLeaving(role: Role, others: readonly Member[], hasHeir: boolean): Problem | null {
  if (others.length === 0) {
    return problem(
      'invalid-argument',
      'You are the only member, so nobody would be left in the team. To share nothing any more, turn sync off: sextant peer off',
    );
  }
  if (role !== 'owner' || hasHeir || others.some((other) => other.role === 'owner')) return null;
  const names = others.map(({ name }) => name).join(', ');
  const message = `You are the last owner: without one, nobody could take anybody in or shut anybody out any more. Say who is an owner from then on (${names}): sextant peer leave --owner NAME`;
  return problem('invalid-argument', message, 'ownerId');
}

/** The jobs of the contract on teams and sync, each carried out at once. */
export class SyncDesk implements Record<TeamJobName, (args: never) => Result<unknown, Problem>> {
  readonly #store: SyncStore;
  readonly #table: PeerTable;
  readonly #center: SyncCenter;
  readonly #touch: (tables: readonly string[]) => void;

  constructor(store: SyncStore, table: PeerTable, center: SyncCenter, touch: (tables: readonly string[]) => void) {
    this.#store = store;
    this.#table = table;
    this.#center = center;
    this.#touch = touch;
  }

  /** Makes the workspace one that others can be invited to. */
  'start-team'({ person, device }: JobArgs<'start-team'>): Answer<'start-team'> {
    const { team, deviceId, author, source } = this.#store;
    if (team.membership.workspaceId !== null)
      return failure(problem('duplicate', 'This workspace has a team already. Invite others to it: sextant peer invite'));
    const personId = source.newId();
    const founded = team.sign({
      act: 'found',
      person: { id: personId, name: person ?? author },
      device: { id: deviceId, name: device ?? hostname() },
      nonce: randomBytes(32).toString('hex'),
    });
    if (!founded.ok) return founded;
    this.#set('enabled', 'yes');
    return success({ personId, deviceId });
  }

  /** Makes an invitation. */
  invite({ role, personId, hours }: JobArgs<'invite'>): Answer<'invite'> {
    const { team, deviceId } = this.#store;
    const { workspaceId } = team.membership;
    if (workspaceId === null) return failure(problem('unavailable', 'This workspace has no team yet. Start one first: sextant peer start'));
    const members = team.membership.members();
    const me = members.find(({ devices }) => devices.some(({ id }) => id === deviceId));
    const other = personId === null ? null : members.find((member) => member.personId === personId && !member.revoked);
    if (other === undefined) return failure(problem('not-found', 'There is no such member.', 'personId'));
    const allowed = other === null ? me?.role === 'owner' : me !== undefined && (me.role === 'owner' || me.personId === personId);
    if (!allowed || me === undefined || me.revoked) {
      const message =
        other === null ? 'Only owners invite people. Ask one of them.' : 'Only owners and the person themselves invite a device of theirs.';
      return failure(problem('read-only', message));
    }
    if (this.#table.setting('enabled') !== 'yes')
      return failure(problem('unavailable', 'Sync is turned off for this workspace. Turn it on first: sextant peer on'));
    if (this.#center.addresses.length === 0 && this.#center.relays.length === 0) {
      const message =
        'Nobody could reach this device now. Keep the workspace open where its network is on (sextant serve), and invite from there.';
      return failure(problem('unavailable', message));
    }
    const invitation = this.#center.desk.issue(other === null ? { role } : { personId: other.personId }, hours);
    const link = writeInvitation({
      issuer: deviceId,
      invitationId: invitation.id,
      secret: invitation.secret,
      grant: other === null ? { role } : { personId: other.personId, personName: other.name },
      addresses: this.#center.addresses,
      relays: this.#center.relays,
      expires: new Date(Date.parse(invitation.expiresAt)).toISOString().replace('.000Z', 'Z'),
      workspaceName: this.#store.rows.workspace()?.name ?? '',
      issuerName: me.name,
      workspaceTag: workspaceTag(workspaceId),
    });
    this.#touch(['invitation']);
    const { size, path } = invitationQr(link);
    return success({ invitationId: invitation.id, link, expiresAt: invitation.expiresAt, qr: { size, path } });
  }

  /** Makes an invitation worth nothing. */
  'withdraw-invitation'({ invitationId }: JobArgs<'withdraw-invitation'>): Answer<'withdraw-invitation'> {
    if (!this.#table.withdraw(invitationId))
      return failure(problem('not-found', 'There is no such invitation; perhaps it was redeemed meanwhile.', 'invitationId'));
    this.#touch(['invitation']);
    return success({});
  }

  /** Redeems an invitation as soon as who issued it is reached. */
  'join-team'({ link, person, device }: JobArgs<'join-team'>): Answer<'join-team'> {
    const { team, deviceId, author, source } = this.#store;
    const read = readInvitation(link, source.now());
    if (!read.ok) return read;
    const { issuer, invitationId, secret, addresses, relays, expires, issuerName, workspaceName } = read.value;
    if (issuer === deviceId)
      return failure(problem('duplicate', 'This device made the invitation itself. Open it on the other one.', 'link'));
    const refusal = team.refuseJoin();
    if (refusal !== null) return failure(refusal);
    this.#table.set('enabled', 'yes');
    this.#center.join({
      issuer,
      issuerName,
      addresses: [...addresses],
      relays: [...relays],
      invitationId,
      secret,
      person: { id: source.newId(), name: person ?? author },
      device: device ?? hostname(),
      expires,
    });
    this.#touch(['sync_setting']);
    return success({ issuerName, workspaceName });
  }

  /** Waits no longer. */
  'cancel-join'(): Answer<'cancel-join'> {
    this.#center.cancelJoin();
    this.#touch(['sync_setting']);
    return success({});
  }

  /** Gives a person another role. */
  'set-role'({ personId, role }: JobArgs<'set-role'>): Answer<'set-role'> {
    return this.#sign({ act: 'set-role', personId, role });
  }

  /** Shuts a device out. */
  'revoke-device'({ deviceId }: JobArgs<'revoke-device'>): Answer<'revoke-device'> {
    if (deviceId === this.#store.deviceId) return failure(itself);
    return this.#sign({ act: 'revoke-device', deviceId });
  }

  /** Shuts a person out. */
  'revoke-person'({ personId }: JobArgs<'revoke-person'>): Answer<'revoke-person'> {
    const { team, deviceId } = this.#store;
    const own = team.membership.members().find(({ devices }) => devices.some(({ id }) => id === deviceId));
    if (own?.personId === personId && !own.revoked) return failure(itself);
    return this.#sign({ act: 'revoke-person', personId });
  }

  /** Leaves the team with all devices, once somebody has everything that was done here. */
  'leave-team'({ ownerId }: JobArgs<'leave-team'>): Answer<'leave-team'> {
    const { team, deviceId } = this.#store;
    // Somebody without a device has left.
    const members = team.membership.members().filter(({ devices }) => devices.some(({ revoked }) => !revoked));
    const me = members.find(({ devices }) => devices.some(({ id, revoked }) => id === deviceId && !revoked));
    if (me === undefined) return failure(problem('unavailable', 'This device belongs to no team that it could leave.'));
    const others = members.filter(({ personId }) => personId !== me.personId);
    const heir = ownerId === null ? null : others.find(({ personId }) => personId === ownerId);
    if (heir === undefined) return failure(problem('not-found', 'There is no such other member.', 'ownerId'));
    const refusal = refuseLeaving(me.role, others, heir !== null);
    if (refusal !== null) return failure(refusal);
    const told = this.#center
      .live()
      .peers.filter(({ inSync }) => inSync)
      .flatMap(({ deviceId: id }) => nameOf(others, id) ?? []);
    if (told.length === 0) {
      const message =
        'Nobody of the others is connected who has everything that was done here, so nobody would hear of it and what was done last would be lost to them. Leave when somebody is in sync: sextant peer status';
      return failure(problem('unavailable', message));
    }
    if (heir !== null && heir.role !== 'owner') {
      const given = this.#sign({ act: 'set-role', personId: heir.personId, role: 'owner' });
      if (!given.ok) return given;
    }
    const devices = me.devices.filter(({ revoked }) => !revoked).map(({ id }) => id);
    // Who is no owner signs for each device, this one last, because it may not sign any more after that.
    const acts: ActDraft[] =
      me.role === 'owner'
        ? [{ act: 'revoke-person', personId: me.personId }]
        : devices.toSorted((one) => (one === deviceId ? 1 : -1)).map((id) => ({ act: 'revoke-device', deviceId: id }));
    this.#center.leave();
    for (const act of acts) {
      const signed = this.#sign(act);
      if (!signed.ok) return signed;
    }
    return success({ told: [...new Set(told)] });
  }

  #sign(act: ActDraft): Result<Record<never, never>, Problem> {
    const signed = this.#store.team.sign(act);
    return signed.ok ? success({}) : signed;
  }

  /** Sets how this device works with others. */
  'set-sync'({ enabled, relays, discovery, port, presence }: JobArgs<'set-sync'>): Answer<'set-sync'> {
    if (enabled === true && this.#store.team.membership.workspaceId === null && this.#center.joining() === null)
      return failure(problem('unavailable', 'This workspace has no team yet. Start one first: sextant peer start', 'enabled'));
    const word = (value: boolean): string => (value ? 'yes' : 'no');
    if (relays !== undefined) this.#table.set('relays', typeof relays === 'string' ? relays : relays.join(' '));
    if (discovery !== undefined) this.#table.set('discovery', word(discovery));
    if (port !== undefined) this.#table.set('port', String(port));
    if (presence !== undefined) {
      this.#table.set('presence', word(presence));
      if (!presence) this.#center.present(null);
    }
    if (enabled !== undefined) this.#table.set('enabled', word(enabled));
    this.#center.wish();
    this.#touch(['sync_setting']);
    return success({});
  }

  #set(name: Parameters<PeerTable['set']>[0], value: string): void {
    this.#table.set(name, value);
    this.#center.wish();
    this.#touch(['sync_setting']);
  }

  /** What this device and another one show alike. */
  'compare-device'({ deviceId }: JobArgs<'compare-device'>): Answer<'compare-device'> {
    const { workspaceId } = this.#store.team.membership;
    if (workspaceId === null) return failure(problem('unavailable', 'This workspace has no team yet.'));
    return success({ fingerprint: fingerprint(workspaceId, this.#store.deviceId, deviceId) });
  }

  /** Tells the others where the person here is. */
  'set-presence'({ at }: JobArgs<'set-presence'>): Answer<'set-presence'> {
    this.#center.present(this.#table.setting('presence') === 'no' ? null : at);
    return success({});
  }
}
