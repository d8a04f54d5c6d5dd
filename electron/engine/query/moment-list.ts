// Which moments there are to go back to: days on which this device received changes.
import type { QueryResult } from '#shared/contract/query.ts';
import { momentView } from '#shared/contract/view.ts';
import type { QueryDefinition } from './query-definition.ts';

type Row = QueryResult<'moment-list'>['rows'][number];

/** The query `moment-list`: newest day first. Days are those of the given zone, by when changes were received here. */
export const momentList: QueryDefinition<'moment-list'> = {
  tables: new Set(['change']),
  answer(reader, { from, to, zone }) {
    const [last] = reader.rows<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM change');
    const days = reader.rows<{ day: Row['day']; changes: number; lastSeq: number }>(
      `SELECT date(received_at, @shift) AS day, count(*) AS changes, max(seq) AS lastSeq FROM change GROUP BY day
       HAVING (@from IS NULL OR day >= @from) AND (@to IS NULL OR day <= @to) ORDER BY day DESC`,
      { from, to, shift: `${zone} minutes` },
    );
    return {
      summary: { lastSeq: last?.seq ?? 0 },
      rows: days.map(({ day, changes, lastSeq }) => ({ id: day, day, changes, lastSeq, view: momentView(lastSeq) })),
    };
  },
};
