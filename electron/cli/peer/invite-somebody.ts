import { problem } from '#shared/contract/problem.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import type { Call, Report } from '../call.ts';
import { findMember } from '../lookup/find-member.ts';
import { wallClock } from '../lookup/find-view.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';
import { fingerprintOf } from './compare-device.ts';
import { firstAnswer, patience } from './first-answer.ts';
import { handOverByCode } from './hand-over-by-code.ts';
import { type Connected, stayConnected } from './stay-connected.ts';
import { roles, roleText, teamOf } from './team-action.ts';

type Team = QueryResult<'team'>;

/** How long the network may take to say where this device is, in seconds. */
const networkTime = 10;

/** A link says where this device is, so it waits until that is known. @throws {Refusal} when nobody could ever redeem it. */
async function reachable({ connection, lost }: Connected): Promise<void> {
  const waiting = patience(null, lost, networkTime);
  const found = await firstAnswer(
    connection,
    'sync-status',
    ({ summary }) => (!summary.enabled || summary.addresses.length > 0 ? 'reachable' : summary.trouble),
    waiting.ended,
  );
  waiting.end();
  if (found === 'reachable') return;
  const reason = found === 'late' ? 'the engine that has this workspace open has no network' : found;
  const message = `This device cannot be reached, so nobody could redeem an invitation: ${reason}. Open the workspace in the app or with: sextant serve`;
  throw new Refusal(1, problem('unavailable', message));
}

const devicesOf = ({ rows }: Team): { person: string; id: string; name: string }[] =>
  rows.flatMap(({ name: person, devices }) => devices.map(({ id, name }) => ({ person, id, name })));

/** Stays until the invitation is redeemed, says by whom, and stays until they have all of the plan. */
async function redeemed(call: Call, { connection, lost }: Connected, invitationId: string, known: ReadonlySet<string>): Promise<void> {
  const { ended } = patience(call.host.stopped(), lost, null);
  const found = await firstAnswer(
    connection,
    'team',
    (team) => {
      if (team.summary.invitations.some(({ id }) => id === invitationId)) return null;
      return devicesOf(team).find(({ id }) => !known.has(id)) ?? 'withdrawn';
    },
    ended,
  );
  if (found === 'withdrawn') throw new Refusal(1, problem('cancelled', 'The invitation was withdrawn before anybody redeemed it.'));
  if (typeof found === 'string') {
    const message = 'Nobody has redeemed it yet; it stays good until it expires, while this workspace is open: sextant serve';
    throw new Refusal(1, problem('cancelled', message));
  }
  const fingerprint = await fingerprintOf(connection, found.id);
  const { person, id, name } = found;
  call.host.writeOutput(
    call.json
      ? `${JSON.stringify({ invitationId, redeemedBy: { person, deviceId: id, device: name }, fingerprint }, null, 2)}\n`
      : `${safeLine(`${person} has come, with the device ${name} (${id.slice(0, 8)}).`)}\n${fingerprint}\n`,
  );
  if (!call.json) call.host.writeError(`${safeLine(`${person} must see the same number: let them read it to you.`)}\n`);
  // Where no other engine has this workspace open, the plan goes over while this call lasts.
  await firstAnswer(connection, 'sync-status', ({ rows }) => rows.some((row) => row.id === id && row.inSync) || null, ended);
}

/** `peer invite`. */
export async function inviteSomebody(call: Call): Promise<Report> {
  const { flags } = call;
  const given = flags.choice('role', roles);
  const hours = flags.number('hours', { from: 0.1, to: 720 }) ?? 24;
  const whose = flags.text('for');
  if (whose !== null && given !== null)
    throw misuse('--for takes in another device of a member, with the role that they have; leave --role out.', '--role');
  const connected = await stayConnected(call);
  const { connection } = connected;
  const team = await teamOf(connection);
  const member = whose === null ? null : findMember(team.rows, whose);
  await reachable(connected);
  const role = given ?? 'editor';
  const { invitationId, link, expiresAt } = take(
    await connection.run('invite', { hours, ...(member === null ? { role } : { personId: member.id }) }),
  );
  const known = new Set(devicesOf(team).map(({ id }) => id));
  const who =
    member === null
      ? `One person, with one device, who becomes ${roleText(role)}`
      : `One more device of ${member.name}, ${roleText(member.role)}`;
  const wait = (): Promise<void> => redeemed(call, connected, invitationId, known);
  const qr = flags.isSet('qr') ? (await import('#electron/engine/terminal-qr.ts')).terminalQr(link) : null;
  return {
    json: { invitationId, link, expiresAt, role: member?.role ?? role, personId: member?.id ?? null },
    text: () =>
      [
        ...(qr === null ? [] : [qr]),
        link,
        '',
        safeLine(`${who}, until ${wallClock(expiresAt)}. Whoever has the link can redeem it: hand it over like a password.`),
        'It is redeemed with this device, so this workspace must be open here then: in the app, or with sextant serve.',
      ].join('\n'),
    hint: 'On the other device: sextant peer join LINK --workspace NEW-FOLDER',
    ...(flags.isSet('code') ? { until: handOverByCode(call, connected, link).then(wait) } : flags.isSet('wait') && { until: wait() }),
  };
}
