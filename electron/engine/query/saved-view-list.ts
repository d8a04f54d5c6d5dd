// The saved views of the team.
import type { QueryResult } from '#shared/contract/query.ts';
import { naturalOrder } from './natural-order.ts';
import type { QueryDefinition } from './query-definition.ts';

/** The query `saved-view-list`, by name. */
export const savedViewList: QueryDefinition<'saved-view-list'> = {
  tables: new Set(['saved_view']),
  answer(reader): QueryResult<'saved-view-list'> {
    const rows = reader
      .rows<QueryResult<'saved-view-list'>['rows'][number]>(
        'SELECT id AS id, name AS name, text AS text, "group" AS "group", "order" AS "order", author AS author FROM saved_view ORDER BY id',
      )
      .toSorted((one, other) => naturalOrder(one.name, other.name));
    return { summary: { total: rows.length }, rows };
  },
};
