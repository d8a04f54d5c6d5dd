import { decodeStep } from './step-content.ts';

/** Reads rows of the database of a workspace. */
type Rows = <Row>(sql: string) => Row[];

/**
 * Scenarios whose changes are still wanted: open ones, and those that were merged or discarded as long as somebody can take that
 * back. Of the others nothing would be missed: what was merged is in the plan.
 */
export function keptScenarios(rows: Rows): Set<string> {
  const kept = new Set(rows<{ id: string }>(`SELECT id AS id FROM scenario WHERE state = 'open'`).map(({ id }) => id));
  const steps = rows<{ content: Uint8Array }>(
    `SELECT content AS content FROM undo_step WHERE command IN ('merge-scenario', 'discard-scenario')`,
  );
  for (const { content } of steps) {
    for (const { fields } of decodeStep(content).documents) {
      for (const { collection, id } of fields) if (collection === 'scenario') kept.add(id);
    }
  }
  return kept;
}
