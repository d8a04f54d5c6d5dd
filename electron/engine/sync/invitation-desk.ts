// Invitations of this device: issued here, and redeemed here alone, which is what makes "once" true.
import { randomBytes } from 'node:crypto';
import { Role } from '#electron/engine/team/membership-entry.ts';
import type { IssuedInvitation, PeerTable } from '#electron/engine/store/peer-table.ts';
import { isInvitationProof } from './invitation-proof.ts';
import type { InvitationRefusal } from '#shared/contract/team.ts';
import type { Redeem } from './sync-session.ts';
import type { SyncStore } from './sync-store.ts';

/** Wrong proofs after which an invitation is worth nothing. */
const mostTries = 10;

/** What an invitation gives: a role to somebody new, or another device to somebody who is in. */
export type Grant = { readonly role: Role } | { readonly personId: string };

/** The invitations of one device. */
export class InvitationDesk {
  readonly #store: SyncStore;
  readonly #table: PeerTable;

  constructor(store: SyncStore, table: PeerTable) {
    this.#store = store;
    this.#table = table;
  }

  /** Issues an invitation that holds for `hours`. */
  issue(grant: Grant, hours: number): IssuedInvitation {
    const now = this.#store.source.now();
    const invitation = {
      id: this.#store.source.newId(),
      secret: randomBytes(32).toString('hex'),
      role: 'role' in grant ? grant.role : null,
      personId: 'personId' in grant ? grant.personId : null,
      madeAt: new Date(now).toISOString(),
      // Links tell it to the second.
      expiresAt: new Date(Math.floor(now / 1000 + hours * 3600) * 1000).toISOString(),
    };
    this.#table.issue(invitation);
    return { ...invitation, tries: 0, deviceId: null };
  }

  /** Takes in whoever proves to hold an invitation, or says why not. Asked again by the same device, it is in. */
  redeem(
    remoteId: string,
    { invitation: id, proof, person, device }: Redeem,
  ): Exclude<InvitationRefusal, 'unanswered' | 'outdated'> | null {
    const invitation = this.#table.invitation(id);
    if (invitation === null) return 'unknown';
    if (!isInvitationProof(Buffer.from(proof, 'hex'), invitation.secret, remoteId, this.#store.deviceId)) {
      if (invitation.tries < mostTries) this.#table.tried(id);
      return 'wrong';
    }
    if (invitation.tries >= mostTries) return 'used';
    const { team } = this.#store;
    // The chain knows who came by it, whatever became of this table since.
    const by = team.entries().find(({ act }) => 'invitationId' in act && act.invitationId === id)?.act;
    if (by !== undefined) return 'device' in by && by.device.id === remoteId && team.membership.role(remoteId) !== null ? null : 'used';
    if (Date.parse(invitation.expiresAt) <= this.#store.source.now()) return 'expired';
    const entry =
      invitation.personId === null
        ? ({
            act: 'admit',
            person: { id: this.#freeId(person.id), name: person.name },
            role: Role.parse(invitation.role),
            device: { id: remoteId, name: device },
            invitationId: id,
          } as const)
        : ({ act: 'add-device', personId: invitation.personId, device: { id: remoteId, name: device }, invitationId: id } as const);
    if (!team.sign(entry).ok) return 'unknown';
    this.#table.redeemed(id, remoteId);
    return null;
  }

  /** The id that somebody new brings, unless a member has it, who would get another device by it. */
  #freeId(id: string): string {
    return this.#store.team.membership.members().some(({ personId }) => personId === id) ? this.#store.source.newId() : id;
  }
}
