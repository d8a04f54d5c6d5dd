import type { ReactNode } from 'react';
import type { PeerRow } from '#renderer/sign/sync-words.ts';
import { useNow, useToday } from '#renderer/state/today.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { DeviceRow } from './device-row.tsx';
import type { Member } from './member.ts';
import { MemberRow } from './member-row.tsx';

type Team = QueryResult<'team'>;

const heads = ['Person, device', 'Role', 'Plan compared with this device', 'Waiting', 'Last heard', 'Route', ''];

/** What a {@link MemberTable} takes. */
export interface MemberTableProps {
  readonly members: readonly Member[];
  /** Of the person at this device. */
  readonly role: Team['summary']['role'];
  readonly peers: readonly PeerRow[];
}

/** Who belongs, with their devices and how far each is; who was shut out is folded away. */
export function MemberTable({ members, role, peers }: MemberTableProps): ReactNode {
  const people = useQuery('workspace', {}).result?.summary.people ?? [];
  const today = useToday();
  const now = useNow();
  const byId = new Map(peers.map((peer) => [peer.id, peer]));
  const inside = members.filter(({ revoked }) => !revoked);
  const gone = members.flatMap((member) =>
    member.devices.filter((device) => member.revoked || device.revoked).map((device) => ({ member, device })),
  );
  return (
    <>
      <div className="team-table" role="table" aria-label="Members">
        <div className="team-head" role="row">
          {heads.map((head) => (
            <span key={head} role="columnheader" aria-label={head === '' ? 'More' : undefined}>
              {head}
            </span>
          ))}
        </div>
        {inside.map((member) => (
          <div key={member.id} className="team-member" role="rowgroup" aria-label={member.name}>
            <MemberRow member={member} role={role} people={people} peers={peers.filter(({ personId }) => personId === member.id)} />
            {member.devices
              .filter(({ revoked }) => !revoked)
              .map((device) => (
                <DeviceRow
                  key={device.id}
                  device={device}
                  member={member}
                  mayShutOut={role === 'owner' || (role !== null && member.isMe)}
                  peer={byId.get(device.id)}
                  today={today}
                  now={now}
                />
              ))}
          </div>
        ))}
      </div>
      {gone.length > 0 && (
        <details className="team-gone">
          <summary>{gone.length === 1 ? '1 device was shut out' : `${gone.length} devices were shut out`}</summary>
          <ul>
            {gone.map(({ member, device }) => (
              <li key={device.id}>
                {device.name}, {member.name}
                <span className="text-secondary">
                  {member.revoked ? ' · the person was shut out, too' : ''}
                  {device.isThis ? ' · this device' : ''}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
