// Issues of several workspaces by one search: each workspace's own order, one workspace after the other.
import type { QueryResult } from '#shared/contract/query.ts';
import { portfolioSources, readSource } from './portfolio-source.ts';
import type { QueryDefinition } from './query-definition.ts';
import { readSearch } from './read-search.ts';
import { search, searchHits } from './search.ts';

/** The query `portfolio-issues`. */
export const portfolioIssues: QueryDefinition<'portfolio-issues'> = {
  tables: new Set([...search.tables, 'workspace', 'workspace_link']),
  readsOthers: true,
  answer(reader, { text, today, folders, offset, limit }): QueryResult<'portfolio-issues'> {
    // What is no search is refused once, and not once a workspace.
    readSearch(text);
    const rows: QueryResult<'portfolio-issues'>['rows'][number][] = [];
    let total = 0;
    let capped = false;
    for (const source of portfolioSources(reader)) {
      if (folders.length > 0 && !folders.includes(source.folder)) continue;
      const { value } = readSource(source, (one) => {
        const hits = searchHits(one, { text, roadmapIds: [], today });
        const from = Math.max(0, offset - total);
        const wanted = Math.max(0, Math.min(limit - rows.length, hits.total - from));
        const [named] = one.rows<{ name: string }>('SELECT name AS name FROM workspace WHERE id = 1');
        return { total: hits.total, capped: hits.capped, rows: wanted === 0 ? [] : hits.rows(from, wanted), name: named?.name ?? '' };
      });
      if (value === null) continue;
      const { folder, own } = source;
      for (const row of value.rows) rows.push({ ...row, id: `${folder}\n${row.id}`, issueId: row.id, folder, workspace: value.name, own });
      total += value.total;
      capped ||= value.capped;
    }
    return { summary: { total, capped }, rows };
  },
};
