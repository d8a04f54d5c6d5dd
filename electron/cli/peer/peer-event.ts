import type { QueryResult } from '#shared/contract/query.ts';

/** What is known of the team and of the other devices at one moment. */
export interface PeerMoment {
  readonly team: QueryResult<'team'>['summary'];
  readonly sync: QueryResult<'sync-status'>;
}

/** One line of a peer's log: what happened, and what belongs to it. Never a secret, never a word of the plan. */
export interface PeerEvent {
  readonly event: string;
  readonly [fact: string]: unknown;
}

type Device = QueryResult<'sync-status'>['rows'][number];

const named = ({ id, person }: Device): { device: string; person: string } => ({ device: id, person });

/** What happened to one device between two moments; it may have come or gone. */
function deviceEvents(before: Device | undefined, now: Device | undefined): PeerEvent[] {
  const happened: PeerEvent[] = [];
  const [was, is] = [before?.connected === true, now?.connected === true];
  if (is && now !== undefined && (!was || before?.path !== now.path)) happened.push({ event: 'connected', ...named(now), path: now.path });
  if (is && now?.inSync === true && before?.inSync !== true) happened.push({ event: 'synced', ...named(now) });
  const program = now?.program ?? 'same';
  if (is && now !== undefined && program !== 'same' && program !== before?.program)
    happened.push({ event: `${program}-sextant`, ...named(now) });
  if (was && !is && before !== undefined) happened.push({ event: 'disconnected', ...named(before), waiting: now?.waiting ?? 0 });
  return happened;
}

function teamEvents(before: PeerMoment | null, { team, sync: { summary } }: PeerMoment): PeerEvent[] {
  const happened: PeerEvent[] = [];
  const waits = summary.waitingFor;
  if (team.workspaceId === null) {
    const waited = before?.sync.summary.waitingFor ?? null;
    if (waits !== null && waits !== waited) happened.push({ event: 'waiting', person: waits });
    if (waits === null && (before === null || waited !== null)) happened.push({ event: 'not-invited' });
  } else if (before !== null && before.team.role !== team.role) {
    happened.push(team.role === null ? { event: 'shut-out' } : { event: 'joined', role: team.role });
  }
  const { removed } = summary;
  if (removed !== null && before !== null && before.sync.summary.removed === null && before.team.role === team.role) {
    happened.push({ event: 'shut-out', by: removed.by, at: removed.at });
  }
  if (summary.refused !== null && summary.refused !== before?.sync.summary.refused) {
    happened.push({ event: 'refused', reason: summary.refused });
  }
  return happened;
}

function networkEvents(before: PeerMoment | null, { sync: { summary } }: PeerMoment): PeerEvent[] {
  const happened: PeerEvent[] = [];
  const [was, is] = [before?.sync.summary.trouble ?? null, summary.trouble];
  if (is !== null && is !== was) happened.push({ event: 'trouble', reason: is });
  if (is === null && was !== null) happened.push({ event: 'recovered' });
  const { addresses } = summary;
  if (addresses.length > 0 && addresses.join() !== (before?.sync.summary.addresses ?? []).join()) {
    happened.push({ event: 'reachable', addresses });
  }
  return happened;
}

/** What happened between two moments, `null` being the time before the start, in the words of a peer's log. */
export function peerEvents(before: PeerMoment | null, now: PeerMoment): PeerEvent[] {
  const then = new Map(before?.sync.rows.map((row) => [row.id, row]));
  const present = new Map(now.sync.rows.map((row) => [row.id, row]));
  const devices = [...new Set([...then.keys(), ...present.keys()])];
  return [
    ...networkEvents(before, now),
    ...teamEvents(before, now),
    ...devices.flatMap((id) => deviceEvents(then.get(id), present.get(id))),
  ];
}
