import type { ActivityRow } from '#shared/contract/activity.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { limit } from '#shared/plan/limit.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import type { Call, Report, Verb } from '../call.ts';
import { findIssue } from '../lookup/find-issue.ts';
import { nearestWord } from '#shared/base/nearest-word.ts';
import { misuse, take } from '../refusal.ts';
import { activityTable } from '../terminal/activity-table.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** `sextant history KEY`: every change of an issue, oldest first. */
export const historyVerb: Verb = {
  name: 'history',
  summary: 'every change of an issue: who, when, from what to what',
  operands: 'KEY',
  words: [1, 1],
  options: { field: { type: 'string', value: 'NAME', help: 'only this field: status, estimate, title, body …' } },
  examples: ['sextant history "#3"', 'sextant history "#3" --field status'],
  run,
};

async function run(call: Call): Promise<Report> {
  const [key = ''] = call.words;
  const field = call.flags.text('field');
  const connection = await call.open();
  const issue = await findIssue(connection, key, await call.roadmapIds(), 'read');
  const all = await entriesOf(connection, issue.id);
  if (field !== null) checkField(field, all);
  // What an issue was created with by an import is not listed field by field: that it came shows where a field began.
  const entries = all.filter((entry) => field === null || entry.field === field || entry.field === 'issue');
  return {
    json: { id: issue.id, key: issue.key, entries },
    text: (paint, columns) =>
      entries.length === 0 ? `Nothing is recorded of ${safeLine(issue.key)}.` : activityTable(entries, false, paint, columns),
    hint: field === null ? `One field alone: sextant history ${shellWord(issue.key)} --field status` : null,
  };
}

/** All entries of an issue, oldest first. */
async function entriesOf(connection: Connection, issueId: IssueId): Promise<ActivityRow[]> {
  const rows: ActivityRow[] = [];
  for (;;) {
    const { rows: window } = take(await connection.query('activity', { issueId, offset: rows.length, limit: limit.window }));
    rows.push(...window);
    if (window.length < limit.window) return rows.toReversed();
  }
}

function checkField(field: string, entries: readonly ActivityRow[]): void {
  const known = [
    ...new Set([
      'status',
      'title',
      'body',
      'priority',
      'estimate',
      'assignee',
      'milestone',
      'sprint',
      ...entries.map((entry) => entry.field),
    ]),
  ];
  if (known.includes(field)) return;
  const nearest = nearestWord(field, known);
  throw misuse(`No change of "${field}" is recorded.${nearest === null ? '' : ` Did you mean ${nearest}?`}`, '--field', known);
}
