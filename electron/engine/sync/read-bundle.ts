// Reads a bundle for a workspace: first to its end, so that one that is not whole changes nothing, then once more for the changes that the
// workspace lacks. For the thread of bundles.
import { openReader, type ReadConnection } from '#electron/engine/store/connection.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { type BundledChange, examineBundle, readBundle } from './bundle-file.ts';
import type { ReadBundle, ReadTask } from './bundle-task.ts';

/**
 * Changes that are handed over at once. Taking some in costs, for a document of 10,000 issues, two seconds to find what they altered,
 * however few they are; in pieces of 200 a bundle of such a workspace took two minutes.
 */
const atOnce = { changes: 5000, bytes: 16_777_216 } as const;

/** Whether a change is in the log of the workspace. */
function knownIn(connection: ReadConnection): (hash: string) => boolean {
  const has = connection.prepare<[string], { found: number }>('SELECT 1 AS found FROM change WHERE hash = ?');
  return (hash) => has.get(hash) !== undefined;
}

const received = ({ deps: _deps, ...change }: BundledChange, receivedAt: string): JournalChange => ({ ...change, receivedAt });

/** What {@link readForWorkspace} gives: what the bundle is, then changes in the order of its author's log. */
type Part = { readonly read: ReadBundle } | { readonly changes: readonly JournalChange[] };

/** Reads a bundle. @throws as {@link readBundle}, before anything but `read` was given unless the file changes meanwhile. */
export async function* readForWorkspace({ folder, path, seed, joins }: ReadTask, receivedAt: string): AsyncGenerator<Part, void, void> {
  const opened = openReader(folder);
  if (!opened.ok) throw new Error(opened.error.message);
  const connection = opened.value;
  try {
    const isKnown = joins ? () => false : knownIn(connection);
    const { entries, ...examined } = await examineBundle(path, seed, isKnown);
    yield { read: { ...examined, entries: entries.map((entry) => received(entry, receivedAt)) } };
    let gathered: JournalChange[] = [];
    let bytes = 0;
    for await (const part of readBundle(path, seed)) {
      for (const change of Array.isArray(part) ? part : []) {
        if (change.kind === 'membership' || isKnown(change.hash)) continue;
        gathered.push(received(change, receivedAt));
        bytes += change.bytes.length;
        if (gathered.length < atOnce.changes && bytes < atOnce.bytes) continue;
        yield { changes: gathered };
        gathered = [];
        bytes = 0;
      }
    }
    if (gathered.length > 0) yield { changes: gathered };
  } finally {
    connection.close();
  }
}
