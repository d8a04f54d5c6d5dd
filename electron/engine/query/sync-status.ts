// How far this device and the others of the team are: what is known and nothing more. "In sync" is said of a device that is
// connected and whose documents have the same heads; of the others, what they are not known to have.
import { readRemoval } from '#electron/engine/store/kept-removal.ts';
import type { LivePeer } from '#electron/engine/store/live-sync.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';
import { syncSentence } from './sync-sentence.ts';

type Row = QueryResult<'sync-status'>['rows'][number];

/** Changes that a device is not known to have, and when the first of them came: beyond what it had of each document when that was alike. */
function waitingFor(reader: Reader, deviceId: string): { waiting: number; since: string | null } {
  const [found] = reader.rows<{ waiting: number; since: string | null }>(
    `SELECT count(*) AS waiting, min(change.received_at) AS since FROM document
     LEFT JOIN peer_document ON peer_document.device_id = $device AND peer_document.document_id = document.id
     JOIN change ON change.document_id = document.id AND change.seq > coalesce(peer_document.seq, 0)
     WHERE change.device_id <> $device`,
    { device: deviceId },
  );
  return found ?? { waiting: 0, since: null };
}

function liveOf(
  peer: LivePeer | undefined,
): Pick<Row, 'connected' | 'path' | 'program' | 'inSync' | 'documents' | 'equal' | 'coming' | 'at'> {
  if (peer === undefined)
    return { connected: false, path: null, program: null, inSync: false, documents: null, equal: null, coming: null, at: null };
  const { path, program, inSync, documents, equal, coming, at } = peer;
  return {
    connected: true,
    path,
    program,
    inSync,
    documents,
    equal,
    at,
    coming: coming === null ? null : 1 - coming.left / Math.max(1, coming.size),
  };
}

/** The query `sync-status`: a row for each other device that belongs to the team, by person. */
export const syncStatus: QueryDefinition<'sync-status'> = {
  tables: new Set([
    'member',
    'member_device',
    'sync_setting',
    'peer',
    'peer_document',
    'change',
    'document',
    'archive_setting',
    'live_sync',
  ]),
  answer(reader, { today }): QueryResult<'sync-status'> {
    const now = reader.sync();
    const settings = new Map(
      reader
        .rows<{ name: string; value: string }>("SELECT name AS name, value AS value FROM sync_setting WHERE name <> 'joining'")
        .map(({ name, value }) => [name, value]),
    );
    const live = new Map(now?.peers.map((peer) => [peer.deviceId, peer]));
    const rows = reader
      .rows<{ id: string; device: string; personId: string; person: string; heardAt: string | null }>(
        `SELECT member_device.id AS id, member_device.name AS device, member.id AS personId, member.name AS person, peer.heard_at AS heardAt
         FROM member_device JOIN member ON member.id = member_device.person_id LEFT JOIN peer ON peer.device_id = member_device.id
         WHERE member_device.revoked = 0 AND member.revoked = 0
           AND member_device.id <> coalesce((SELECT value FROM archive_setting WHERE name = 'device'), '')
         ORDER BY member.position, member_device.added_at, member_device.id`,
      )
      .map((device): Row => {
        const peer = live.get(device.id);
        const { waiting, since } = peer?.inSync === true ? { waiting: 0, since: null } : waitingFor(reader, device.id);
        return { ...device, ...liveOf(peer), heardAt: peer?.heardAt ?? device.heardAt, waiting, waitingSince: since };
      });
    const relays = settings.get('relays') ?? 'none';
    const summary: Omit<QueryResult<'sync-status'>['summary'], 'sentence'> = {
      enabled: settings.get('enabled') === 'yes',
      relays: relays === 'none' || relays === 'default' ? relays : relays.split(' '),
      discovery: settings.get('discovery') !== 'no',
      presence: settings.get('presence') !== 'no',
      port: Number(settings.get('port') ?? 0),
      addresses: [...(now?.addresses ?? [])],
      trouble: now?.trouble ?? null,
      waitingFor: now?.waitingFor?.issuerName ?? null,
      refused: now?.refused ?? null,
      held: now?.held ?? 0,
      // Whoever is connected takes this device for a member.
      removed: rows.some(({ connected }) => connected) ? null : readRemoval(settings.get('removed')),
    };
    return { summary: { ...summary, sentence: syncSentence(summary, rows, today) }, rows };
  },
};
