// What `sextant peer` does about who belongs to the team: each action asks the engine once and says what has come of it.
import { hostname } from 'node:os';
import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import type { Call, Report } from '../call.ts';
import { findMember, findMemberOrDevice, type Member, deviceText } from '../lookup/find-member.ts';
import { wallClock } from '../lookup/find-view.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';

type Team = QueryResult<'team'>;

/** What members may be. */
export const roles = ['owner', 'editor', 'viewer'] as const;

/** A role with its article: `an editor`. */
export function roleText(role: Member['role']): string {
  return role === 'viewer' ? 'a viewer' : `an ${role}`;
}

/** Who belongs to the team. @throws {Refusal} while there is none. */
export async function teamOf(connection: Connection): Promise<Team> {
  const team = take(await connection.query('team', {}));
  if (team.summary.workspaceId !== null) return team;
  throw new Refusal(1, problem('unavailable', 'This workspace has no team yet. Start one first: sextant peer start'));
}

function said(json: object, text: string, hint: string | null): Report {
  return { json, text: () => safeLine(text), hint };
}

/** `peer id`. */
export async function deviceIdOf(call: Call): Promise<Report> {
  const { summary } = take(await (await call.open()).query('team', {}));
  return { json: { deviceId: summary.deviceId }, text: () => summary.deviceId, hint: null };
}

/** `peer start`. */
export async function startTeam(call: Call): Promise<Report> {
  const [person, device] = [call.flags.text('name'), call.flags.text('device')];
  const connection = await call.open();
  const started = take(
    await connection.run('start-team', { ...(person === null ? {} : { person }), ...(device === null ? {} : { device }) }),
  );
  const { rows } = await teamOf(connection);
  const me = rows.find(({ isMe }) => isMe)?.name ?? '';
  return said(
    { ...started, person: me, device: device ?? hostname() },
    `This workspace has a team now: ${me}, its owner, with the device ${device ?? hostname()}.`,
    'Take somebody in: sextant peer invite. Keep the workspace open meanwhile, in the app or with: sextant serve',
  );
}

function memberLine({ name, role, revoked, isMe, devices }: Member): string[] {
  const own = devices.map((device) => `${deviceText(device)}${device.isThis ? ', this one' : ''}${device.revoked ? ', revoked' : ''}`);
  return [isMe ? `${name} (you)` : name, revoked ? 'revoked' : role, own.join('; ')];
}

/** `peer list`. */
export async function listMembers(call: Call): Promise<Report> {
  const { summary, rows } = take(await (await call.open()).query('team', {}));
  const { invitations } = summary;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return {
    json: { ...summary, members: rows },
    text: (paint, columns) =>
      rows.length === 0
        ? 'This workspace is yours alone.'
        : [
            table([{ head: 'Member' }, { head: 'Role' }, { head: 'Devices', flexible: true }], rows.map(memberLine), paint, columns),
            ...invitations.map(({ id, role, personId, expiresAt }) =>
              safeLine(
                `Invitation ${id}: ${role === null ? `another device of ${names.get(personId ?? '') ?? 'a member'}` : roleText(role)}, until ${wallClock(expiresAt)}`,
              ),
            ),
          ].join('\n'),
    hint: rows.length === 0 ? 'Begin to share it: sextant peer start' : 'How far everybody is: sextant peer status',
  };
}

/** `peer withdraw INVITATION`. */
export async function withdrawInvitation(call: Call, [given = '']: readonly string[]): Promise<Report> {
  const connection = await call.open();
  const { summary } = await teamOf(connection);
  const found = summary.invitations.filter(({ id }) => id.startsWith(given));
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const message = `"${given}" means ${found.length === 0 ? 'no' : String(found.length)} open invitations. See them with: sextant peer list`;
    const ids = summary.invitations.map(({ id }) => id);
    throw new Refusal(1, problem(only === undefined ? 'not-found' : 'ambiguous', message, given, ids));
  }
  take(await connection.run('withdraw-invitation', { invitationId: only.id }));
  return said({ invitationId: only.id }, `The invitation ${only.id} is worth nothing any more.`, null);
}

/** `peer role NAME ROLE`. */
export async function changeRole(call: Call, [name = '', word = '']: readonly string[]): Promise<Report> {
  const role = roles.find((known) => known === word.toLowerCase());
  if (role === undefined) throw misuse(`A role is ${roles.join(', ')}, but got "${word}".`, word, [...roles]);
  const connection = await call.open();
  const member = findMember((await teamOf(connection)).rows, name);
  take(await connection.run('set-role', { personId: member.id, role }));
  return said(
    { personId: member.id, name: member.name, role, before: member.role },
    member.role === role
      ? `${member.name} is ${roleText(role)} already.`
      : `${member.name} is ${roleText(role)} now, and was ${roleText(member.role)}.`,
    null,
  );
}

/** `peer revoke NAME|DEVICE`. */
export async function revokeNamed(call: Call, [given = '']: readonly string[]): Promise<Report> {
  const connection = await call.open();
  const { member, device } = findMemberOrDevice((await teamOf(connection)).rows, given);
  const hint = 'It holds on each device as soon as that has heard of it: sextant peer status';
  if (device !== null) {
    take(await connection.run('revoke-device', { deviceId: device.id }));
    return said(
      { personId: member.id, name: member.name, deviceId: device.id, device: device.name },
      `The device ${deviceText(device)} of ${member.name} is shut out. What it has done by now counts; what it has, it keeps. ${member.name} stays ${roleText(member.role)}.`,
      hint,
    );
  }
  take(await connection.run('revoke-person', { personId: member.id }));
  return said(
    { personId: member.id, name: member.name, deviceId: null, device: null },
    `${member.name} is shut out, with ${member.devices.map(deviceText).join(', ')}. What they have done by now counts; what they have, they keep.`,
    hint,
  );
}
