import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import type { Call, Report, Verb } from '../call.ts';
import { findRoadmap } from '../lookup/find-roadmap.ts';
import { wallClock } from '../lookup/find-view.ts';
import { pickAction } from '../lookup/pick-action.ts';
import { Refusal, take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';
import { compareAll, differenceReport } from './diff.ts';
import { shellWord } from '../terminal/shell-word.ts';

type Row = QueryResult<'scenario-list'>['rows'][number];

/** `sextant scenario …`: forks of the plan. */
export const scenarioVerb: Verb = {
  name: 'scenario',
  summary: 'forks to try things in: list, create, diff, merge, discard',
  operands: '[ACTION [NAME …]]',
  words: [0, 3],
  options: {
    prefer: { type: 'string', value: 'SIDE', help: 'merge: scenario or main, for what both have changed' },
    'dry-run': { type: 'boolean', help: 'merge: only say what it would do' },
  },
  examples: [
    'sextant scenario create "Harbour 1.0" "Hire two"',
    'sextant set "#3" --estimate 80h --in "Hire two"',
    'sextant scenario diff "Hire two"',
    'sextant scenario merge "Hire two" --dry-run',
  ],
  run,
};

async function run(call: Call): Promise<Report> {
  const { action, operands } = pickAction('scenario', call.words, {
    list: [],
    create: ['ROADMAP', 'NAME'],
    diff: ['NAME'],
    merge: ['NAME'],
    discard: ['NAME'],
  });
  const [first = '', second = ''] = operands;
  const connection = await call.open();
  if (action === 'list') return list(connection);
  if (action === 'create') return create(call, connection, first, second);
  const scenario = await findScenario(connection, first);
  if (action === 'merge') return merge(call, connection, scenario);
  if (action === 'discard') {
    take(await connection.run('discard-scenario', { scenarioId: scenario.id }));
    return said({ id: scenario.id, name: scenario.name }, `${scenario.name}: discarded.`, 'Take it back with: sextant undo');
  }
  const day = IsoDate.parse(call.host.today());
  const { summary, rows } = await compareAll(connection, { from: null, to: scenario.view, day, roadmapIds: [scenario.roadmapId] });
  return differenceReport(summary, rows, `Bring it into the plan: sextant scenario merge ${shellWord(scenario.name)}`);
}

async function list(connection: Connection): Promise<Report> {
  const { rows } = take(await connection.query('scenario-list', {}));
  const line = (row: Row): string[] => [row.name, row.state, row.roadmap ?? '', row.author, wallClock(row.createdAt)];
  const heads = [{ head: 'Scenario' }, { head: '' }, { head: 'Roadmap', flexible: true as const }, { head: 'By' }, { head: 'Since' }];
  return {
    json: rows,
    text: (paint, columns) => (rows.length === 0 ? 'There are no scenarios.' : table(heads, rows.map(line), paint, columns)),
    hint:
      rows.length === 0
        ? 'Fork a roadmap: sextant scenario create ROADMAP NAME'
        : `Work in it: sextant list --in ${shellWord(rows[0]?.name ?? '')}`,
  };
}

async function create(call: Call, connection: Connection, roadmap: string, name: string): Promise<Report> {
  const { id } = await findRoadmap(connection, roadmap);
  const made = take(await connection.run('create-scenario', { roadmapId: id, name }, { onProgress: ({ step }) => call.progress(step) }));
  return said(
    { id: made.scenarioId, name, view: made.view },
    `${name}: forked.`,
    `Change it with any verb: sextant set KEY … --in ${shellWord(name)}`,
  );
}

async function merge(call: Call, connection: Connection, { id, name }: Row): Promise<Report> {
  const prefer = call.flags.choice('prefer', ['scenario', 'main']);
  const dryRun = call.flags.isSet('dry-run');
  const merged = take(await connection.run('merge-scenario', { scenarioId: id, prefer, dryRun }));
  const conflicts = merged.conflicts.map(
    ({ subject, field, base, scenario, main }) => `${subject}, ${field}: ${base ?? '–'} → scenario ${scenario ?? '–'}, plan ${main ?? '–'}`,
  );
  if (!merged.merged && !dryRun) {
    const message = `Both the scenario and the plan changed ${countText(conflicts.length, 'field')}; nothing was merged. Choose with --prefer scenario or --prefer main.`;
    throw new Refusal(1, problem('invalid-argument', message, '--prefer', conflicts));
  }
  const { created, changed, deleted, remarks } = merged;
  return {
    json: { id, name, ...merged },
    text: (paint) =>
      [
        safeLine(`${name}: ${dryRun ? 'would be merged' : 'merged'}; ${created} created, ${changed} changed, ${deleted} deleted.`),
        ...conflicts.map((line) => paint('blocked', safeLine(line))),
        ...remarks.map((line) => paint('doubt', safeLine(line))),
      ].join('\n'),
    hint: dryRun ? null : 'Take it back with: sextant undo',
  };
}

async function findScenario(connection: Connection, name: string): Promise<Row> {
  const { rows } = take(await connection.query('scenario-list', {}));
  const alive = rows.filter(({ state }) => state !== 'discarded');
  // A name may be given again once the first of that name was merged; open ones come first.
  const found = alive.find((row) => row.id === name || row.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new Refusal(
    1,
    problem(
      'not-found',
      `There is no scenario "${name}". See them with: sextant scenario`,
      name,
      alive.map((row) => row.name),
    ),
  );
}

function said(json: object, text: string, hint: string | null): Report {
  return { json, text: () => safeLine(text), hint };
}
