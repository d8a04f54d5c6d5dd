import { problem } from '#shared/contract/problem.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import type { Call, Report, Verb } from '../call.ts';
import { pickAction } from '../lookup/pick-action.ts';
import { Refusal, take } from '../refusal.ts';
import type { Paint } from '../terminal/paint.ts';
import { hoursText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';

/** `sextant sprint …`: dated sprints, and which of them stay as they are. */
export const sprintVerb: Verb = {
  name: 'sprint',
  summary: 'dated sprints: list, lock, unlock',
  operands: '[ACTION NAME]',
  words: [0, 2],
  options: {},
  examples: ['sextant sprint', 'sextant sprint lock "Sprint 4"'],
  run,
};

type Sprint = QueryResult<'workspace'>['summary']['sprints'][number];

async function run(call: Call): Promise<Report> {
  const { action, operands } = pickAction('sprint', call.words, { list: [], lock: ['NAME'], unlock: ['NAME'] });
  const [name = ''] = operands;
  const connection = await call.open();
  const { sprints } = take(await connection.query('workspace', {})).summary;
  if (action === 'list') {
    return {
      json: sprints,
      text: (paint, columns) => describe(sprints, paint, columns),
      hint: 'Keep one as it is: sextant sprint lock NAME',
    };
  }
  const found = sprints.find((sprint) => sprint.id === name || sprint.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) {
    const known = sprints.map((sprint) => sprint.name);
    throw new Refusal(1, problem('not-found', `There is no dated sprint "${name}"; known are ${known.join(', ') || 'none'}.`, name, known));
  }
  const locked = action === 'lock';
  take(await connection.command('update-sprint', { sprintId: found.id, locked }));
  return {
    json: { id: found.id, name: found.name, locked },
    text: () => safeLine(locked ? `${found.name} stays as it is.` : `${found.name} is open again.`),
    hint: null,
  };
}

function describe(sprints: readonly Sprint[], paint: Paint, columns: number | null): string {
  if (sprints.length === 0) return 'There is no dated sprint.';
  return table(
    [
      { head: 'Sprint', flexible: true },
      { head: 'Start' },
      { head: 'Finish' },
      { head: 'Open', align: 'right' },
      { head: 'Capacity', align: 'right' },
      { head: 'Locked' },
    ],
    sprints.map(({ name, start, finish, openHours, capacityHours, locked }) => [
      name,
      start,
      finish,
      hoursText(openHours),
      capacityHours === null ? '' : hoursText(capacityHours),
      locked ? 'locked' : '',
    ]),
    paint,
    columns,
  );
}
