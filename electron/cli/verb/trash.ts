// `sextant trash` and `sextant restore`: what was deleted, and back with it.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { must } from '#shared/base/must.ts';
import { problem } from '#shared/contract/problem.ts';
import type { TrashRow } from '#shared/contract/trash.ts';
import { limit } from '#shared/plan/limit.ts';
import type { Call, Report, Verb } from '../call.ts';
import { allTrash } from '../lookup/all-trash.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** `sextant trash [TEXT]`. */
export const trashVerb: Verb = {
  name: 'trash',
  summary: 'what was deleted, the latest first',
  operands: '[TEXT]',
  words: [0, 1],
  options: {},
  examples: ['sextant trash', 'sextant trash "login"'],
  run: list,
};

/** `sextant restore KEY…`. */
export const restoreVerb: Verb = {
  name: 'restore',
  summary: 'bring deleted issues, milestones, roadmaps … back with everything that hung on them',
  operands: 'KEY…',
  words: [1, 100],
  options: {},
  examples: ['sextant restore "#4"', 'sextant restore "Harbour 1.0"'],
  run: restore,
};

async function list(call: Call): Promise<Report> {
  const { rows, total } = await allTrash(await call.open(), call.words[0] ?? '', limit.window);
  return {
    json: rows,
    text: (paint, columns) =>
      rows.length === 0
        ? 'Nothing that was deleted fits.'
        : `${table(
            [{ head: 'Kind' }, { head: 'Key' }, { head: 'Title', flexible: true }, { head: 'Deleted' }, { head: 'By' }],
            rows.map((row) => [row.kind, row.key ?? '', row.title, row.deletedAt.slice(0, 16).replace('T', ' '), row.deletedBy ?? '']),
            paint,
            columns,
          )}\n\n${paint('quiet', countText(total, 'record'))}`,
    hint: rows.length === 0 ? null : `Bring one back: sextant restore ${shellWord(rows[0]?.key ?? rows[0]?.title ?? '')}`,
  };
}

function refuseFile(call: Call, word: string): void {
  const path = resolve(call.host.cwd, word);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return;
  throw misuse(
    `${word} is a file; restore brings back what was deleted. To put a backup back: sextant backup restore ${shellWord(word)}`,
    word,
  );
}

/** The one record that a person means by id, key or title; issues before what hangs on them. */
function meant(rows: readonly TrashRow[], word: string): TrashRow {
  const folded = word.toLowerCase();
  const owns = (row: TrashRow): boolean => row.kind === 'issue' || row.kind === 'milestone';
  const by: readonly ((row: TrashRow) => boolean)[] = [
    (row) => row.recordId === word,
    (row) => owns(row) && row.key?.toLowerCase() === folded,
    (row) => row.title.toLowerCase() === folded,
  ];
  for (const fits of by) {
    const found = rows.filter(fits);
    const [only] = found;
    if (found.length > 1) {
      const candidates = found.map((row) => `${row.kind} ${row.key ?? ''} ${row.title} (id ${row.recordId})`);
      throw new Refusal(1, problem('ambiguous', `"${word}" means ${found.length} deleted records; give the id.`, word, candidates));
    }
    if (only !== undefined) return only;
  }
  throw new Refusal(1, problem('not-found', `Nothing deleted is called "${word}". List what was deleted with: sextant trash`, word));
}

async function restore(call: Call): Promise<Report> {
  const connection = await call.open();
  const { rows } = await allTrash(connection, '', Number.POSITIVE_INFINITY);
  const wanted = call.words.map((word) => {
    if (!rows.some((row) => row.recordId === word || row.key === word || row.title === word)) refuseFile(call, word);
    return meant(rows, word);
  });
  const [first, ...also] = [...Map.groupBy(wanted, (row) => row.kind)].map(([kind, among]) => ({
    kind,
    ids: among.map((row) => row.recordId),
  }));
  const { restored, kept } = take(await connection.command('restore', { ...must(first, 'a record to restore'), also }));
  return {
    json: { restored, kept },
    text: () =>
      [`Restored ${wanted.map((row) => safeLine(row.key ?? row.title)).join(', ')}.`, ...kept.map((line) => safeLine(line))].join('\n'),
    hint: 'Take it back with: sextant undo',
  };
}
