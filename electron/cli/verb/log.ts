import { limit } from '#shared/plan/limit.ts';
import type { QueryInput } from '#shared/contract/query.ts';
import type { Call, Report, Verb } from '../call.ts';
import { findIssue } from '../lookup/find-issue.ts';
import { instantFlag } from '../lookup/instant-flag.ts';
import { take } from '../refusal.ts';
import { activityTable } from '../terminal/activity-table.ts';
import { countText } from '../terminal/quantity.ts';

/** `sextant log`: who changed what, when, from what to what; newest first. */
export const logVerb: Verb = {
  name: 'log',
  summary: 'who changed what, when, from what to what; newest first',
  operands: '',
  words: [0, 0],
  options: {
    issue: { type: 'string', value: 'KEY', help: 'only this issue' },
    author: { type: 'string', multiple: true, value: 'NAME', help: 'only what these people changed' },
    command: { type: 'string', multiple: true, value: 'NAME', help: 'only what these commands changed: set-status …' },
    field: { type: 'string', multiple: true, value: 'NAME', help: 'only these fields: status, estimate …' },
    text: { type: 'string', value: 'WORDS', help: 'words in a value, or in key or title of the issue' },
    from: { type: 'string', value: 'DATE', help: 'from this day or instant on' },
    to: { type: 'string', value: 'DATE', help: 'up to this day, or before this instant' },
    limit: { type: 'string', value: 'N', help: 'so many entries (default 50)' },
    offset: { type: 'string', value: 'N', help: 'leave out the newest N' },
  },
  examples: ['sextant log --author Ada --from 2026-11-01', 'sextant log --field status --json'],
  run,
};

async function run(call: Call): Promise<Report> {
  const { flags } = call;
  const most = flags.number('limit', { from: 1, to: limit.issues }) ?? 50;
  const offset = flags.number('offset', { from: 0, to: Number.MAX_SAFE_INTEGER }) ?? 0;
  const from = instantFlag(flags, 'from', 0);
  const to = instantFlag(flags, 'to', 1);
  const connection = await call.open();
  const roadmapIds = await call.roadmapIds();
  const key = flags.text('issue');
  const issueId = key === null ? null : (await findIssue(connection, key, roadmapIds, 'read')).id;
  const asked: QueryInput<'activity'> = {
    roadmapIds,
    issueId,
    authors: flags.list('author'),
    commands: flags.list('command'),
    fields: flags.list('field'),
    text: flags.text('text') ?? '',
    from,
    to,
  };
  const first = take(await connection.query('activity', { ...asked, offset, limit: Math.min(most, limit.window) }));
  const rows = [...first.rows];
  while (rows.length < Math.min(most, first.summary.total - offset)) {
    const window = Math.min(most - rows.length, limit.window);
    const more = take(await connection.query('activity', { ...asked, offset: offset + rows.length, limit: window })).rows;
    if (more.length === 0) break;
    rows.push(...more);
  }
  const { total } = first.summary;
  return {
    json: { total, entries: rows },
    text: (paint, columns) =>
      rows.length === 0
        ? 'No entry fits.'
        : `${activityTable(rows, issueId === null, paint, columns)}\n\n${paint('quiet', `${countText(rows.length, 'entry', 'entries')} of ${total}`)}`,
    hint: total > offset + rows.length ? `Older ones: --offset ${offset + rows.length}` : null,
  };
}
