// From a date to a moment: what this device had received by then.
import { momentView } from '#shared/contract/view.ts';
import type { QueryDefinition } from './query-definition.ts';

/** The query `moment-at`. Clocks of peers are no order, so it goes by when changes were received here. */
export const momentAt: QueryDefinition<'moment-at'> = {
  tables: new Set(['change', 'activity']),
  answer(reader, { at, zone }) {
    const instant = at.includes('T') ? new Date(at).toISOString() : endOfDay(at, zone);
    const [found] = reader.rows<{ seq: number; receivedAt: string }>(
      'SELECT seq AS seq, received_at AS receivedAt FROM change WHERE received_at <= @instant ORDER BY seq DESC LIMIT 1',
      { instant },
    );
    if (found === undefined) return { summary: { seq: null, view: null, receivedAt: null }, rows: [] };
    const rows = reader.rows<{ id: string; at: string; author: string; command: string }>(
      `SELECT min(id) AS id, at AS at, author AS author, command AS command FROM activity
       WHERE change_seq = (SELECT max(change_seq) FROM activity WHERE change_seq <= @seq) GROUP BY at, author, command`,
      { seq: found.seq },
    );
    return { summary: { seq: found.seq, view: momentView(found.seq), receivedAt: found.receivedAt }, rows };
  },
};

/** The last millisecond of a day in a zone given in minutes ahead of UTC. */
function endOfDay(day: string, zone: number): string {
  return new Date(Date.parse(`${day}T23:59:59.999Z`) - zone * 60_000).toISOString();
}
