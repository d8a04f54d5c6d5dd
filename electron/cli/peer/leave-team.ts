import type { Call, Report } from '../call.ts';
import { findMember } from '../lookup/find-member.ts';
import { take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';
import { firstAnswer, patience } from './first-answer.ts';
import { stayConnected } from './stay-connected.ts';
import { teamOf } from './team-action.ts';

/** How long it is waited for somebody to be in sync, and then for the others to hear of it, in seconds. */
const wait = { sync: 10, heard: 5 } as const;

/** `peer leave [--owner NAME]`: this person's devices exchange nothing with the team from then on. */
export async function leaveTeam(call: Call): Promise<Report> {
  const owner = call.flags.text('owner');
  const { connection, lost } = await stayConnected(call);
  const { rows } = await teamOf(connection);
  const ownerId = owner === null ? null : findMember(rows, owner).id;
  call.progress('Looking for somebody who has everything that was done here');
  const meeting = patience(null, lost, wait.sync);
  await firstAnswer(
    connection,
    'sync-status',
    (status) => status.rows.length === 0 || status.rows.some(({ inSync }) => inSync) || null,
    meeting.ended,
  );
  meeting.end();
  const { told } = take(await connection.run('leave-team', { ownerId }));
  const hearing = patience(null, lost, wait.heard);
  await firstAnswer(connection, 'sync-status', (status) => status.rows.every(({ connected }) => !connected) || null, hearing.ended);
  hearing.end();
  const stays =
    'The plan as it is stays here; nothing is shared any more. To go on with it alone, export it and import it into a new workspace.';
  return {
    json: { told },
    text: () => safeLine(`You have left the team, and ${told.join(', ')} heard of it. ${stays}`),
    hint: 'sextant export json plan.json',
  };
}
