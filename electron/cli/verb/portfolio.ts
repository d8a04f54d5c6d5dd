import { resolve } from 'node:path';
import { nearestWord } from '#shared/base/nearest-word.ts';
import type { PortfolioRow } from '#shared/contract/portfolio.ts';
import { limit } from '#shared/plan/limit.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import type { Call, Report, Verb } from '../call.ts';
import { misuse, take } from '../refusal.ts';
import type { Paint } from '../terminal/paint.ts';
import { countText, hoursText } from '../terminal/quantity.ts';
import { stateCell } from '../terminal/state-cell.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';

const actions = ['link', 'unlink', 'issues'];

/** `sextant portfolio …`: several workspaces together, read-only. */
export const portfolioVerb: Verb = {
  name: 'portfolio',
  summary: 'several workspaces together: totals, link, unlink, issues',
  operands: '[link FOLDER | unlink FOLDER | issues [QUERY]]',
  words: [0, 100],
  options: {},
  examples: ['sextant portfolio', 'sextant portfolio link ../other/workspace', "sextant portfolio issues 'is:blocked priority:P0'"],
  run,
};

async function run(call: Call): Promise<Report> {
  const [action, ...rest] = call.words;
  if (action === undefined) return totals(call);
  if (action === 'issues') return issues(call, rest.join(' '));
  if (action !== 'link' && action !== 'unlink') {
    const nearest = nearestWord(action, actions);
    throw misuse(
      `portfolio has no action "${action}".${nearest === null ? ` Known are ${actions.join(', ')}.` : ` Did you mean ${nearest}?`}`,
      action,
      actions,
    );
  }
  const [given] = rest;
  if (given === undefined || rest.length > 1) throw misuse(`Expected sextant portfolio ${action} FOLDER.`);
  const folder = resolve(call.host.cwd, given);
  const connection = await call.open();
  if (action === 'unlink') {
    take(await connection.run('unlink-workspace', { folder }));
    return { json: { folder }, text: () => safeLine(`${folder}: not linked any more.`), hint: null };
  }
  const linked = take(await connection.run('link-workspace', { folder }));
  return { json: linked, text: () => safeLine(`${linked.name}: linked, read-only.`), hint: 'See all together: sextant portfolio' };
}

async function totals(call: Call): Promise<Report> {
  const { summary, rows } = take(await (await call.open()).query('portfolio', { today: IsoDate.parse(call.host.today()) }));
  return {
    json: { ...summary, workspaces: rows.map(({ id: _id, ...row }) => row) },
    text: (paint, columns) => sourceTable(rows, summary, paint, columns),
    hint: rows.length < 2 ? 'Link another workspace: sextant portfolio link FOLDER' : 'Look at the issues of all: sextant portfolio issues',
  };
}

function sourceTable(
  rows: readonly PortfolioRow[],
  summary: Pick<PortfolioRow, 'issues' | 'open' | 'inProgress' | 'blocked' | 'hours' | 'doneHours'>,
  paint: Paint,
  columns: number | null,
): string {
  const numbers = (row: typeof summary): string[] => [
    String(row.issues),
    String(row.open),
    String(row.inProgress),
    String(row.blocked),
    `${hoursText(row.doneHours)} of ${hoursText(row.hours)}`,
  ];
  const right = 'right' as const;
  const drawn = table(
    [
      { head: 'Workspace' },
      { head: 'Issues', align: right },
      { head: 'Open', align: right },
      { head: 'In progress', align: right },
      { head: 'Blocked', align: right },
      { head: 'Done', align: right },
      { head: 'Next milestone' },
      { head: 'Folder', flexible: true },
    ],
    [
      ...rows.map((row) => [
        row.name,
        ...(row.reason === null ? numbers(row) : ['', '', '', '', '']),
        row.reason === null
          ? row.nextMilestone === null
            ? ''
            : `${row.nextMilestone.name}, ${row.nextMilestone.target}`
          : { text: row.state, tone: 'doubt' as const },
        row.own ? `${row.folder} (this one)` : row.folder,
      ]),
      ['Together', ...numbers(summary), '', ''],
    ],
    paint,
    columns,
  );
  const reasons = rows.flatMap(({ name, reason }) => (reason === null ? [] : [paint('doubt', safeLine(`${name}: ${reason}`))]));
  return [drawn, ...reasons].join('\n');
}

async function issues(call: Call, text: string): Promise<Report> {
  const today = IsoDate.parse(call.host.today());
  const { summary, rows } = take(await (await call.open()).query('portfolio-issues', { text, today, limit: limit.window }));
  return {
    json: {
      ...summary,
      issues: rows.map(({ issueId, workspace, folder, key, title, roadmap, status, blocked, ready, priority, estimate }) => ({
        id: issueId,
        workspace,
        folder,
        key,
        title,
        roadmap,
        status: status.name,
        statusCategory: status.category,
        blocked,
        ready,
        priority,
        estimateHours: estimate?.likely ?? null,
      })),
    },
    text: (paint, columns) =>
      rows.length === 0
        ? 'No issue fits.'
        : `${table(
            [{ head: 'Workspace' }, { head: 'Key' }, { head: 'State' }, { head: 'Title', flexible: true }, { head: 'Roadmap' }],
            rows.map((row) => [row.workspace, row.key, stateCell(row), row.title, row.roadmap]),
            paint,
            columns,
          )}\n\n${paint('quiet', countText(summary.total, 'issue') + (summary.capped ? ' and more' : ''))}`,
    hint: rows.some(({ own }) => !own) ? 'Change one in its own workspace: sextant show KEY --workspace FOLDER' : null,
  };
}
