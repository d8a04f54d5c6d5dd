// What Automerge is given of what others sent: changes, saved documents, messages of its own protocol. What is looked at before says
// whether it may have them; what it may have it bears.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { beginExchange, takeApart } from '#electron/engine/document/document-exchange.ts';
import { isSafeToLoad, openSafely } from '#electron/engine/document/inflated-size.ts';
import { initialChanges, PlanDocument } from '#electron/engine/document/plan-document.ts';
import { SavedDocument } from '#electron/engine/document/saved-document.ts';
import { hashOfChunk } from '#electron/engine/store/change-chunk.ts';
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import { IncomingDocument } from '#electron/engine/sync/incoming-document.ts';
import { BadFrame } from '#electron/engine/sync/frame.ts';
import { joinChange, joinDocument, splitChange, splitDocument } from '../automerge-piece.ts';
import type { FuzzTarget, Piece } from '../target.ts';

const actor = (number: number): string => String(number).padStart(2, '0').repeat(16);

interface Made {
  readonly initial: readonly Buffer[];
  readonly changes: readonly Buffer[];
  readonly saved: Buffer;
  readonly compressed: Buffer;
}

/** A text document with edits by two devices beside each other: letters, deletions, maps, an empty change. */
function makeDocument(): Made {
  const initial = initialChanges('text', 'r.00').map(({ bytes }) => bytes);
  const [one, two] = [PlanDocument.load(actor(1), null, initial), PlanDocument.load(actor(2), null, initial)];
  const made: Uint8Array[] = [];
  const commit = (document: PlanDocument, message: string): void => {
    const change = document.commit({ time: 1_700_000_000, message });
    if (change !== null) made.push(change.bytes);
  };
  one.createText('issue-1', 'A body with some words');
  commit(one, '{"c":"x","a":"Ana","t":"2026-01-01T00:00:00Z","e":[]}');
  two.createText('issue-2', 'ü '.repeat(200));
  commit(two, '');
  one.setText('issue-1', 'A body with other words, and more of them');
  commit(one, 'y'.repeat(300));
  two.apply(made.slice(0, 1));
  two.setText('issue-1', 'Words');
  commit(two, 'two');
  one.apply(made);
  one.setText('issue-2', 'short');
  commit(one, 'last');
  const saved = Buffer.from(one.save({ compressed: false }));
  const compressed = Buffer.from(one.save());
  one.free();
  two.free();
  return { initial: initial.map((bytes) => Buffer.from(bytes)), changes: made.map((bytes) => Buffer.from(bytes)), saved, compressed };
}

/** A space with records, some of them changed. */
function makeSpace(): Made {
  const initial = initialChanges('space', 'space').map(({ bytes }) => bytes);
  const document = PlanDocument.load(actor(3), null, initial);
  const made: Uint8Array[] = [];
  const commit = (message: string): void => {
    const change = document.commit({ time: 9, message });
    if (change !== null) made.push(change.bytes);
  };
  for (let count = 0; count < 3; count += 1) {
    document.create('person', `person-${count}`, { name: `Name ${count}`, hoursPerWeek: count * 1.5, deletedAt: null });
    commit(`person ${count}`);
  }
  document.set('person', 'person-1', { name: 'Other', hoursPerWeek: null });
  commit('');
  const saved = Buffer.from(document.save({ compressed: false }));
  const compressed = Buffer.from(document.save());
  document.free();
  return { initial: initial.map((bytes) => Buffer.from(bytes)), changes: made.map((bytes) => Buffer.from(bytes)), saved, compressed };
}

/** Does with a document what the store does. */
function workWith(document: PlanDocument): number {
  const changes = document.changes();
  for (const { hash, bytes } of changes) {
    const head = readChangeHead(bytes);
    if (head === null || head.hash !== hash) throw new Error('A change that Automerge gives has another head.');
  }
  const saved = document.save();
  if (!isSafeToLoad(Buffer.from(saved), changes.length)) throw new Error('What Automerge saved is not safe to load.');
  SavedDocument.from(saved);
  const again = PlanDocument.load(actor(9), saved, []);
  again.free();
  return changes.length;
}

