// A second device with the same workspace, and changes carried from one to the other: what sync does, without a network.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { type OpenStore, openStore } from './open-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Opens a copy of the workspace in `folder`, which must be closed, as another person on another device. */
export function openSecondDevice(folder: string, author: string): OpenStore {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return openStore(copy, join(copy, 'second-device.key'), author);
}

interface RawChange extends Omit<JournalChange, 'bytes' | 'signature'> {
  readonly bytes: Buffer;
  readonly signature: Buffer;
}

/** Every change of a document that `from` has and `to` (`null`: somebody who has nothing) has not, in the order of the log of `from`. */
export function missingChanges(from: OpenStore, to: OpenStore | null): JournalChange[] {
  const known = new Set(to?.reader.prepare<[], string>('SELECT hash FROM change').pluck().all());
  return from.reader
    .prepare<[], RawChange>(
      `SELECT change.document_id AS documentId, hash, device_id AS deviceId, signature, received_at AS receivedAt, bytes, kind,
         roadmap_id AS roadmapId
       FROM change JOIN document ON document.id = change.document_id ORDER BY seq`,
    )
    .all()
    .filter(({ hash }) => !known.has(hash));
}

/** Brings to `to` every change that only `from` has; gives how many there were. */
export function carryChanges(from: OpenStore, to: OpenStore): number {
  const changes = missingChanges(from, to);
  if (changes.length > 0) to.store.restore(changes);
  return changes.length;
}
