// An invitation as it is handed over: a link that names the device which issued it, where that device is, and a secret.
//
// Link: `sextant://join/` and, as base64url, the version (1 byte), the start of the SHA-256 of the rest (4 bytes), and JSON: a list,
// so that the link is short enough for a QR code. The check bytes tell a link that was cut or retyped from one that is not ours.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { Role } from '#electron/engine/team/membership-entry.ts';

const version = 1;
/** Longest content of a link, in bytes; what does not fit of addresses and relays is left out. */
const most = 1000;
/** Longest text in which a link is looked for; a mail with a link in it is no longer. */
const longestText = 16_384;
/** In characters. Names are for people to read, the full ones come with the workspace. */
const longestName = 40;
const checkLength = 4;

const Hash = z.string().regex(/^[0-9a-f]{64}$/u);
const Id = z.string().regex(/^[!-~]{1,64}$/u);
/** A name as an invitation says it. It comes from a stranger and is shown in terminals, so nothing in it may steer one. */
const Name = z.string().regex(/^(?!\s)\P{C}{1,40}(?<!\s)$/u);
const Address = z
  .string()
  .max(100)
  .regex(/^(?:\[[\da-f:.]+(?:%[\w.-]+)?\]|[\da-z](?:[\da-z.-]*[\da-z])?):[1-9]\d{0,4}$/iu)
  .refine((address) => Number(address.slice(address.lastIndexOf(':') + 1)) <= 65_535);
const Relay = z.url({ protocol: /^https?$/u }).max(200);

const Invitation = z.strictObject({
  issuer: Hash,
  invitationId: Id,
  secret: Hash,
  grant: z.union([z.strictObject({ role: Role }), z.strictObject({ personId: Id, personName: Name })]),
  addresses: z.array(Address).max(16),
  relays: z.array(Relay).max(4),
  expires: z.iso.datetime({ precision: 0 }),
  workspaceName: Name,
  issuerName: Name,
  workspaceTag: z.string().regex(/^[0-9a-f]{16}$/u),
});

/** What an invitation says. Whoever reads it knows the secret, so it is shown to nobody but the person who is invited. */
export interface Invitation {
  /** Hex key of the device that issued it and with which alone it can be redeemed. */
  readonly issuer: string;
  /** By which name the issuer knows it. */
  readonly invitationId: string;
  /** 32 random bytes in hex: proves that the link was received (see `proveInvitation`). */
  readonly secret: string;
  /** What it gives: a role to somebody new, or another device to somebody who is in. */
  readonly grant: { readonly role: Role } | { readonly personId: string; readonly personName: string };
  /** Where the issuer was reachable, as `host:port`, the likeliest first. */
  readonly addresses: readonly string[];
  /** URLs of the relays at which the issuer can be found. */
  readonly relays: readonly string[];
  /** ISO instant, to the second, from which on it is refused. */
  readonly expires: string;
  readonly workspaceName: string;
  readonly issuerName: string;
  /** Which workspace, for a device that may have it already: 16 hex digits (see `workspaceTag`). */
  readonly workspaceTag: string;
}

/** Names a workspace without giving away its id: the start of its hash, 16 hex digits. */
export function workspaceTag(workspaceId: string): string {
  return createHash('sha256').update(`sextant workspace tag 1\0${workspaceId}`).digest('hex').slice(0, 16);
}

const checkOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest().subarray(0, checkLength);
const toText = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');
const toHex = (text: string): string => Buffer.from(text, 'base64url').toString('hex');

function shorten(name: string): string {
  const characters = [...name.replaceAll(/\p{C}/gu, ' ').trim()];
  const short = characters.length > longestName ? `${characters.slice(0, longestName - 1).join('')}…` : characters.join('');
  return short === '' ? '?' : short;
}

function contentOf(invitation: Invitation): Buffer {
  const { grant } = invitation;
  return Buffer.from(
    JSON.stringify([
      toText(invitation.issuer),
      invitation.invitationId,
      toText(invitation.secret),
      'role' in grant ? grant.role : [grant.personId, shorten(grant.personName)],
      invitation.addresses,
      invitation.relays,
      Date.parse(invitation.expires) / 1000,
      shorten(invitation.workspaceName),
      shorten(invitation.issuerName),
      toText(invitation.workspaceTag),
    ]),
  );
}

