import { nearestWord } from '#shared/base/nearest-word.ts';
import type { Call, Report, Verb } from '../call.ts';
import { findSavedView } from '../lookup/find-saved-view.ts';
import { misuse, take } from '../refusal.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** What follows each action. */
const actions: Readonly<Record<string, { readonly operands: string; readonly words: readonly [number, number] }>> = {
  list: { operands: '', words: [0, 0] },
  save: { operands: 'NAME QUERY…', words: [2, 100] },
  delete: { operands: 'NAME', words: [1, 1] },
};

/** `sextant view …`: lists of issues with a name. */
export const viewVerb: Verb = {
  name: 'view',
  summary: 'saved views: list, save, delete',
  operands: '[ACTION NAME [QUERY]]',
  words: [0, 102],
  options: {},
  examples: [
    'sextant view',
    "sextant view save Urgent 'status:open priority:P0'",
    'sextant list --view Urgent',
    'sextant view delete Urgent',
  ],
  run,
};

async function run(call: Call): Promise<Report> {
  const [action = 'list', name = '', ...query] = call.words;
  const known = actions[Object.hasOwn(actions, action) ? action : ''];
  if (known === undefined) {
    const nearest = nearestWord(action, Object.keys(actions));
    const names = Object.keys(actions);
    throw misuse(
      `view has no action "${action}".${nearest === null ? ` Known are ${names.join(', ')}.` : ` Did you mean ${nearest}?`}`,
      action,
      names,
    );
  }
  const given = call.words.length - (call.words.length === 0 ? 0 : 1);
  if (given < known.words[0] || given > known.words[1]) throw misuse(`Expected sextant view ${action} ${known.operands}`.trim() + '.');
  if (action === 'list') return list(call);
  return action === 'save' ? save(call, name, query.join(' ')) : remove(call, name);
}

async function list(call: Call): Promise<Report> {
  const { rows } = take(await (await call.open()).query('saved-view-list', {}));
  const [first] = rows;
  return {
    json: rows.map(({ id, name, text, group, order, author }) => ({ id, name, query: text, group, sort: order, author })),
    text: (paint, columns) =>
      first === undefined
        ? 'There are no saved views.'
        : table(
            [{ head: 'View' }, { head: 'Query', flexible: true }, { head: 'Group' }, { head: 'Sort' }, { head: 'Saved by' }],
            rows.map(({ name, text, group, order, author }) => [name, text, group ?? '', order ?? '', author]),
            paint,
            columns,
          ),
    hint:
      first === undefined
        ? "Save one: sextant view save Urgent 'status:open priority:P0'"
        : `Open one: sextant list --view ${shellWord(first.name)}`,
  };
}

/** Saves under a name; one that is there takes the new query. */
async function save(call: Call, name: string, text: string): Promise<Report> {
  const connection = await call.open();
  const { rows } = take(await connection.query('saved-view-list', {}));
  const there = rows.find((view) => view.name.toLowerCase() === name.toLowerCase());
  const viewId =
    there === undefined
      ? take(await connection.command('save-view', { name, text })).viewId
      : (take(await connection.command('update-view', { viewId: there.id, text })), there.id);
  const saved = there === undefined ? 'saved' : 'changed';
  return {
    json: { id: viewId, name, query: text },
    text: () => safeLine(`${name}: ${saved}.`),
    hint: `Open it: sextant list --view ${shellWord(name)}`,
  };
}

async function remove(call: Call, named: string): Promise<Report> {
  const connection = await call.open();
  const { id, name } = await findSavedView(connection, named);
  take(await connection.command('delete-view', { viewId: id }));
  return { json: { id, name }, text: () => safeLine(`${name}: deleted.`), hint: 'Take it back: sextant undo' };
}
