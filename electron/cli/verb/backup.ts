import { resolve } from 'node:path';
import type { Call, Report, Verb } from '../call.ts';
import { misuse, take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { showProgress } from '../terminal/show-progress.ts';

const actions = ['create', 'list', 'restore'] as const;

/** `sextant backup [create|list|restore FILE]`: copies of the workspace, and the way back to one. */
export const backupVerb: Verb = {
  name: 'backup',
  summary: 'copies of the workspace: create one, list them, restore one',
  operands: '[create|list|restore FILE]',
  words: [0, 2],
  options: { to: { type: 'string', value: 'FILE', help: 'for create: a new file of your choice, which no rotation removes' } },
  examples: ['sextant backup', 'sextant backup create --to /media/stick/plans.sqlite', 'sextant backup restore FILE'],
  run,
};

function run(call: Call): Promise<Report> {
  const [action = 'create', file] = call.words;
  if (action === 'restore') {
    if (file === undefined)
      throw misuse('Which backup? Expected sextant backup restore FILE; see them with: sextant backup list', 'restore');
    return restore(call, resolve(call.host.cwd, file));
  }
  if (file !== undefined) throw misuse(`sextant backup ${action} takes no file; where to write is said with --to.`, file);
  if (action === 'create') return create(call);
  if (action === 'list') return list(call);
  throw misuse(`sextant backup takes ${actions.join(', ')}, but got "${action}".`, 'backup', [...actions]);
}

async function create(call: Call): Promise<Report> {
  const to = call.flags.text('to');
  const connection = await call.open();
  const args = to === null ? {} : { path: resolve(call.host.cwd, to) };
  const written = take(await connection.run('create-backup', args, { onProgress: showProgress(call) }));
  return {
    json: written,
    text: () => safeLine(`${countText(written.changes, 'change')} in ${written.path}`),
    hint: `Go back to it with: sextant backup restore ${shellWord(written.path)}`,
  };
}

async function list(call: Call): Promise<Report> {
  const connection = await call.open();
  const { backups } = take(await connection.query('store-status', {})).summary;
  return {
    json: backups,
    text: (paint, columns) =>
      backups.length === 0
        ? 'There is no backup yet.'
        : table(
            [{ head: 'Made' }, { head: 'Bytes', align: 'right' }, { head: 'Whole' }, { head: 'File', flexible: true }],
            backups.map(({ at, bytes, verified, path }) => [at, String(bytes), verified ? 'yes' : 'no', path]),
            paint,
            columns,
          ),
    hint: backups.length === 0 ? 'Make one with: sextant backup' : 'Go back to one with: sextant backup restore FILE',
  };
}

async function restore(call: Call, path: string): Promise<Report> {
  const connection = await call.open();
  const restored = take(await connection.run('restore-backup', { path }, { onProgress: showProgress(call) }));
  return {
    json: restored,
    text: () =>
      safeLine(
        `${countText(restored.changes, 'change')} are the workspace now. ${countText(restored.later, 'change')} made since are in ${restored.setAside}`,
      ),
    hint: `What was there can still be opened: sextant list --workspace ${shellWord(restored.setAside)}`,
  };
}
