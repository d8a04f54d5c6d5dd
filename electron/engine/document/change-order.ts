import { readLoggedHead } from '#electron/engine/store/change-head.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';

/** The same changes, each after those of them that it builds on, and otherwise as they came: the order in which a log holds them. */
export function inOrder(changes: readonly JournalChange[]): JournalChange[] {
  const all = new Map(changes.map((change) => [change.hash, change]));
  const placed = new Map<string, JournalChange>();
  for (const first of changes) {
    // A stack of its own: histories are longer than calls may be deep.
    const stack = [first];
    for (let change = stack.at(-1); change !== undefined; change = stack.at(-1)) {
      const deps = readLoggedHead(change.documentId, change.bytes)?.deps ?? [];
      const before = placed.has(change.hash) ? [] : deps.flatMap((hash) => (placed.has(hash) ? [] : (all.get(hash) ?? [])));
      if (before.length > 0) stack.push(...before);
      else {
        stack.pop();
        placed.set(change.hash, change);
      }
    }
  }
  return [...placed.values()];
}
