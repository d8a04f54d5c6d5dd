import type { QueryResult } from '#shared/contract/query.ts';
import { problem } from '#shared/contract/problem.ts';
import { viewPlace } from '#shared/contract/view.ts';
import type { Call, Report, Verb } from '../call.ts';
import { findView, wallClock } from '../lookup/find-view.ts';
import { pickAction } from '../lookup/pick-action.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** `sextant baseline …`: moments with a name. */
export const baselineVerb: Verb = {
  name: 'baseline',
  summary: 'moments with a name: list, create, rename, delete',
  operands: '[ACTION [NAME …]]',
  words: [0, 3],
  options: {
    at: { type: 'string', value: 'WHEN', help: 'create: a day, an instant or the number of a change instead of now' },
    note: { type: 'string', value: 'TEXT', help: 'create: what it stands for' },
  },
  examples: ['sextant baseline create "Kick-off"', 'sextant baseline create "October" --at 2026-10-31', 'sextant diff "Kick-off"'],
  run,
};

async function run(call: Call): Promise<Report> {
  const { action, operands } = pickAction('baseline', call.words, {
    list: [],
    create: ['NAME'],
    rename: ['NAME', 'NEW'],
    delete: ['NAME'],
  });
  const [name = '', newName = ''] = operands;
  if (action === 'list') return list(call);
  if (action === 'create') return create(call, name);
  const connection = await call.open();
  const { rows } = take(await connection.query('baseline-list', {}));
  const found = rows.find((row) => row.id === name || row.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) {
    throw new Refusal(
      1,
      problem(
        'not-found',
        `There is no baseline "${name}". See them with: sextant baseline`,
        name,
        rows.map((row) => row.name),
      ),
    );
  }
  const baselineId = found.id;
  if (action === 'delete') {
    take(await connection.command('delete-baseline', { baselineId }));
    return said({ id: baselineId, name: found.name }, `${found.name}: deleted.`, 'Take it back with: sextant undo');
  }
  take(await connection.command('rename-baseline', { baselineId, name: newName }));
  return said({ id: baselineId, name: newName }, `${found.name}: is called ${newName} now.`, null);
}

async function list(call: Call): Promise<Report> {
  const { rows } = take(await (await call.open()).query('baseline-list', {}));
  return {
    json: rows,
    text: (paint, columns) => {
      if (rows.length === 0) return 'There are no baselines.';
      const line = (row: QueryResult<'baseline-list'>['rows'][number]): string[] => [row.name, wallClock(row.at), row.author, row.note];
      return table(
        [{ head: 'Baseline' }, { head: 'As of' }, { head: 'By' }, { head: 'Note', flexible: true }],
        rows.map(line),
        paint,
        columns,
      );
    },
    hint:
      rows.length === 0
        ? 'Name the plan as it stands: sextant baseline create NAME'
        : `Compare with it: sextant diff ${shellWord(rows[0]?.name ?? '')}`,
  };
}

async function create(call: Call, name: string): Promise<Report> {
  const connection = await call.open();
  const at = call.flags.text('at');
  const found = at === null ? null : await findView(connection, at);
  const place = found === null || found.view === null ? null : viewPlace(found.view);
  if (place !== null && place.kind !== 'moment') throw misuse('--at takes a day, an instant or the number of a change.', '--at');
  const note = call.flags.text('note') ?? '';
  const { baselineId } = take(await connection.command('create-baseline', { name, note, seq: place?.seq ?? null }));
  return said(
    { id: baselineId, name },
    `${name}: named.${found?.said === null || found === null ? '' : ` ${found.said}`}`,
    `Compare with it: sextant diff ${shellWord(name)}`,
  );
}

function said(json: object, text: string, hint: string | null): Report {
  return { json, text: () => safeLine(text), hint };
}
