import type { JobValue } from '#shared/contract/job.ts';
import type { QueryArgs, QueryResult } from '#shared/contract/query.ts';
import { limit } from '#shared/plan/limit.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { findIssue } from '../lookup/find-issue.ts';
import { importHint } from '../lookup/import-hint.ts';
import type { Call, Report, Verb } from '../call.ts';
import { misuse, take } from '../refusal.ts';
import type { Paint } from '../terminal/paint.ts';
import { countText, hoursText } from '../terminal/quantity.ts';
import { showProgress } from '../terminal/show-progress.ts';
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
    people: { type: 'string', value: 'N', help: 'as if N people did it who can all do everything' },
    'sprint-length': { type: 'string', value: 'WEEKS', help: "length of sprints without dates (default the workspace's)" },
    optimise: { type: 'string', value: 'SECONDS', help: 'look for a better plan for so long, and say how near the best possible it is' },
    explain: { type: 'string', value: 'KEY', help: 'why this issue is where it is' },
    levers: { type: 'boolean', help: 'what would make it finish earlier, found by planning again' },
  },
  examples: [
    'sextant plan --hours-per-week 30',
    'sextant plan --from 2027-01-04 --json',
    'sextant plan --optimise 5',
    'sextant plan --explain 12',
    'sextant plan --people 3 --levers',
  ],
  run,
};

async function run(call: Call): Promise<Report> {
  const hoursPerWeek = call.flags.number('hours-per-week', { over: 0, to: limit.hoursPerWeek });
  const day = call.flags.text('from') ?? call.host.today();
  const from = IsoDate.safeParse(day);
  if (!from.success) throw misuse(`--from takes a day like 2027-01-04, but got "${day}".`, '--from');
  const connection = await call.open();
  const roadmapIds = await call.roadmapIds();
  const people = call.flags.number('people', { over: 0, to: limit.units });
  const sprintWeeks = call.flags.number('sprint-length', { over: 0, to: 12 });
  const request = { roadmapIds, from: from.data, hoursPerWeek, people, sprintWeeks };
  const explained = call.flags.text('explain');
  if (explained !== null) return explainPlace(call, request, explained);
  const seconds = call.flags.number('optimise', { over: 0, to: limit.improvementSeconds });
  if (call.flags.isSet('levers')) return tellLevers(call, request);
  if (seconds !== null) {
    const { improvement, ...better } = take(
      await connection.run('improve-plan', { ...request, seconds }, { onProgress: showProgress(call) }),
    );
    const report = reportOf(call, better);
    return {
      ...report,
      json: { ...report.json, improvement },
      text: (paint, columns) => `${paint('title', improvementText(improvement))}\n\n${report.text(paint, columns)}`,
    };
  }
  return reportOf(call, take(await connection.query('schedule', request)));
}

function improvementText({ before, finish, optimal, withinPercent, schedules }: JobValue<'improve-plan'>['improvement']): string {
  const change =
    finish === before ? 'Done as early as before' : `Done on ${finish.replace('T', ' at ')} instead of ${before.replace('T', ' at ')}`;
  const quality = optimal
    ? 'nothing better is possible under these rules'
    : withinPercent === 0
      ? 'the finish is the best possible under these rules'
      : `the finish is within ${withinPercent} % of the best possible under these rules`;
  return `${change}; ${quality} (${countText(schedules, 'schedule')} tried).`;
}

function reportOf(call: Call, result: QueryResult<'schedule'>): Report & { readonly json: Record<string, unknown> } {
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
      issues: rows.map(({ id, key, roadmapId, start, finish, sprint, critical, slackHours, hours, by }) => ({
        id,
        key,
        roadmapId,
        start,
        finish,
        sprint,
        critical,
        slackHours,
        hours,
        by,
      })),
      criticalPath: keysOf(summary.criticalPath),
      unplaced: summary.unplaced,
      unkept: summary.unkept,
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

type Request = QueryArgs<'schedule'>;

async function explainPlace(call: Call, request: Request, key: string): Promise<Report> {
  const connection = await call.open();
  const issue = await findIssue(connection, key, request.roadmapIds, 'read');
  const { summary } = take(await connection.query('place-reason', { ...request, issueId: issue.id }));
  if (summary === null) {
    return {
      json: null,
      text: () => `${issue.key} is not open, so it has no place in the plan.`,
      hint: 'See what is open: sextant list --open',
    };
  }
  const { place, because, also, weight, unkept, chain } = summary;
  const lines = [place, ...(because === null ? [] : [because]), ...also, ...(weight === null ? [] : [weight]), ...unkept];
  return {
    json: summary,
    text: (paint) => {
      const path = chain.map((one) => (one.id === issue.id ? paint('title', one.key) : one.key)).join(' → ');
      return `${lines.join('\n')}${chain.length === 0 ? '' : `\n\nWhat sets the finish: ${path}`}`;
    },
    hint: 'What would make it earlier: sextant plan --levers',
  };
}

async function tellLevers(call: Call, request: Request): Promise<Report> {
  const connection = await call.open();
  const found = take(await connection.run('measure-levers', request, { onProgress: showProgress(call) }));
  return {
    json: found,
    text: (paint) => {
      const head = paint('title', `Done on ${found.finish.replace('T', ' at ')} as planned. What would help:`);
      if (found.levers.length === 0) return 'Nothing that was tried would make it finish earlier.';
      return `${head}\n${found.levers.map(({ text }) => `  ${text}`).join('\n')}`;
    },
    hint: `${countText(found.tried, 'change')} to what sets the finish tried, each by planning again; nothing was changed`,
  };
}

function describe(result: QueryResult<'schedule'>, criticalPath: string[], paint: Paint, columns: number | null): string {
  const { summary, rows } = result;
  if (rows.length === 0 && summary.unplaced.length === 0) return 'There is no open issue to place.';
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
  const said = [
    ['No place:', summary.unplaced],
    ['Not as wished:', summary.unkept],
  ] as const;
  const doubts = said.flatMap(([title, all]) =>
    all.length === 0 ? [] : [`\n\n${paint('doubt', title)}\n${all.map(({ key, text }) => `  ${key}: ${text}`).join('\n')}`],
  );
  const path = criticalPath.length > 0 ? `\n\nCritical path: ${paint('critical', criticalPath.join(' → '))}` : '';
  return `${paint('title', head)}\n\n${placed}${summary.sprints.length > 0 ? `\n\n${sprints}` : ''}${doubts.join('')}${path}`;
}