/**
 * Automerge is written in a language whose panics come out as errors, and leave nothing behind but the document in which they happened, which
 * is let go of. A trap of WebAssembly is another thing: from then on, nothing works.
 */
const isTrap = (error: unknown): boolean => error instanceof WebAssembly.RuntimeError;

/** Changes: who may send one may also give it the right hash. */
export function changeTarget(): FuzzTarget {
  const all = [makeDocument(), makeSpace()];
  return {
    seeds: all.flatMap(({ initial, changes }) => [...initial, ...changes]),
    split: splitChange,
    join: joinChange,
    take(bytes) {
      if (openSafely(bytes) === null) return false;
      const head = readChangeHead(bytes);
      if (head === null || head.hash !== hashOfChunk(bytes)) throw new Error('A change that may be applied has no head.');
      let applied = false;
      for (const { initial, changes } of all) {
        const document = PlanDocument.load(actor(8), null, [...initial, ...changes]);
        try {
          document.apply([bytes]);
          // Whether its numbers are right, on which the rest depends, is judged with the changes before it.
          applied = true;
        } catch (error) {
          if (isTrap(error)) throw error;
        } finally {
          document.free();
        }
      }
      return applied;
    },
  };
}

/** Saved documents. */
export function documentTarget(): FuzzTarget {
  const [text, space] = [makeDocument(), makeSpace()];
  return {
    seeds: [text.saved, text.compressed, space.saved, space.compressed],
    split: splitDocument,
    join: joinDocument,
    take(bytes) {
      if (!isSafeToLoad(bytes, 100)) return false;
      let document: PlanDocument;
      try {
        document = PlanDocument.load(actor(8), bytes, []);
      } catch (error) {
        if (isTrap(error)) throw error;
        return false;
      }
      try {
        return workWith(document) > 0;
      } finally {
        document.free();
      }
    },
  };
}

const signerSize = 66;

/** What announces a document, as far as it is tried here; the schema of messages has seen to its form. */
const Said = z.object({
  as: z.enum(['saved', 'changes']),
  size: z.int().min(0).max(512_000_000),
  changes: z.int().min(0).max(10_000_000),
  by: z.array(z.string()),
  form: z.string(),
});

/** A document as one device gives it to another: what announces it, in JSON behind its length, and its bytes, in both forms. */
export function formTarget(): FuzzTarget {
  const { saved, initial, changes } = makeDocument();
  const by = ['aa'.repeat(32), 'bb'.repeat(32)];
  const signer = (index: number): Buffer => Buffer.concat([Buffer.of(index % 2, 0), Buffer.alloc(signerSize - 2, index)]);
  const all = [...initial, ...changes];
  const savedPieces = [
    { tag: 'said', bytes: Buffer.from(JSON.stringify({ as: 'saved', size: -1, changes: all.length, by, form: 'right' })) },
    ...splitDocument(saved),
    { tag: 'signers', bytes: Buffer.concat(all.map((_, index) => signer(index))) },
  ];
  const changePieces = [
    { tag: 'said', bytes: Buffer.from(JSON.stringify({ as: 'changes', size: -1, changes: all.length, by, form: 'right' })) },
    ...all.flatMap((bytes, index) => [
      { tag: 'signer', bytes: signer(index) },
      { tag: 'change', bytes },
    ]),
  ];
  const seeds = [joinForm(savedPieces), joinForm(changePieces)];
  return {
    seeds,
    split: (bytes) => (bytes === seeds[1] ? changePieces : savedPieces),
    join: joinForm,
    take(bytes) {
      if (bytes.length < 4 || bytes.readUInt32LE() > bytes.length - 4) return false;
      const end = 4 + bytes.readUInt32LE();
      let said: z.infer<typeof Said>;
      try {
        said = Said.parse(JSON.parse(bytes.toString('utf8', 4, end)));
      } catch {
        return false;
      }
      try {
        const document = new IncomingDocument({ t: 'document', d: 'r.00', kind: 'text', roadmap: 'r', from: 0, ...said });
        const content = bytes.subarray(end);
        for (let at = 0; at < content.length; at += 1000) document.take(content.subarray(at, at + 1000));
        // It is opened when all of it has come.
        if (document.length < document.size) return false;
        return document.open('2026-01-01T00:00:00.000Z').changes.length > 0;
      } catch (error) {
        if (error instanceof BadFrame) return false;
        throw error;
      }
    },
  };
}

