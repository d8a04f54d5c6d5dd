import type { Connection } from '#shared/contract/connection.ts';
import type { TrashRow } from '#shared/contract/trash.ts';
import { limit } from '#shared/plan/limit.ts';
import { take } from '../refusal.ts';

/** Fetches what was deleted and has `text`, window by window, until there are `most`; `total` counts all. */
export async function allTrash(connection: Connection, text: string, most: number): Promise<{ rows: TrashRow[]; total: number }> {
  const rows: TrashRow[] = [];
  for (;;) {
    const page = take(await connection.query('trash', { text, offset: rows.length, limit: limit.window }));
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= Math.min(page.summary.total, most)) return { rows, total: page.summary.total };
  }
}
