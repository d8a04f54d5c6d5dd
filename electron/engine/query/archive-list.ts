// What was archived, last first, and the files that hold it. Reads no file.
import type { ArchivedIssueRow } from '#shared/contract/archive.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { containing } from './issue-filter.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Bindable } from './reader.ts';
import { type StatusColumn, statusOf } from './status-column.ts';

/** More words than anybody types to find something; further ones are ignored. */
const words = 8;

/** The query `archive-list`. */
export const archiveList: QueryDefinition<'archive-list'> = {
  tables: new Set(['archived_issue', 'roadmap']),
  answer(reader, { text, offset, limit }): QueryResult<'archive-list'> {
    const parameters: Record<string, Bindable> = {};
    const conditions = ['archived_issue.archived = 1'];
    for (const [index, word] of text.trim().split(/\s+/u).filter(Boolean).slice(0, words).entries()) {
      parameters[`word${index}`] = containing(word);
      conditions.push(`archived_issue.text LIKE @word${index} ESCAPE '\\'`);
    }
    const where = conditions.join(' AND ');
    const [sum] = reader.rows<{ total: number; hours: number }>(
      `SELECT count(*) AS total, total(estimate_likely) AS hours FROM archived_issue WHERE ${where}`,
      parameters,
    );
    const rows = reader.rows<Omit<ArchivedIssueRow, 'status'> & StatusColumn>(
      `SELECT archived_issue.issue_id AS id, archived_issue.roadmap_id AS roadmapId, roadmap.title AS roadmap, archived_issue.key AS key,
         archived_issue.title AS title, archived_issue.kind AS kind, archived_issue.status_category AS statusCategory,
         archived_issue.status_name AS statusName, archived_issue.status_verified AS statusVerified,
         archived_issue.estimate_likely AS hours, archived_issue.at AS at, archived_issue.author AS author,
         archived_issue.device_id AS deviceId, archived_issue.file AS file, archived_issue.sha256 AS sha256
       FROM archived_issue LEFT JOIN roadmap ON roadmap.id = archived_issue.roadmap_id WHERE ${where}
       ORDER BY archived_issue.at DESC, archived_issue.roadmap_id, archived_issue.key, archived_issue.issue_id LIMIT @limit OFFSET @offset`,
      { ...parameters, limit, offset },
    );
    const files = reader.rows<QueryResult<'archive-list'>['summary']['files'][number]>(
      `SELECT file AS file, max(sha256) AS sha256, max(at) AS at, max(device_id) AS deviceId, count(*) AS issues
       FROM archived_issue WHERE archived = 1 GROUP BY file ORDER BY at DESC, file`,
    );
    return {
      summary: { total: sum?.total ?? 0, hours: sum?.hours ?? 0, files },
      rows: rows.map(({ statusCategory, statusName, statusVerified, ...row }) => ({
        ...row,
        status: statusOf({ statusCategory, statusName, statusVerified }),
      })),
    };
  },
};
