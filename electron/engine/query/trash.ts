import type { TrashRow } from '#shared/contract/trash.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { containing } from './issue-filter.ts';
import type { QueryDefinition } from './query-definition.ts';

/** Everything that was deleted and whose owner is there: without its issue, an item cannot come back. */
const listed = `
  FROM trash
  LEFT JOIN roadmap ON roadmap.id = trash.roadmap_id
  LEFT JOIN issue AS owner ON owner.id = trash.owner_id
  LEFT JOIN issue AS other ON other.id = trash.other_id AND trash.kind = 'dependency'
  WHERE (trash.owner_id IS NULL OR owner.id IS NOT NULL OR EXISTS (SELECT 1 FROM milestone WHERE milestone.id = trash.owner_id))
    AND (trash.kind <> 'dependency' OR other.id IS NOT NULL)
    AND (@text = '' OR trash.title LIKE @like ESCAPE '\\' OR trash.key LIKE @like ESCAPE '\\' OR owner.key LIKE @like ESCAPE '\\')`;

/** Who wrote the first entry from then on that says it went. */
const deletedBy = `(
  SELECT author FROM activity
  WHERE after IS NULL AND at >= trash.deleted_at
    AND (issue_id = iif(trash.kind = 'issue', trash.record_id, trash.owner_id) OR subject IN (trash.kind || ':' || trash.record_id, 'milestone:' || trash.owner_id))
  ORDER BY at LIMIT 1)`;

/** What was deleted, the latest first. */
export const trash: QueryDefinition<'trash'> = {
  tables: new Set(['trash', 'roadmap', 'issue', 'milestone', 'activity']),
  answer(reader, { text, offset, limit }): QueryResult<'trash'> {
    const parameters = { text: text.trim(), like: containing(text.trim()) };
    const [count] = reader.rows<{ total: number }>(`SELECT count(*) AS total ${listed}`, parameters);
    const rows = reader.rows<TrashRow>(
      `SELECT trash.record_id AS id, trash.kind AS kind, trash.record_id AS recordId, trash.roadmap_id AS roadmapId,
         roadmap.title AS roadmap, coalesce(trash.key, owner.key) AS key,
         iif(trash.kind = 'dependency', 'waits for ' || other.key, trash.title) AS title,
         trash.deleted_at AS deletedAt, ${deletedBy} AS deletedBy
       ${listed} ORDER BY trash.deleted_at DESC, trash.record_id LIMIT @limit OFFSET @offset`,
      { ...parameters, limit, offset },
    );
    return { summary: { total: count?.total ?? 0 }, rows };
  },
};
