import type { OpenStore } from './open-store.ts';

/** Rows without what is of one device: the order in which it received things. */
export function sharedRows(open: OpenStore): unknown {
  const rows = open.rows();
  const activity = (rows['activity'] ?? [])
    .map((row) => JSON.stringify({ ...Object(row), change_seq: 0 }))
    .toSorted((one, other) => (one < other ? -1 : 1));
  return { ...rows, activity };
}
