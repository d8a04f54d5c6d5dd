// What may be asked about working with others: who belongs to the workspace, who is connected, how far everybody is.
import { z } from 'zod';
import { limit } from '#shared/plan/limit.ts';
import { IsoDate } from '#shared/plan/quantity.ts';

/** What a member may do: change who belongs too, change the plan, or read it. */
const TeamRole = z.enum(['owner', 'editor', 'viewer']);

/**
 * Why an invitation is not redeemed. `unanswered`: its issuer ended the connection without a word, as to everybody who does not prove to hold a
 * secret of its own; it is tried again. `outdated`: the team works with a newer Sextant; it is tried again, too.
 */
export const InvitationRefusal = z.enum(['unknown', 'expired', 'used', 'wrong', 'unanswered', 'outdated']);
export type InvitationRefusal = z.infer<typeof InvitationRefusal>;

const Name = z.string().trim().min(1).max(limit.name);
const Id = z.string().min(1).max(100);
/** The key of a device, which is its id. */
export const DeviceId = z.string().regex(/^[0-9a-f]{64}$/u, 'Expected the id of a device, 64 hex digits.');
const nothing = z.object({});

/** Relays: none, those of iroh's makers, or one's own. */
const Relays = z.union([
  z.enum(['none', 'default']),
  z
    .array(z.url({ protocol: /^https?$/u }).max(200))
    .min(1)
    .max(4),
]);

/** Where the person at a device is, for those who are connected; kept nowhere. */
export const Presence = z.object({
  roadmapId: Id.nullable(),
  issueId: Id.nullable(),
  field: z.string().max(50).nullable(),
  /** Place in the text of the field, in UTF-16 units. */
  cursor: z.int().min(0).nullable(),
  idle: z.boolean(),
});
export type Presence = z.infer<typeof Presence>;

/** How a connection goes: within this process, over the local network, directly over the internet, or through a relay. */
export const PeerPath = z.enum(['memory', 'local', 'direct', 'relay']);
export type PeerPath = z.infer<typeof PeerPath>;

/** The program of another device beside this one, as far as it says itself: whoever has the older one is to be brought up to date. */
export const PeerProgram = z.enum(['older', 'same', 'newer']);
export type PeerProgram = z.infer<typeof PeerProgram>;

/** Jobs on who belongs and on sync. They are no part of the plan, and none of them can be undone. */
export const teamJobs = {
  /** Makes this workspace one that others can be invited to; whoever does it is its first owner. Turns sync on. */
  'start-team': {
    args: z.object({ person: Name.optional(), device: Name.optional() }),
    value: z.object({ personId: Id, deviceId: DeviceId }),
  },
  /** Makes an invitation: a role for somebody new, or another device for the person of `personId`. */
  invite: {
    args: z.object({
      role: TeamRole.default('editor'),
      personId: Id.nullable().default(null),
      hours: z.number().min(0.1).max(720).default(24),
    }),
    value: z.object({
      invitationId: Id,
      link: z.string(),
      expiresAt: z.string(),
      /** The link for cameras: SVG path data of the dark modules, in a picture of `size` by `size`. */
      qr: z.object({ size: z.int(), path: z.string() }),
    }),
  },
  'withdraw-invitation': { args: z.object({ invitationId: Id }), value: nothing },
  /** Makes this workspace, in which nothing was done yet, the one that the link invites to, as soon as who invited is reached. */
  'join-team': {
    args: z.object({ link: z.string().min(1).max(16_384), person: Name.optional(), device: Name.optional() }),
    value: z.object({ issuerName: z.string(), workspaceName: z.string() }),
  },
  /** Waits no longer for who invited. */
  'cancel-join': { args: nothing, value: nothing },
  'set-role': { args: z.object({ personId: Id, role: TeamRole }), value: nothing },
  /** Shuts a device out, because it was lost. What it has done by now counts. */
  'revoke-device': { args: z.object({ deviceId: DeviceId }), value: nothing },
  /** Shuts a person out with all devices. What they have done by now counts. */
  'revoke-person': { args: z.object({ personId: Id }), value: nothing },
  /**
   * Leaves the team with all devices. Refused while nobody is connected who has everything that was done here. `ownerId`: who is an owner from then on, which the
   * last owner has to say.
   */
  'leave-team': { args: z.object({ ownerId: Id.nullable().default(null) }), value: z.object({ told: z.array(z.string()) }) },
  /** How this device works with others; an absent field stays as it is. */
  'set-sync': {
    args: z.object({
      enabled: z.boolean().optional(),
      relays: Relays.optional(),
      discovery: z.boolean().optional(),
      port: z.int().min(0).max(65_535).optional(),
      presence: z.boolean().optional(),
    }),
    value: nothing,
  },
  /** A number that this device and another one show alike when they talk to each other and to nobody in between. */
  'compare-device': { args: z.object({ deviceId: DeviceId }), value: z.object({ fingerprint: z.string() }) },
  /** Tells those who are connected where the person here is; `null` tells them nothing any more. */
  'set-presence': { args: z.object({ at: Presence.nullable() }), value: nothing },
} as const;

