// Changes as a file carries them: many to a frame, each with the device that signed it. Entries of the membership chain are among
// them, as they are in the log.
import { z } from 'zod';
import type { LogKind } from '#electron/engine/store/change-log.ts';
import { plainChunk, smallerChunk } from '#electron/engine/store/change-chunk.ts';
import { BadFrame, type Frame } from './frame.ts';

/** A change with what it takes to file and to judge it. */
export interface CarriedChange {
  readonly documentId: string;
  readonly kind: LogKind;
  readonly roadmapId: string | null;
  readonly deviceId: string;
  readonly signature: Uint8Array;
  readonly bytes: Uint8Array;
}

/** A frame is closed when it holds so many bytes or changes. */
const full = { bytes: 262_144, changes: 1000 } as const;
const Id = z.string().min(1).max(200);

const Head = z.looseObject({
  type: z.literal('changes'),
  documents: z.array(
    z.strictObject({ id: Id, kind: z.enum(['space', 'roadmap', 'text', 'archive', 'membership']), roadmapId: Id.nullable() }),
  ),
  devices: z.array(z.string().regex(/^[0-9a-f]{64}$/u)),
  /** Of each change its document and its device, as places in the lists. */
  of: z.array(z.tuple([z.int().min(0), z.int().min(0)])).max(full.changes),
});

/** Numbers things in the order in which they come, each once. */
class Numbering<Value> {
  readonly values: Value[] = [];
  readonly #places = new Map<string, number>();

  place(key: string, value: Value): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

function frameOf(changes: readonly CarriedChange[]): Frame {
  const documents = new Numbering<z.infer<typeof Head>['documents'][number]>();
  const devices = new Numbering<string>();
  const of = changes.map(({ documentId: id, kind, roadmapId, deviceId }): [number, number] => [
    documents.place(id, { id, kind, roadmapId }),
    devices.place(deviceId, deviceId),
  ]);
  const head = { type: 'changes', documents: documents.values, devices: devices.values, of } satisfies z.infer<typeof Head>;
  return { head, parts: changes.flatMap(({ signature, bytes }) => [signature, bytes]) };
}

/** Changes in frames, in their order. */
export function* framesOf(changes: Iterable<CarriedChange>): Generator<Frame, void, void> {
  let gathered: CarriedChange[] = [];
  let bytes = 0;
  for (const change of changes) {
    // All of them are packed together, which does better than each by itself.
    const plain = change.kind === 'membership' ? change : { ...change, bytes: plainChunk(change.bytes) };
    gathered.push(plain);
    bytes += plain.bytes.length;
    if (bytes < full.bytes && gathered.length < full.changes) continue;
    yield frameOf(gathered);
    gathered = [];
    bytes = 0;
  }
  if (gathered.length > 0) yield frameOf(gathered);
}

/** The changes of a frame; neither hashes nor signatures are looked at. @throws {BadFrame} when it holds none. */
export function changesOf({ head, parts }: Frame): CarriedChange[] {
  const parsed = Head.safeParse(head);
  if (!parsed.success) throw new BadFrame('A frame holds something else than changes.');
  const { documents, devices, of } = parsed.data;
  if (parts.length !== 2 * of.length) throw new BadFrame(`A frame speaks of ${of.length} changes and has ${parts.length} parts.`);
  return of.map(([documentAt, deviceAt], index) => {
    const [document, deviceId] = [documents[documentAt], devices[deviceAt]];
    const [signature, bytes] = [parts[2 * index], parts[2 * index + 1]];
    if (document === undefined || deviceId === undefined || signature === undefined || bytes === undefined)
      throw new BadFrame('A change of a frame has no document or no device.');
    const { id: documentId, kind, roadmapId } = document;
    return { documentId, kind, roadmapId, deviceId, signature, bytes: kind === 'membership' ? bytes : smallerChunk(bytes) };
  });
}
