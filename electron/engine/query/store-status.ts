import { readStoreFiles } from '#electron/engine/store/store-files.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import type { QueryDefinition } from './query-definition.ts';

/** The query `store-status`: from the files beside the database, so it is asked anew after each job of the store and each commit, which has entries of `activity`. */
export const storeStatus: QueryDefinition<'store-status'> = {
  tables: new Set(['store_report', 'change', 'activity']),
  answer(reader): QueryResult<'store-status'> {
    const [log] = reader.rows<{ changes: number }>('SELECT count(*) AS changes FROM change');
    return { summary: { ...readStoreFiles(reader.folder), folder: reader.folder, changes: log?.changes ?? 0 }, rows: [] };
  },
};
