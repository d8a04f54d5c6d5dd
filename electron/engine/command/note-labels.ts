import type { IssueState } from '#electron/engine/document/plan-rows.ts';
import type { CommandContext } from './command-handler.ts';

const spell = (names: readonly string[]): string | null => (names.length === 0 ? null : names.join(', '));

/** Sets the labels of an issue to `wanted`, with an entry in the history when that changes them. */
export function noteLabels({ rows, step }: CommandContext, { id, roadmapId }: IssueState, wanted: readonly string[]): void {
  const before = rows.labels(id);
  const after = [...new Set(wanted)].toSorted();
  if (before.length === after.length && before.toSorted().every((label, index) => label === after[index])) return;
  step.set(roadmapId, 'issue', id, { labels: after });
  step.note(roadmapId, { issueId: id, field: 'labels', before: spell(before), after: spell(after) });
}
