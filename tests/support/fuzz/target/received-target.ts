// Changes that a member made and signed with a program of their own, whatever is in them: bytes that go wrong somewhere, and documents in which
// stands what no Sextant would put there. What is taken can be handed over; rows can be made of all of it, at once and anew.
import * as Automerge from '@automerge/automerge';
import { z } from 'zod';
import { writeChangeMessage } from '#electron/engine/document/change-message.ts';
import { newActor } from '#electron/engine/document/device-actor.ts';
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import type { DocumentKind } from '#electron/engine/store/change-log.ts';
import { type DeviceKey, deviceKeyFromSeed } from '#electron/engine/store/device-key.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { type ActDraft, type MembershipEntry, signEntry } from '#electron/engine/team/membership-entry.ts';
import { must } from '#shared/base/must.ts';
import { joinChange, splitChange } from '../automerge-piece.ts';
import type { FuzzTarget } from '../target.ts';
import { openTeam, type Team } from './fuzz-team.ts';

type Handle = ReturnType<typeof Automerge.getBackend>;

/** Something else than a record, done to a document: what `at` leads to is given `value` under `key`, as a value of this type. */
const Act = z.object({ at: z.array(z.string()), key: z.string(), as: z.string(), value: z.unknown() });
/** What a hostile program does to a document. */
const Acts = z.object({ document: z.string(), acts: z.array(z.unknown()).max(50) });
/** As far as it can be done. */
interface Deeds {
  readonly document: string;
  readonly acts: readonly z.infer<typeof Act>[];
}

/** The object to which keys lead; `null` when there is none. */
function objectAt(handle: Handle, keys: readonly string[]): string | null {
  let object = '_root';
  for (const key of keys) {
    const found = handle.getWithType(object, key);
    if (found?.[0] !== 'map') return null;
    object = found[1];
  }
  return object;
}

const numberIn = (value: unknown): number => Number(typeof value === 'number' || typeof value === 'string' ? value : 0) || 0;

function put(handle: Handle, object: string, { key, as, value }: z.infer<typeof Act>): void {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  switch (as) {
    case 'delete':
      return handle.delete(object, key);
    case 'null':
    case 'boolean':
      return handle.put(object, key, as === 'null' ? null : value === true);
    case 'int':
    case 'counter':
      return handle.put(object, key, Math.trunc(numberIn(value)) % 2 ** 53, as);
    case 'uint':
      return handle.put(object, key, Math.abs(Math.trunc(numberIn(value)) % 2 ** 53), as);
    case 'f64':
      return handle.put(object, key, value === 'NaN' ? Number.NaN : numberIn(value), as);
    case 'timestamp':
      return handle.put(object, key, new Date(numberIn(value)), as);
    case 'bytes':
      return handle.put(object, key, Buffer.from(text), as);
    case 'str':
      return handle.put(object, key, text, as);
    default:
      // Maps, lists and texts, as deep as the value is.
      handle.putObjectFromHydrate(object, key, typeof value === 'object' && value !== null ? value : text);
  }
}

/** Something of the same kind that is not the same, which Automerge would not write. */
function different(as: string, value: unknown): Pick<z.infer<typeof Act>, 'as' | 'value'> {
  if (as === 'map') return { as, value: { '=one': true } };
  if (as === 'null') return { as: 'str', value: 'Something' };
  if (as === 'boolean') return { as, value: value !== true };
  return as === 'str' ? { as, value: `${String(value)}1` } : { as, value: numberIn(value) + 1 };
}

/** The documents of a team as they were when it began, to be changed by anybody. */
class Templates {
  readonly #places = new Map<string, Pick<JournalChange, 'documentId' | 'kind' | 'roadmapId'> & { kind: DocumentKind }>();
  readonly #handles = new Map<string, Handle>();
  #made = 0;

