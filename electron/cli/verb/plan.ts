import type { QueryResult } from '#shared/contract/query.ts';
import { limit } from '#shared/plan/limit.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { importHint } from '../lookup/import-hint.ts';
import type { Call, Report, Verb } from '../call.ts';
import { misuse, take } from '../refusal.ts';
import type { Paint } from '../terminal/paint.ts';
import { countText, hoursText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';

/** `sextant plan`: when each issue would be worked on at the given pace. */
export const planVerb: Verb = {
  name: 'plan',
  summary: 'place the open issues in weeks and sprints',
  operands: '',
  words: [0, 0],
  options: {
    'hours-per-week': { type: 'string', value: 'N', help: "hours of work a week (default the workspace's capacity)" },
    from: { type: 'string', value: 'DATE', help: 'first day, YYYY-MM-DD (default today)' },
  },
  examples: ['sextant plan --hours-per-week 30', 'sextant plan --from 2027-01-04 --json'],
  run,
};

async function run(call: Call): Promise<Report> {
  const hoursPerWeek = call.flags.number('hours-per-week', { over: 0, to: limit.hoursPerWeek });
  const day = call.flags.text('from') ?? call.host.today();
  const from = IsoDate.safeParse(day);
  if (!from.success) throw misuse(`--from takes a day like 2027-01-04, but got "${day}".`, '--from');
  const connection = await call.open();
  const roadmapIds = await call.roadmapIds();
  const result = take(await connection.query('schedule', { roadmapIds, from: from.data, hoursPerWeek }));
  const { summary, rows } = result;
  const keys = new Map<string, string>(rows.map((row) => [row.id, row.key]));
  const keysOf = (ids: readonly string[]): string[] => ids.map((id) => keys.get(id) ?? id);
  return {
    json: {
      start: summary.start,
      finish: summary.finish,
      totalHours: summary.totalHours,
      weeks: summary.weeks,
      hoursPerWeek: summary.hoursPerWeek,
      unestimated: keysOf(summary.unestimated),
      sprints: summary.sprints.map(({ issueIds, ...sprint }) => ({ ...sprint, issues: keysOf(issueIds) })),
      issues: rows.map(({ id, key, roadmapId, start, finish, sprint, critical, slackHours, hours }) => ({
        id,
        key,
        roadmapId,
        start,
        finish,
        sprint,
        critical,
        slackHours,
        hours,
      })),
      criticalPath: keysOf(summary.criticalPath),
    },
    text: (paint, columns) => describe(result, keysOf(summary.criticalPath), paint, columns),
    hint:
      summary.unestimated.length > 0
        ? `${countText(summary.unestimated.length, 'issue')} without an estimate took no time in this plan: sextant list --json shows them; sextant set KEY --estimate 8h gives one`
        : rows.length === 0
          ? `Nothing is open. ${importHint(call)}`
          : 'See what waits for what: sextant graph',
  };
}

function describe(result: QueryResult<'schedule'>, criticalPath: string[], paint: Paint, columns: number | null): string {
  const { summary, rows } = result;
  if (rows.length === 0) return 'There is no open issue to place.';
  const head = `${summary.start} to ${summary.finish}: ${hoursText(summary.totalHours)} in ${countText(summary.weeks, 'week')} at ${hoursText(summary.hoursPerWeek)} a week`;
  const placed = table(
    [
      { head: 'Key' },
      { head: 'Start' },
      { head: 'Finish' },
      { head: 'Hours', align: 'right' },
      { head: 'Slack', align: 'right' },
      { head: 'Sprint' },
      { head: 'Title', flexible: true },
    ],
    rows.map((row) => [
      row.critical ? { text: row.key, tone: 'critical' } : row.key,
      row.start.replace('T', ' '),
      row.finish.replace('T', ' '),
      row.unestimated ? { text: 'none', tone: 'doubt' } : hoursText(row.hours),
      row.critical ? { text: 'critical', tone: 'critical' } : hoursText(row.slackHours),
      row.sprint ?? '',
      row.title,
    ]),
    paint,
    columns,
  );
  const sprints = table(
    [
      { head: 'Sprint' },
      { head: 'Start' },
      { head: 'Finish' },
      { head: 'Planned', align: 'right' },
      { head: 'Capacity', align: 'right' },
      { head: 'Issues', align: 'right' },
    ],
    summary.sprints.map((sprint) => [
      sprint.name,
      sprint.start,
      sprint.finish,
      hoursText(sprint.plannedHours),
      hoursText(sprint.capacityHours),
      String(sprint.issueIds.length),
    ]),
    paint,
    columns,
  );
  const path = criticalPath.length > 0 ? `\n\nCritical path: ${paint('critical', criticalPath.join(' → '))}` : '';
  return `${paint('title', head)}\n\n${placed}${summary.sprints.length > 0 ? `\n\n${sprints}` : ''}${path}`;
}
