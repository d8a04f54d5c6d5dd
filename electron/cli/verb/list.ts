import { IssueOrder } from '#shared/contract/query.ts';
import type { Call, Report, Verb } from '../call.ts';
import { orderedEdges } from '../graph/ordered-edges.ts';
import { allIssues } from '../lookup/all-issues.ts';
import { filterOptions, issueFilter } from '../lookup/issue-filter.ts';
import { importHint } from '../lookup/import-hint.ts';
import { indexEdges, listRecord } from '../lookup/list-record.ts';
import { take } from '../refusal.ts';
import { issueTable } from '../terminal/issue-table.ts';
import { countText, hoursText } from '../terminal/quantity.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** `sextant list`: issues, narrowed by what the flags say. */
export const listVerb: Verb = {
  name: 'list',
  summary: 'list issues, narrowed by the flags',
  operands: '',
  words: [0, 0],
  options: {
    ...filterOptions,
    sort: { type: 'string', value: 'ORDER', help: `${IssueOrder.options.join(', ')} (default readiness)` },
  },
  examples: ['sextant list --ready --priority P0,P1', 'sextant list --milestone M1 --json'],
  run,
};

async function run(call: Call): Promise<Report> {
  const order = call.flags.choice('sort', IssueOrder.options) ?? 'readiness';
  const connection = await call.open();
  const roadmapIds = await call.roadmapIds();
  const filter = await issueFilter(connection, call.flags, roadmapIds, call.host.today());
  const rows = await allIssues(connection, filter, order, (text) => call.progress(text));
  // All roadmaps: a dependency may cross them.
  const index = indexEdges(call.json ? orderedEdges(take(await connection.query('dependency-graph', { roadmapIds: [] }))) : []);
  const hours = rows.reduce((sum, row) => sum + (row.estimate?.likely ?? 0), 0);
  return {
    json: rows.map((row) => listRecord(row, index)),
    text: (paint, columns) =>
      rows.length === 0
        ? 'No issue fits.'
        : `${issueTable(rows, paint, columns)}\n\n${paint('quiet', `${countText(rows.length, 'issue')}, ${hoursText(hours)}`)}`,
    hint:
      rows.length === 0
        ? `${importHint(call)}${call.flags.text('in') === null ? ', or ask for less.' : ''}`
        : `See one of them: sextant show ${shellWord(rows[0]?.key ?? '')}`,
  };
}
