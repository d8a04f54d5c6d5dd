// What devices say to each other, one frame of each kind.
import { writeFrame } from '#electron/engine/sync/frame.ts';
import type { Message } from '#electron/engine/sync/sync-message.ts';

const hash = 'ab'.repeat(32);
const other = '0123456789abcdef'.repeat(4);

const said: readonly (readonly [Message, ...Uint8Array[]])[] = [
  [{ t: 'hello', tag: hash, addresses: ['192.168.1.20:4711', '[fe80::1]:4711'] }],
  [{ t: 'redeem', invitation: 'i1', proof: hash, person: { id: 'p', name: 'Ben' }, device: 'Laptop', addresses: [] }],
  [{ t: 'who' }],
  [{ t: 'proof' }, Buffer.from('{"format":"sextant-membership-1"}'), Buffer.alloc(64, 3)],
  [{ t: 'welcome', addresses: ['10.0.0.1:1'] }],
  [{ t: 'refused', reason: 'expired' }],
  [{ t: 'chain', heads: [hash, other], count: 7 }],
  [{ t: 'chain-want', known: [hash] }],
  [{ t: 'entries' }, Buffer.from('{}'), Buffer.alloc(64, 4)],
  [{ t: 'presence', on: { roadmapId: 'r', issueId: 'i', field: 'title', cursor: 3, idle: false } }],
  [{ t: 'presence', on: null }],
  [{ t: 'ping' }],
  [
    {
      t: 'have',
      documents: [
        ['r', 'roadmap', 'r', [hash]],
        ['space', 'space', null, [hash, other]],
      ],
      whole: true,
    },
  ],
  [{ t: 'want', d: 'r', form: null, from: 0 }],
  [{ t: 'document', d: 'r', kind: 'roadmap', roadmap: 'r', form: hash, as: 'saved', size: 400, changes: 3, by: [other], from: 0 }],
  [{ t: 'piece', d: 'r' }, Buffer.alloc(200, 5)],
  [{ t: 'changes', d: 'r', of: { by: [hash, other], who: [0, 1] } }, Buffer.alloc(128), Buffer.alloc(30, 1), Buffer.alloc(40, 2)],
  [{ t: 'changes', d: 'r' }, Buffer.alloc(64), Buffer.alloc(30, 1)],
  [{ t: 'sync', d: 'r' }, Buffer.alloc(50, 7)],
  [{ t: 'ack', d: 'r', heads: [hash] }],
  [{ t: 'fetch', d: 'r', hashes: [hash] }],
  [{ t: 'restart', d: 'r' }],
];

/** A frame of each kind. */
export function honestMessages(): Buffer[] {
  return said.map(([head, ...parts]) => Buffer.from(writeFrame({ head, parts })));
}
