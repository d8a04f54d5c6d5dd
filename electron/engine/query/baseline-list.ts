// The moments that have a name.
import type { QueryResult } from '#shared/contract/query.ts';
import { namedView } from '#shared/contract/view.ts';
import type { QueryDefinition } from './query-definition.ts';

type Row = QueryResult<'baseline-list'>['rows'][number];

/** The query `baseline-list`: newest first. */
export const baselineList: QueryDefinition<'baseline-list'> = {
  tables: new Set(['baseline']),
  answer(reader) {
    const rows = reader.rows<Omit<Row, 'view'>>(
      'SELECT id AS id, name AS name, note AS note, at AS at, author AS author FROM baseline ORDER BY at DESC, name, id',
    );
    return { summary: {}, rows: rows.map((row) => ({ ...row, view: namedView('baseline', row.id) })) };
  },
};
