import type { Connection } from '#shared/contract/connection.ts';
import type { Call } from '../call.ts';
import { take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';
import { type PeerEvent, type PeerMoment, peerEvents } from './peer-event.ts';

/** A peer at work. */
export interface StayingPeer {
  /** As it was at the start. */
  readonly moment: PeerMoment;
  /** Logs no more. */
  end(): void;
}

/** Writes one event as one line of JSON to stderr. */
function logTo(call: Call): (event: PeerEvent) => void {
  return (event) => call.host.writeError(`${safeLine(JSON.stringify({ at: new Date().toISOString(), ...event }))}\n`);
}

async function lookAt(connection: Connection): Promise<PeerMoment> {
  const team = take(await connection.query('team', {}));
  return { team: team.summary, sync: take(await connection.query('sync-status', {})) };
}

/** Sees to it that an open workspace is synced with its team, and logs what happens to that. */
export async function stayPeer(call: Call, connection: Connection): Promise<StayingPeer> {
  const log = logTo(call);
  const found = await lookAt(connection);
  // Whoever starts a peer wants it to sync, whatever was set before.
  if (!found.sync.summary.enabled && found.team.workspaceId !== null) take(await connection.run('set-sync', { enabled: true }));
  const moment = await lookAt(connection);
  const { deviceId, workspaceId, role } = moment.team;
  log({ event: 'started', device: deviceId, folder: call.folder, team: workspaceId !== null, role });
  let last: PeerMoment | null = null;
  const tell = (now: PeerMoment): void => {
    for (const event of peerEvents(last, now)) log(event);
    last = now;
  };
  tell(moment);
  const endings = [
    connection.subscribe('team', {}, (answer) => {
      if (answer.ok) tell({ ...(last ?? moment), team: answer.value.summary });
    }),
    connection.subscribe('sync-status', {}, (answer) => {
      if (answer.ok) tell({ ...(last ?? moment), sync: answer.value });
    }),
  ];
  return {
    moment,
    end() {
      for (const end of endings) end();
      log({ event: 'stopped' });
    },
  };
}
