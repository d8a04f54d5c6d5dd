import { openReader, type ReadConnection } from '#electron/engine/store/connection.ts';
import { lackingChanges } from '#electron/engine/sync/lacking-change.ts';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { failure, success } from '#shared/base/result.ts';
import type { JobValue } from '#shared/contract/job.ts';
import { problem } from '#shared/contract/problem.ts';
import type { JobHandler } from './job-run.ts';
import type { PeerTalk } from './peer-help.ts';

type Compared = JobValue<'compare-documents'>['devices'][number];
type Document = Compared['documents'][number];

/**
 * The job `compare-documents`: how the copies of each document compare, with who is connected by what both have told, with the others
 * by what was known of them last.
 */
export const compareDocuments: JobHandler<'compare-documents'> = function* ({ deviceId }, store, help) {
  const team = help?.peers ?? null;
  if (team === null) return failure(problem('unavailable', 'A scenario is on this device alone; open the workspace itself.'));
  const others = store.team.membership
    .members()
    .flatMap(({ devices }) => devices)
    .filter(({ id, revoked }) => !revoked && id !== store.deviceId && (deviceId === null || id === deviceId));
  const opened = openReader(store.folder);
  if (!opened.ok) return opened;
  const devices: Compared[] = [];
  try {
    for (const { id } of others) {
      yield { step: 'Comparing', done: devices.length, total: others.length };
      devices.push(compare(store, opened.value, id, team.talks().find(({ remoteId }) => remoteId === id) ?? null));
    }
  } finally {
    opened.value.close();
  }
  return success({ devices });
};

function compare(store: PlanStore, connection: ReadConnection, deviceId: string, talk: PeerTalk | null): Compared {
  const { log, rows } = store;
  const titleOf = (roadmapId: string | null): string | null => (roadmapId === null ? null : (rows.roadmap(roadmapId)?.title ?? null));
  const kept = new Map(store.peers.documents(deviceId).map((document) => [document.documentId, document]));
  const documents = log.documents().map(({ id, kind, roadmapId, heads }): Document => {
    const last = kept.get(id);
    const theirs = talk === null ? (last?.heads ?? []) : talk.headsOf(id);
    return {
      id,
      kind,
      roadmap: titleOf(roadmapId),
      lackingThere: lackingChanges(connection, id, heads, theirs).length,
      lackingHere: theirs.filter((hash) => !log.has(hash)).length,
      asOf: talk === null ? (last?.at ?? null) : null,
    };
  });
  const onlyThere = (talk?.onlyThere() ?? []).map(({ id, kind, roadmapId }): Document => ({
    id,
    kind,
    roadmap: titleOf(roadmapId),
    lackingThere: 0,
    lackingHere: 1,
    asOf: null,
  }));
  return { deviceId, connected: talk !== null, documents: [...documents, ...onlyThere] };
}
