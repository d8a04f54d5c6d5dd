// What somebody with a client of their own may send: changes of the space document, made and signed outside of Sextant.
import * as Automerge from '@automerge/automerge';
import { writeChangeMessage } from '#electron/engine/document/change-message.ts';
import { actorPrefix } from '#electron/engine/document/device-actor.ts';
import { spaceId } from '#electron/engine/document/place.ts';
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import { type DeviceKey, openDeviceKey } from '#electron/engine/store/device-key.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import type { OpenStore } from './open-store.ts';
import { missingChanges } from './second-device.ts';

/** The key of a device. */
export function keyOf({ deviceKeyPath }: OpenStore): DeviceKey {
  const key = openDeviceKey(deviceKeyPath);
  if (!key.ok) throw new Error(key.error.message);
  return key.value;
}

/** An actor of a device. */
export const actorOf = ({ deviceId }: DeviceKey): string => actorPrefix(deviceId).padEnd(32, 'a');

/** The space document, as far as it is changed here. */
interface Space {
  workspace: Record<string, Record<string, { name: Automerge.ImmutableString }>>;
}

/**
 * A change that follows upon what counts on `open`, by `actor`, signed with `key`: it gives the workspace the name `name`, or does
 * nothing where there is none.
 */
export function foreignChange(
  open: OpenStore,
  key: DeviceKey,
  actor: string,
  membership: readonly string[] = [],
  name: string | null = null,
): JournalChange {
  const refused = new Set(open.reader.prepare<[], string>('SELECT hash FROM refused_change').pluck().all());
  const changes = missingChanges(open, null).filter(({ documentId, hash }) => documentId === spaceId && !refused.has(hash));
  const [document] = Automerge.applyChanges(
    Automerge.init<Space>({ actor }),
    changes.map(({ bytes }) => bytes),
  );
  const message = writeChangeMessage({ command: 'x', author: 'x', at: '2026-01-01T00:00:00Z', entries: [], membership });
  const mark = { message, time: 0 };
  const changed =
    name === null
      ? Automerge.emptyChange(document, mark)
      : Automerge.change(document, mark, (draft) => {
          for (const bucket of Object.values(draft.workspace)) {
            for (const record of Object.values(bucket)) record.name = new Automerge.ImmutableString(name);
          }
        });
  const bytes = must(Automerge.getLastLocalChange(changed), 'a change');
  const { hash } = must(readChangeHead(bytes), 'a head');
  return {
    documentId: spaceId,
    kind: 'space',
    roadmapId: null,
    hash,
    deviceId: key.deviceId,
    signature: key.sign(hash),
    receivedAt: '2026-01-01T00:00:00Z',
    bytes,
  };
}