  constructor({ ana }: Team) {
    const { log } = ana.store;
    const bySpelling = { space: 'space', roadmap: 'roadmap', text: 'text', archive: 'archive' } as const;
    for (const { id, kind, roadmapId } of log.documents()) {
      const handle = Automerge.getBackend(Automerge.init<unknown>({ actor: '66'.repeat(16) }));
      handle.applyChanges(log.of(id).map(({ bytes }) => Uint8Array.from(bytes)));
      this.#handles.set(bySpelling[kind], handle);
      this.#places.set(bySpelling[kind], { documentId: id, kind, roadmapId });
    }
  }

  /** The change that does all this, signed; `null` when nothing of it can be done. */
  change({ document, acts }: Deeds, key: DeviceKey, membership: readonly string[]): JournalChange | null {
    const template = this.#handles.get(document);
    if (template === undefined) return null;
    this.#made += 1;
    const handle = template.fork(newActor(key.deviceId, String(this.#made)));
    for (const act of acts) {
      const object = objectAt(handle, act.at);
      if (object !== null) put(handle, object, act);
    }
    if (handle.pendingOps() === 0) return null;
    handle.commit(messageOf(membership), 0);
    const bytes = must(handle.getLastLocalChange(), 'a change');
    handle.free();
    const { hash } = must(readChangeHead(bytes), 'a head');
    const place = must(this.#places.get(document), 'a place');
    return { ...place, hash, deviceId: key.deviceId, signature: key.sign(hash), receivedAt: '', bytes };
  }

  free(): void {
    for (const handle of this.#handles.values()) handle.free();
  }
}

/** Acts that a Sextant might do, to be made worse: something in each collection, field by field and as a whole, and around it. */
function actSeeds({ ana }: Team): Buffer[] {
  const seeds: Deeds[] = [];
  for (const { id, kind } of ana.store.log.documents()) {
    const handle = Automerge.getBackend(Automerge.init<unknown>({ actor: '66'.repeat(16) }));
    handle.applyChanges(ana.store.log.of(id).map(({ bytes }) => Uint8Array.from(bytes)));
    for (const collection of handle.keys('_root')) {
      if (handle.getWithType('_root', collection)?.[0] !== 'map') continue;
      const buckets = handle.keys(`/${collection}`);
      const filled = buckets.filter((bucket) => handle.keys(`/${collection}/${bucket}`).length > 0);
      seeds.push({ document: kind, acts: [{ at: [collection], key: filled[0] ?? buckets[0] ?? '', as: 'map', value: { any: 'thing' } }] });
      for (const bucket of filled.slice(0, 2)) {
        const [record = ''] = handle.keys(`/${collection}/${bucket}`);
        if (kind === 'text') {
          seeds.push({ document: kind, acts: [{ at: [collection, bucket], key: record, as: 'str', value: 'No text' }] });
          continue;
        }
        const at = [collection, bucket, record];
        for (const key of handle.keys(`/${at.join('/')}`)) {
          const [as = 'null', value] = handle.getWithType(`/${at.join('/')}`, key) ?? [];
          seeds.push({ document: kind, acts: [{ at, key, ...different(as, value) }] });
        }
        seeds.push({ document: kind, acts: [{ at: at.slice(0, 2), key: record, as: 'map', value: { title: 'A text', deletedAt: null } }] });
        seeds.push({ document: kind, acts: [{ at, key: 'deletedAt', as: 'str', value: '2026-01-05T09:00:00.000Z' }] });
        seeds.push({
          document: kind,
          acts: [
            { at, key: 'title', as: 'delete', value: null },
            { at, key: 'status', as: 'str', value: '{"category":"done","name":"Done","verified":false}' },
          ],
        });
      }
      // Records that never were, in a collection that may be empty.
      const fields = { title: [], name: null, position: 0.5, key: 7, status: '{', heads: '[[]]', deletedAt: 3, rank: '!', issueId: {} };
      seeds.push({ document: kind, acts: [{ at: [collection, buckets[0] ?? ''], key: 'new', as: 'map', value: fields }] });
      seeds.push({ document: kind, acts: [{ at: [], key: collection, as: 'list', value: [1, [2]] }] });
    }
    handle.free();
  }
  // Few seeds with many acts each: a team begins anew for each seed.
  return [...Map.groupBy(seeds, ({ document }) => document)].flatMap(([document, among]) => {
    const acts = among.flatMap((seed) => seed.acts);
    const count = Math.ceil(acts.length / 24);
    return Array.from({ length: count }, (_, part) => {
      const own = acts.filter((_act, index) => index % count === part);
      return Buffer.from(JSON.stringify({ document, acts: own }));
    });
  });
}

/** What an input asks for: acts that are no seed's, which went wrong somewhere, and one of the others, so that not all is destroyed at once. */
function actsIn(bytes: Buffer, seeds: readonly Buffer[]): Deeds | null {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
  const parsed = Acts.safeParse(json);
  if (!parsed.success) return null;
  const acts = parsed.data.acts.flatMap((act) => Act.safeParse(act).data ?? []);
  const known = new Set(seeds.flatMap((seed) => Acts.parse(JSON.parse(seed.toString('utf8'))).acts.map((act) => JSON.stringify(act))));
  const picked = bytes.reduce((sum, byte) => sum + byte, 0) % Math.max(1, acts.length);
  return { document: parsed.data.document, acts: acts.filter((act, index) => index === picked || !known.has(JSON.stringify(act))) };
}

/** A change of these bytes, by this device, in the document in which is what it builds on. */
function rawChange({ ana, fresh, roadmapId }: Team, bytes: Buffer, key: DeviceKey): JournalChange | null {
  const head = readChangeHead(bytes, bytes.length + 1_000_000);
  if (head === null) return null;
  const { hash, deps } = head;
  const where = deps.map((dep) => ana.store.log.documentOf(dep)).find((id) => id !== null) ?? roadmapId;
  const {
    documentId,
    kind,
    roadmapId: of,
  } = must(fresh.find((one) => one.hash === hash) ?? fresh.find((one) => one.documentId === where) ?? fresh[0], 'a change');
  return { documentId, kind, roadmapId: of, hash, deviceId: key.deviceId, signature: key.sign(hash), receivedAt: '', bytes };
}

const messageOf = (membership: readonly string[]): string =>
  writeChangeMessage({ command: 'x', author: 'Ben', at: '2026-01-01T00:00:00Z', entries: [], membership });

/** The same change as somebody else would have made it, who knew these members. */
function madeBy(bytes: Buffer, key: DeviceKey, membership: readonly string[]): Buffer {
  try {
    const own: Record<string, Buffer> = {
      actor: Buffer.from(newActor(key.deviceId, 'one'), 'hex'),
      message: Buffer.from(messageOf(membership)),
    };
    return joinChange(splitChange(bytes).map(({ tag, bytes: content }) => ({ tag, bytes: own[tag] ?? content })));
  } catch {
    return bytes;
  }
}

/** The changes that build on none of those that only Ben has. */
function firstOf({ fresh }: Team): Buffer[] {
  const known = new Set(fresh.map(({ hash }) => hash));
  const first = fresh.filter(({ bytes }) => readChangeHead(bytes)?.deps.every((hash) => !known.has(hash)) === true);
  return first.map(({ bytes }) => Buffer.from(bytes));
}

/** What others do goes on, and all rows can be made anew. */
function checkGoesOn({ ana }: Team, count: number): void {
  if (count % 5 === 0) ana.attempt('create-roadmap', { title: `After ${count}` });
  ana.store.rebuild();
}

/** Changes whose bytes go wrong somewhere. */
export function receivedTarget(): FuzzTarget {
  let team = openTeam();
  let count = 0;
  return {
    seeds: team.fresh.map(({ bytes }) => Buffer.from(bytes)),
    split: splitChange,
    join: joinChange,
    renew() {
      team.ana.close();
      team.ben.close();
      team = openTeam();
    },
    take(bytes) {
      const change = rawChange(team, bytes, team.ben.key);
      if (change === null) return false;
      count += 1;
      const receipt = team.ana.store.receive([change]);
      if (receipt.taken === 0) return receipt.waiting.length > 0;
      must(team.ana.store.saved(change.documentId), 'a document');
      checkGoesOn(team, count);
      return true;
    },
  };
}

/** Changes as they should be that put into documents what should not be there: all of them are taken, and mean something everywhere. */
export function malformedTarget(): FuzzTarget {
  let team = openTeam();
  let templates = new Templates(team);
  let count = 0;
  const seeds = actSeeds(team);
  return {
    seeds,
    renew() {
      templates.free();
      team.ana.close();
      team.ben.close();
      team = openTeam();
      templates = new Templates(team);
    },
    take(bytes) {
      const acts = actsIn(bytes, seeds);
      const { ana, ben } = team;
      const change = acts === null ? null : templates.change(acts, ben.key, ana.store.team.membership.heads);
      if (change === null) return false;
      count += 1;
      const receipt = ana.store.receive([change]);
      if (receipt.taken !== 1) throw new Error(`A change of which a document can be made was not taken: ${JSON.stringify(receipt)}`);
      checkGoesOn(team, count);
      return true;
    },
  };
}

/** Either kind of change by somebody who was shut out by an owner whom an older owner shut out: it is kept aside first, and counts then. */
export function returningTarget(): FuzzTarget {
  let team = openTeam();
  let templates = new Templates(team);
  let count = 0;
  const at = '2026-01-06T09:00:00.000Z';
  const seeds = actSeeds(team);
  const keyOf = (mark: number): DeviceKey => {
    const seed = Buffer.alloc(32, mark);
    seed.writeUInt32LE(count);
    return deviceKeyFromSeed(seed);
  };
  return {
    seeds: [...firstOf(team), ...seeds],
    renew() {
      templates.free();
      team.ana.close();
      team.ben.close();
      team = openTeam();
      templates = new Templates(team);
    },
    take(bytes) {
      const { ana } = team;
      const { store } = ana;
      count += 1;
      const [dan, eve] = [keyOf(1), keyOf(2)];
      const device = ({ deviceId: id }: DeviceKey): { id: string; name: string } => ({ id, name: 'Laptop' });
      const heads = Object.fromEntries(store.log.documents().map((row) => [row.id, [...row.heads]]));
      const add = (key: DeviceKey, act: ActDraft, after: readonly string[]): MembershipEntry => {
        const whole = act.act === 'admit' || act.act === 'add-device' ? act : { ...act, heads };
        const entry = signEntry(key, whole, after, at);
        store.team.addEntries([entry]);
        return entry;
      };
      const [danId, eveId] = [`dan ${count}`, `eve ${count}`];
      const before = store.team.membership.heads;
      const dans = add(
        ana.key,
        { act: 'admit', person: { id: danId, name: danId }, role: 'editor', device: device(dan), invitationId: null },
        before,
      );
      const eves = add(
        ana.key,
        { act: 'admit', person: { id: eveId, name: eveId }, role: 'owner', device: device(eve), invitationId: null },
        [dans.hash],
      );
      add(eve, { act: 'revoke-person', personId: danId }, [eves.hash]);
      const acts = actsIn(bytes, seeds);
      const change = acts === null ? rawChange(team, madeBy(bytes, dan, [eves.hash]), dan) : templates.change(acts, dan, [eves.hash]);
      if (change === null) return false;
      const first = store.receive([change]);
      if (first.taken !== 0) throw new Error('A change of somebody who was shut out was taken.');
      const kept = store.log.has(change.hash);
      add(ana.key, { act: 'revoke-person', personId: eveId }, [eves.hash]);
      if (acts !== null && store.lostChanges([change.hash]).ok) throw new Error('A change that counts again is still kept aside.');
      checkGoesOn(team, count);
      return kept;
    },
  };
}
