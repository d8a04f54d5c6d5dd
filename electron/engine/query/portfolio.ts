// Several workspaces together: what each holds, and the sums.
import type { PortfolioRow } from '#shared/contract/portfolio.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { portfolioSources, readSource } from './portfolio-source.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';

type Totals = Pick<PortfolioRow, 'issues' | 'open' | 'inProgress' | 'blocked' | 'hours' | 'doneHours'>;

const nothing: Totals = { issues: 0, open: 0, inProgress: 0, blocked: 0, hours: 0, doneHours: 0 };

/** The query `portfolio`. A workspace that cannot be read says why and counts nothing. */
export const portfolio: QueryDefinition<'portfolio'> = {
  tables: new Set(['workspace', 'roadmap', 'milestone', 'issue', 'workspace_link']),
  readsOthers: true,
  answer(reader): QueryResult<'portfolio'> {
    const rows = portfolioSources(reader).map((source) => {
      const { value, source: seen } = readSource(source, held);
      const { folder, own, state, reason } = seen;
      const name = value?.name ?? folder.split(/[\\/]/u).findLast((part) => part !== '') ?? folder;
      return { id: folder, folder, own, state, reason, ...(value ?? { ...nothing, roadmaps: 0, nextMilestone: null }), name };
    });
    const sum = (amount: keyof Totals | 'roadmaps'): number => rows.reduce((total, row) => total + row[amount], 0);
    return {
      summary: {
        issues: sum('issues'),
        open: sum('open'),
        inProgress: sum('inProgress'),
        blocked: sum('blocked'),
        hours: sum('hours'),
        doneHours: sum('doneHours'),
        roadmaps: sum('roadmaps'),
        sources: rows.length,
        readable: rows.filter(({ state }) => state === 'ready').length,
      },
      rows,
    };
  },
};

function held(reader: Reader): Totals & Pick<PortfolioRow, 'name' | 'roadmaps' | 'nextMilestone'> {
  return reader.remember('portfolio totals', () => {
    const [named] = reader.rows<{ name: string; roadmaps: number }>(
      'SELECT name AS name, (SELECT count(*) FROM roadmap) AS roadmaps FROM workspace WHERE id = 1',
    );
    const [counted] = reader.rows<Totals>(
      `SELECT count(*) AS issues, coalesce(sum(open), 0) AS open, coalesce(sum(status_category = 'in-progress'), 0) AS inProgress,
         coalesce(sum(blocked), 0) AS blocked, total(CASE WHEN status_category <> 'cancelled' THEN estimate_likely END) AS hours,
         total(CASE WHEN status_category = 'done' THEN estimate_likely END) AS doneHours
       FROM issue`,
    );
    const [next] = reader.rows<NonNullable<PortfolioRow['nextMilestone']>>(
      `SELECT CASE WHEN milestone.title = '' OR milestone.title = milestone.key THEN milestone.key ELSE milestone.key || ' ' || milestone.title END AS name,
         coalesce((SELECT roadmap.title FROM roadmap WHERE roadmap.id = milestone.roadmap_id), '') AS roadmap,
         milestone.target AS target, (SELECT count(*) FROM issue WHERE issue.milestone_id = milestone.id AND issue.open = 1) AS openIssues
       FROM milestone WHERE milestone.target IS NOT NULL
         AND EXISTS (SELECT 1 FROM issue WHERE issue.milestone_id = milestone.id AND issue.open = 1)
       ORDER BY milestone.target, milestone.id LIMIT 1`,
    );
    return { ...(counted ?? nothing), name: named?.name ?? '', roadmaps: named?.roadmaps ?? 0, nextMilestone: next ?? null };
  });
}
