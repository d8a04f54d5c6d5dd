import type { Call, Report, Verb } from '../call.ts';
import { orderedEdges } from '../graph/ordered-edges.ts';
import { allIssues } from '../lookup/all-issues.ts';
import { filterOptions, issueFilter } from '../lookup/issue-filter.ts';
import { indexEdges, listRecord } from '../lookup/list-record.ts';
import { take } from '../refusal.ts';
import { issueTable } from '../terminal/issue-table.ts';
import { countText, hoursText } from '../terminal/quantity.ts';
import { shellWord } from '../terminal/shell-word.ts';

const { ready: _ready, blocked: _blocked, status: _status, ...options } = filterOptions;

/** `sextant ready`: what can start now, most urgent first. */
export const readyVerb: Verb = {
  name: 'ready',
  summary: 'list what can start now, most urgent first',
  operands: '',
  words: [0, 0],
  options,
  examples: ['sextant ready', 'sextant ready --assignee none --json'],
  run,
};

async function run(call: Call): Promise<Report> {
  const connection = await call.open();
  const roadmapIds = await call.roadmapIds();
  const filter = { ...(await issueFilter(connection, call.flags, roadmapIds, call.host.today())), ready: true };
  const rows = await allIssues(connection, filter, 'readiness', (text) => call.progress(text));
  const index = indexEdges(call.json ? orderedEdges(take(await connection.query('dependency-graph', { roadmapIds: [] }))) : []);
  const hours = rows.reduce((sum, row) => sum + (row.estimate?.likely ?? 0), 0);
  const first = rows[0];
  return {
    json: rows.map((row) => listRecord(row, index)),
    text: (paint, columns) =>
      first === undefined
        ? 'Nothing can start now.'
        : `${issueTable(rows, paint, columns)}\n\n${paint('quiet', `${countText(rows.length, 'issue')} ready, ${hoursText(hours)}`)}`,
    hint:
      first === undefined
        ? 'See what everything waits for: sextant list --blocked'
        : `Start the first: sextant set ${shellWord(first.key)} --status in-progress`,
  };
}
