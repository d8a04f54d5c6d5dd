import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import type { InvitationRefusal } from '#shared/contract/team.ts';
import type { Call, Report } from '../call.ts';
import { Refusal, take } from '../refusal.ts';
import { percentText } from '../terminal/quantity.ts';
import { safeLine } from '../terminal/text-width.ts';
import { fingerprintOf } from './compare-device.ts';
import { firstAnswer, patience, type Ending } from './first-answer.ts';
import { givenLink } from './hand-over-by-code.ts';
import { stayConnected } from './stay-connected.ts';
import { roleText, teamOf } from './team-action.ts';

/** Why an invitation is not redeemed, and what to do about it. */
function refusalText(reason: InvitationRefusal, issuer: string): string {
  const ask = `Ask ${issuer} for a new one.`;
  switch (reason) {
    case 'unknown':
      return `${issuer} knows nothing of this invitation, or has withdrawn it. ${ask}`;
    case 'expired':
      return `This invitation has expired. ${ask}`;
    case 'used':
      return `This invitation has been used by another device, and takes in one only. If that was not you, tell ${issuer}. ${ask}`;
    case 'wrong':
      return `${issuer} did not recognise this invitation. Copy the whole link again, or ask for a new one.`;
    case 'outdated':
      return `${issuer} has a newer Sextant than this one. Bring this one up to date; the invitation is tried again whenever this workspace is open: sextant serve`;
    case 'unanswered':
      return `${issuer} was reached and ended the connection without a word: the invitation may have been withdrawn, or the link altered. ${ask} It is tried again whenever this workspace is open: sextant serve`;
  }
}

type Outcome = 'joined' | 'gone' | InvitationRefusal;

/** Waits until this workspace is the team's, or why it will not be. */
async function admitted(connection: Connection, ended: Promise<Ending>): Promise<Outcome | Ending> {
  const joined = firstAnswer(connection, 'team', ({ summary }) => (summary.role === null ? null : 'joined'), ended);
  const refused = firstAnswer(
    connection,
    'sync-status',
    ({ summary }) => {
      if (summary.refused !== null) return summary.refused;
      return summary.waitingFor === null ? 'settled' : null;
    },
    ended,
  );
  const first = await Promise.race([joined, refused]);
  if (first !== 'settled') return first;
  // It waits for nobody any more: it was let in, or somebody has given it up.
  const { summary } = take(await connection.query('team', {}));
  return summary.role === null ? 'gone' : 'joined';
}

/** Waits until a device has all that another one has; answers which. */
function synced(call: Call, connection: Connection, ended: Promise<Ending>): Promise<{ deviceId: string; person: string } | Ending> {
  return firstAnswer(
    connection,
    'sync-status',
    ({ rows }) => {
      const found = rows.find(({ inSync }) => inSync);
      if (found !== undefined) return { deviceId: found.id, person: found.person };
      const from = rows.find(({ connected }) => connected);
      if (from === undefined) call.progress('The connection is lost; it is tried again …');
      else {
        const part = from.coming === null ? '' : `, ${percentText(from.coming)} of the next`;
        call.progress(`${from.equal ?? 0} of ${from.documents ?? 0} documents from ${from.person}${part} …`);
      }
      return null;
    },
    ended,
  );
}

/** `peer join LINK|CODE`. */
export async function joinTeam(call: Call, [given = '']: readonly string[]): Promise<Report> {
  const [person, device] = [call.flags.text('name'), call.flags.text('device')];
  const { connection, lost } = await stayConnected(call);
  const link = await givenLink(call, connection, given);
  const named = { ...(person === null ? {} : { person }), ...(device === null ? {} : { device }) };
  const { issuerName, workspaceName } = take(await connection.run('join-team', { link, ...named }));
  const { ended } = patience(call.host.stopped(), lost, null);
  const waits = `Waiting for ${issuerName}, with whose device the invitation is redeemed …`;
  if (call.host.errorIsTerminal) call.progress(waits);
  else if (!call.json) call.host.writeError(`${safeLine(waits)}\n`);
  const outcome = await admitted(connection, ended);
  if (outcome === 'gone') throw new Refusal(1, problem('cancelled', 'Somebody has given up this invitation here, meanwhile.'));
  if (outcome === 'stopped' || outcome === 'late') {
    const message = `Not joined yet: ${issuerName} was not reached. It goes on whenever this workspace is open: sextant serve`;
    throw new Refusal(1, problem('cancelled', message));
  }
  if (outcome !== 'joined') throw new Refusal(1, problem('unavailable', refusalText(outcome, issuerName), 'LINK', [outcome]));
  const from = await synced(call, connection, ended);
  if (typeof from === 'string') {
    const message = `This workspace is that of ${workspaceName} now, but not everything has come yet. It goes on whenever it is open: sextant serve`;
    throw new Refusal(1, problem('cancelled', message));
  }
  const { summary, rows } = await teamOf(connection);
  const fingerprint = await fingerprintOf(connection, from.deviceId);
  const me = rows.find(({ isMe }) => isMe)?.name ?? '';
  const { workspaceId, personId, role } = summary;
  return {
    json: { workspaceId, workspaceName, personId, person: me, role, from, fingerprint },
    text: () =>
      [
        safeLine(`${me}, you belong to ${workspaceName} now, as ${role === null ? 'nothing' : roleText(role)}. All of the plan is here.`),
        fingerprint,
      ].join('\n'),
    hint: `${from.person} must see the same number. Keep it in sync: open it in the app, or with sextant serve`,
  };
}