function joinForm(pieces: readonly Piece[]): Buffer {
  const of = (...tags: string[]): Buffer[] => pieces.filter(({ tag }) => tags.includes(tag)).map(({ bytes }) => bytes);
  let head: Record<string, unknown>;
  try {
    head = { ...(JSON.parse(Buffer.concat(of('said')).toString('utf8')) as object) }; // spread into one, whatever it is
  } catch {
    head = {};
  }
  const isSaved = head['as'] !== 'changes';
  const outside: ReadonlySet<string> = new Set(['said', 'signers', 'signer']);
  const body = isSaved ? [joinDocument(pieces.filter(({ tag }) => !outside.has(tag)))] : of('change');
  const whole = isSaved
    ? [...body, ...of('signers')]
    : of('signer', 'change').flatMap((bytes, index) => [bytes, ...(index % 2 === 0 ? [lengthOf(body[index / 2])] : [])]);
  // Lengths and the hash are right, unless what was done to the head made them otherwise.
  if (head['size'] === -1) head['size'] = Buffer.concat(body).length;
  if (head['form'] === 'right') head['form'] = createHash('sha256').update(Buffer.concat(whole)).digest('hex');
  const json = Buffer.from(JSON.stringify(head));
  return Buffer.concat([lengthOf(json), json, ...whole]);
}

function lengthOf(bytes: Buffer = Buffer.alloc(0)): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return length;
}

/** Messages of Automerge's protocol without changes, in an exchange that goes on. */
export function exchangeTarget(): FuzzTarget {
  const { initial, changes } = makeDocument();
  const open = (count: number): PlanDocument => PlanDocument.load(actor(7), null, [...initial, ...changes.slice(0, count)]);
  const seeds: Buffer[] = [];
  for (const count of [0, 1, changes.length]) {
    const [one, other] = [open(changes.length), open(count)];
    const [here, there] = [beginExchange(), beginExchange()];
    for (let round = 0; round < 3; round += 1) {
      for (const [from, to, sends, hears] of [
        [one, other, here, there],
        [other, one, there, here],
      ] as const) {
        const next = from.nextMessage(sends);
        if (next === null) continue;
        const { bytes } = takeApart(next);
        seeds.push(Buffer.from(bytes));
        to.takeMessage(hears, bytes);
      }
    }
    here.free();
    there.free();
    one.free();
    other.free();
  }
  let document = open(2);
  return {
    seeds,
    renew() {
      document.free();
      document = open(2);
    },
    take(bytes) {
      let apart;
      try {
        apart = takeApart(bytes);
      } catch (error) {
        if (isTrap(error)) throw error;
        return false;
      }
      if (apart.changes.length > 0) return false;
      const heads = document.heads().join();
      const exchange = beginExchange();
      try {
        document.takeMessage(exchange, apart.bytes);
        document.nextMessage(exchange);
      } catch (error) {
        if (isTrap(error)) throw error;
        return false;
      } finally {
        exchange.free();
      }
      if (document.heads().join() !== heads) throw new Error('A message without changes changed the document.');
      return true;
    },
  };
}