/**
 * The link of an invitation, at most 1,400 characters. Names are cut to 40 characters; where addresses and relays are too many for a
 * link, the last addresses are left out, and then relays. @throws when what is to be said is not of the form of an invitation.
 */
export function writeInvitation(invitation: Invitation): string {
  const { addresses, relays } = invitation;
  let fitted: Invitation = { ...invitation, addresses: addresses.slice(0, 16), relays: relays.slice(0, 4) };
  while (contentOf(fitted).length > most && fitted.addresses.length + fitted.relays.length > 0) {
    const { addresses: left } = fitted;
    fitted = left.length > 0 ? { ...fitted, addresses: left.slice(0, -1) } : { ...fitted, relays: fitted.relays.slice(0, -1) };
  }
  const content = contentOf(fitted);
  const read = readContent(content);
  if (!read.success || content.length > most) throw new Error('Expected an invitation that fits the form of one.');
  return `sextant://join/${Buffer.concat([Buffer.of(version), checkOf(content), content]).toString('base64url')}`;
}

const Encoded = z.string().max(100);
const Content = z
  .tuple([
    Encoded.transform(toHex),
    Id,
    Encoded.transform(toHex),
    z.union([Role.transform((role) => ({ role })), z.tuple([Id, Name]).transform(([personId, personName]) => ({ personId, personName }))]),
    z.array(Address),
    z.array(Relay),
    // Up to the year 9999.
    z.int().min(0).max(253_402_300_799),
    Name,
    Name,
    Encoded.transform(toHex),
  ])
  .transform(([issuer, invitationId, secret, grant, addresses, relays, expires, workspaceName, issuerName, tag]) => ({
    issuer,
    invitationId,
    secret,
    grant,
    addresses,
    relays,
    expires: new Date(expires * 1000).toISOString().replace('.000', ''),
    workspaceName,
    issuerName,
    workspaceTag: tag,
  }))
  .pipe(Invitation);

function readContent(content: Uint8Array): z.ZodSafeParseResult<Invitation> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    json = null;
  }
  return Content.safeParse(json);
}

/**
 * Reads the invitation in what somebody pasted: mail programs break lines, quote and put brackets around links.
 * @param now - the reader's clock in ms since 1970, by which an expired invitation is refused before anybody is asked.
 */
export function readInvitation(text: string, now: number): Result<Invitation, Problem> {
  const refuse = (message: string): Result<Invitation, Problem> => failure(problem('invalid-argument', message, 'invitation'));
  if (text.length > longestText) return refuse(`Expected an invitation link, but got ${text.length} characters. Paste the link only.`);
  const bare = text.replaceAll(/[\s\p{Cf}"'`<>„“”‚‘’«»=]/gu, '');
  const [, code, rest] = /sextant:(?:\/\/)?join[/:]?([\w-]*)(.*)$/iu.exec(bare) ?? [];
  if (code === undefined) return refuse('Expected an invitation link, which begins with sextant://join/. Copy the whole link.');
  const incomplete = 'This invitation link is incomplete or was altered on the way. Copy the whole link again, or ask for a new one.';
  const bytes = Buffer.from(code, 'base64url');
  if (bytes.toString('base64url') !== code || !/^[).,;:!?\]]*$/u.test(rest ?? '')) return refuse(incomplete);
  const [found] = bytes;
  if (found === undefined) return refuse(incomplete);
  if (found !== version) {
    return refuse(
      `This invitation has the form ${found}, this version of Sextant reads ${version}. Bring both devices to the same version.`,
    );
  }
  const content = bytes.subarray(1 + checkLength);
  if (content.length > most || !checkOf(content).equals(bytes.subarray(1, 1 + checkLength))) return refuse(incomplete);
  const read = readContent(content);
  if (!read.success) return refuse('This invitation link does not hold what an invitation must say. Ask for a new one.');
  const { expires, issuerName } = read.data;
  if (now >= Date.parse(expires)) {
    const clock = new Date(now).toISOString();
    return refuse(`This invitation expired at ${expires}; the clock of this device says ${clock}. Ask ${issuerName} for a new one.`);
  }
  return success(read.data);
}
