// Writes what others lack of a workspace as a bundle, from one state of its database. For the thread of bundles.
import { readLoggedHead } from '#electron/engine/store/change-head.ts';
import { membershipId } from '#electron/engine/store/change-log.ts';
import { openReader, type ReadConnection } from '#electron/engine/store/connection.ts';
import { deviceKeyFromSeed } from '#electron/engine/store/device-key.ts';
import { type Result, success } from '#shared/base/result.ts';
import type { Progress } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { writeBundle } from './bundle-file.ts';
import type { HeadsOf, WriteTask, WrittenBundle } from './bundle-task.ts';
import type { CarriedChange } from './carried-change.ts';
import { lackingChanges } from './lacking-change.ts';

/** Changes between two looks at how far it is. */
const tellEach = 500;

/** Heads of every document, and of the membership chain under its own id. */
function headsIn(connection: ReadConnection): HeadsOf {
  const rows = connection.prepare<[], { id: string; heads: string }>('SELECT id, heads FROM document ORDER BY id').all();
  const entries = connection
    .prepare<[string], { hash: string; bytes: Buffer }>('SELECT hash, bytes FROM change WHERE document_id = ?')
    .all(membershipId);
  const followed = new Set(entries.flatMap(({ bytes }) => readLoggedHead(membershipId, bytes)?.deps ?? []));
  const newest = entries.map(({ hash }) => hash).filter((hash) => !followed.has(hash));
  return {
    [membershipId]: newest.toSorted(),
    ...Object.fromEntries(rows.map(({ id, heads }) => [id, heads === '' ? [] : heads.split(' ')])),
  };
}

/** Places in the log of what at least one of those lacks who are known to have `known`, ascending. */
function lackingIn(connection: ReadConnection, heads: HeadsOf, known: readonly HeadsOf[]): number[] {
  const found = new Set<number>();
  for (const [id, newest] of Object.entries(heads)) {
    // Most know the same of most documents.
    const different = new Map(known.map((one) => [(one[id] ?? []).toSorted().join(' '), one[id] ?? []]));
    for (const one of different.values()) for (const seq of lackingChanges(connection, id, newest, one)) found.add(seq);
  }
  return [...found].toSorted((one, other) => one - other);
}

function* changesAt(connection: ReadConnection, places: readonly number[], tell: (progress: Progress) => void): Generator<CarriedChange> {
  const read = connection.prepare<[number], CarriedChange>(
    `SELECT document_id AS documentId, coalesce(kind, '${membershipId}') AS kind, roadmap_id AS roadmapId, device_id AS deviceId, signature, bytes
     FROM change LEFT JOIN document ON document.id = document_id WHERE seq = ?`,
  );
  for (const [index, seq] of places.entries()) {
    if (index % tellEach === 0) tell({ step: 'Sealing changes', done: index, total: places.length });
    const change = read.get(seq);
    if (change !== undefined) yield change;
  }
}

/** Writes a bundle. Nothing is written when nobody lacks anything: `changes` is 0 then. @throws what the disk says; nothing is left then. */
export async function writeLacking(task: WriteTask, tell: (progress: Progress) => void): Promise<Result<WrittenBundle, Problem>> {
  const { folder, path, seed, to, workspaceId, known, at } = task;
  const opened = openReader(folder);
  if (!opened.ok) return opened;
  const connection = opened.value;
  try {
    // Holds one state until the connection is closed.
    connection.exec('BEGIN');
    const heads = headsIn(connection);
    const places = lackingIn(connection, heads, known);
    const seq = connection.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM change').pluck().get() ?? 0;
    // Somebody is known to have nothing, so all went in.
    const whole = known.some((one) => Object.keys(heads).every((id) => (one[id] ?? []).length === 0));
    if (places.length === 0) return success({ bytes: 0, changes: 0, whole, heads, seq });
    const changes = changesAt(connection, places, tell);
    const bytes = await writeBundle(
      path,
      deviceKeyFromSeed(seed),
      { to: [...to], workspaceId, at, whole, heads: Object.fromEntries(Object.entries(heads).map(([id, own]) => [id, [...own]])) },
      changes,
    );
    return success({ bytes, changes: places.length, whole, heads, seq });
  } finally {
    connection.close();
  }
}
