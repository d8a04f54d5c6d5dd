import { readStoreFiles } from '#electron/engine/store/store-files.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import type { QueryDefinition } from './query-definition.ts';

/** The query `store-status`: from the files beside the database, so it is asked anew after each job of the store and each commit, which has entries of `activity`. */
export const storeStatus: QueryDefinition<'store-status'> = {
  tables: new Set(['store_report', 'change', 'activity', 'key_alias', 'issue', 'roadmap']),
  answer(reader): QueryResult<'store-status'> {
    const [log] = reader.rows<{ changes: number }>('SELECT count(*) AS changes FROM change');
    const repairedKeys = reader.rows<QueryResult<'store-status'>['summary']['repairedKeys'][number]>(
      `SELECT issue.id AS issueId, issue.key AS key, key_alias.key AS given, issue.title AS title, coalesce(roadmap.title, '') AS roadmap
       FROM key_alias JOIN issue ON issue.id = key_alias.issue_id LEFT JOIN roadmap ON roadmap.id = issue.roadmap_id
       ORDER BY key_alias.roadmap_id, key_alias.key, issue.key`,
    );
    // Not of the files: these grow and shrink when the log of SQLite moves into its file, which is no change of the plan.
    const [{ page_count: pages = 0 } = {}] = reader.rows<{ page_count?: number }>('PRAGMA page_count');
    const [{ page_size: page = 0 } = {}] = reader.rows<{ page_size?: number }>('PRAGMA page_size');
    const { journalBytes, ...files } = readStoreFiles(reader.folder);
    return {
      summary: { ...files, bytes: pages * page + journalBytes, folder: reader.folder, changes: log?.changes ?? 0, repairedKeys },
      rows: [],
    };
  },
};
