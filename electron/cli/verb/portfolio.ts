import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isWorkspace } from '#electron/engine/is-workspace.ts';
import { nearestWord } from '#shared/base/nearest-word.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { PortfolioRow } from '#shared/contract/portfolio.ts';
import { problem } from '#shared/contract/problem.ts';
import { limit } from '#shared/plan/limit.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import type { Call, Report, Verb } from '../call.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import type { Paint } from '../terminal/paint.ts';
import { countText, hoursText } from '../terminal/quantity.ts';
import { stateCell } from '../terminal/state-cell.ts';
import { shellWord } from '../terminal/shell-word.ts';
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
    await checkLinked(call, connection, folder, given);
    take(await connection.run('unlink-workspace', { folder }));
    return { json: { folder }, text: () => safeLine(`${folder}: not linked any more.`), hint: null };
  }
  checkWorkspace(folder, given);
  const linked = take(await connection.run('link-workspace', { folder }));
  return { json: linked, text: () => safeLine(`${linked.name}: linked, read-only.`), hint: 'See all together: sextant portfolio' };
}

/** A folder of another name is most often a slip of the hand. */
function checkWorkspace(folder: string, given: string): void {
  if (isWorkspace(folder)) return;
  const beside = dirname(folder);
  const siblings = existsSync(beside)
    ? readdirSync(beside, { withFileTypes: true }).flatMap(({ name }) => (isWorkspace(join(beside, name)) ? [name] : []))
    : [];
  // A folder that holds the workspace under its usual name is most often what was meant.
  const inside = isWorkspace(join(folder, 'workspace')) ? join(given, 'workspace') : null;
  const nearest = nearestWord(basename(folder), siblings);
  const meant = inside ?? (nearest === null ? null : join(dirname(given), nearest));
  const hint = meant === null ? 'Name the folder of a workspace.' : `Did you mean ${shellWord(meant)}?`;
  throw new Refusal(1, problem('not-found', `There is no workspace in ${folder}. ${hint}`, given));
}

async function checkLinked({ host }: Call, connection: Connection, folder: string, given: string): Promise<void> {
  const { rows } = take(await connection.query('portfolio', { today: IsoDate.parse(host.today()) }));
  const linked = rows.flatMap((row) => (row.own ? [] : [row.folder]));
  if (linked.includes(folder)) return;
  const nearest = nearestWord(folder, linked);
  const hint = nearest === null ? 'See what is linked with: sextant portfolio' : `Did you mean ${shellWord(nearest)}?`;
  throw new Refusal(1, problem('not-found', `The workspace ${folder} is not linked. ${hint}`, given, linked));
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