/** A device of a member. */
const TeamDevice = z.object({
  id: DeviceId,
  name: z.string(),
  revoked: z.boolean(),
  isThis: z.boolean(),
});

/** Queries on who belongs and on sync. */
export const teamQueries = {
  /** Who belongs, in the order in which they were taken in. */
  team: {
    args: z.object({}),
    summary: z.object({
      /** `null` while the workspace is one person's alone. */
      workspaceId: z.string().nullable(),
      deviceId: DeviceId,
      /** Who has this device; `null` when it does not belong to a team, or not any more. */
      personId: Id.nullable(),
      role: TeamRole.nullable(),
      /** What the person and this device are called unless they say otherwise. */
      called: z.object({ person: z.string(), device: z.string() }),
      invitations: z.array(
        z.object({ id: Id, role: TeamRole.nullable(), personId: Id.nullable(), madeAt: z.string(), expiresAt: z.string() }),
      ),
    }),
    row: z.object({ id: Id, name: z.string(), role: TeamRole, revoked: z.boolean(), isMe: z.boolean(), devices: z.array(TeamDevice) }),
  },
  /** How far this device and the others are, a row for each other device of the team. */
  'sync-status': {
    /** `today`: the day here, so that the sentence can say "since Tuesday". */
    args: z.object({ today: IsoDate.nullable().default(null) }),
    summary: z.object({
      /** Sync is turned on for this workspace on this device. */
      enabled: z.boolean(),
      relays: Relays,
      discovery: z.boolean(),
      presence: z.boolean(),
      port: z.int(),
      /** Where this device can be reached, as `host:port`; empty while it cannot. */
      addresses: z.array(z.string()),
      /** Why the network does not work; `null` when it does, or is off. */
      trouble: z.string().nullable(),
      /** Whom an invitation makes this device wait for. */
      waitingFor: z.string().nullable(),
      /** Why the last invitation was refused. */
      refused: InvitationRefusal.nullable(),
      /** How many changes came that wait for this Sextant to be brought up to date, because they build on what a newer one made. */
      held: z.int(),
      /** This device does not belong to the team any more, as its chain says or somebody of the team has told it. */
      removed: z
        .object({
          /** Who did it, if that is known. */
          by: z.string().nullable(),
          /** Who told of it, where nothing proves it. */
          toldBy: z.string().nullable(),
          at: z.string(),
          /** The person here has left. */
          left: z.boolean(),
        })
        .nullable(),
      /** For people, and never more than is known. */
      sentence: z.string(),
    }),
    row: z.object({
      id: DeviceId,
      device: z.string(),
      personId: Id,
      person: z.string(),
      connected: z.boolean(),
      path: PeerPath.nullable(),
      /** Whether it has an older or a newer Sextant than this one; `null` while it is not connected. */
      program: PeerProgram.nullable(),
      /** When it was heard last; `null` when never. */
      heardAt: z.string().nullable(),
      /** Both have told everything they have, and it is the same. Only ever true of a device that is connected. */
      inSync: z.boolean(),
      /** Documents of either side, and how many are known to be the same on both; `null` while it is not connected. */
      documents: z.int().nullable(),
      equal: z.int().nullable(),
      /** Changes of which this device does not know that the other has them, and since when. */
      waiting: z.int(),
      waitingSince: z.string().nullable(),
      /** How much of a document that comes as a whole is here, from 0 to 1; `null` when none comes. */
      coming: z.number().nullable(),
      at: Presence.nullable(),
    }),
  },
} as const;
