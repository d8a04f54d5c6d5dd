// Convergence as a law, within one process: two devices fork a workspace, work apart, and give each other their changes in any
// order and in any pieces; both then read the same plan, and what the two broke together is read as repaired on both.
import fc from 'fast-check';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { dependencyGraph } from '#shared/graph/dependency-graph.ts';
import { randomCommand, type RandomCommand, settleArguments } from '../command-arbitrary.ts';
import { type OpenStore, openStore } from '../open-store.ts';
import { randomPlanFile } from '../plan-file-arbitrary.ts';
import { temporaryFolder } from '../temporary-folder.ts';

function changesOf({ reader }: OpenStore): JournalChange[] {
  return reader
    .prepare<[], JournalChange>(
      `SELECT change.document_id AS documentId, document.kind AS kind, document.roadmap_id AS roadmapId, change.hash AS hash,
         change.device_id AS deviceId, change.signature AS signature, change.received_at AS receivedAt, change.bytes AS bytes
       FROM change JOIN document ON document.id = change.document_id ORDER BY change.seq`,
    )
    .all();
}

/** What `to` lacks of `from`, in an order and in pieces that `salt` chooses. */
function deliver(from: OpenStore, to: OpenStore, salt: number): void {
  const known = new Set(changesOf(to).map(({ hash }) => hash));
  const missing = changesOf(from).filter(({ hash }) => !known.has(hash));
  // Hashes are as good as random: sorting by a part of them is a shuffle.
  const shuffled =
    salt % 3 === 0 ? missing : missing.toSorted((one, other) => (one.hash.slice(salt % 40) < other.hash.slice(salt % 40) ? -1 : 1));
  const piece = 1 + (salt % 7) * 5;
  for (let first = 0; first < shuffled.length; first += piece) to.store.restore(shuffled.slice(first, first + piece));
}

/** Rows without what is of one device: the order in which it received things. */
function shared(open: OpenStore): unknown {
  const rows = open.rows();
  const activity = (rows['activity'] ?? [])
    .map((row) => ({ ...Object(row), change_seq: 0 }) as object)
    .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  return { ...rows, activity };
}

const heads = ({ reader }: OpenStore): unknown => reader.prepare('SELECT id, heads FROM document ORDER BY id').all();

/** Checks the law on `numRuns` forks. */
export function checkConvergence(numRuns: number, seed: number): { carriedOut: number; setAside: number } {
  const seen = { carriedOut: 0, setAside: 0 };
  const some = fc.array(randomCommand, { minLength: 3, maxLength: 25, size: 'max' });
  const act = (open: OpenStore, commands: readonly RandomCommand[]): void => {
    for (const command of commands) seen.carriedOut += Number(open.command(command.name, settleArguments(command, open)).ok);
  };
  fc.assert(
    fc.property(randomPlanFile, some, some, some, fc.nat({ max: 1000 }), (plan, before, here, there, salt) => {
      const origin = openStore();
      origin.importFiles([plan]);
      act(origin, before);
      origin.close();
      const folder = temporaryFolder();
      cpSync(origin.folder, folder, { recursive: true });
      rmSync(join(folder, 'key'), { recursive: true, force: true });
      const [one, other] = [openStore(origin.folder), openStore(folder)];
      act(one, here);
      act(other, there);
      deliver(one, other, salt);
      deliver(other, one, salt + 1);
      expect(heads(other)).toEqual(heads(one));
      expect(shared(other)).toEqual(shared(one));
      const edges = one.reader
        .prepare<[], { from: string; to: string; aside: number }>(
          'SELECT depends_on_id AS "from", issue_id AS "to", set_aside AS aside FROM dependency',
        )
        .all();
      seen.setAside += edges.filter(({ aside }) => aside === 1).length;
      const counted = edges.filter(({ aside }) => aside === 0);
      const ids = [...new Set(counted.flatMap((edge) => [edge.from, edge.to]))];
      expect([...dependencyGraph(ids, counted).setAside], 'dependencies that count hold no cycle').toEqual([]);
      one.close();
      other.close();
    }),
    { numRuns, seed, endOnFailure: true },
  );
  return seen;
}
