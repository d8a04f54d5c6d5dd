// `sextant bundle`: hands the workspace on as a file that only members can open, and takes in what came as one. What is in a bundle is
// judged like what comes over the network.
import { resolve } from 'node:path';
import type { Call, Report, Verb } from '../call.ts';
import { misuse, take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';

const actions = ['export', 'import', 'folder'] as const;

/** `sextant bundle export|import FILE`, `sextant bundle folder`: working together without a network. */
export const bundleVerb: Verb = {
  name: 'bundle',
  summary: 'hand the workspace over without a network, encrypted to the members: export, import, folder',
  operands: 'export|import FILE | folder [FOLDER|off]',
  words: [1, 2],
  begins: true,
  options: { for: { type: 'string', value: 'NAME', help: 'export: for this member only, and only what they lack as far as is known' } },
  examples: [
    'sextant bundle export /media/stick/plan.sextant',
    'sextant bundle export plan.sextant --for Ben',
    'sextant bundle import plan.sextant',
    'sextant bundle import plan.sextant --workspace NEW-FOLDER',
    'sextant bundle folder ~/Dropbox/plans',
  ],
  run,
};

function run(call: Call): Promise<Report> {
  const [action = '', file] = call.words;
  if (call.flags.isSet('for') && action !== 'export') throw misuse('--for says for whom a bundle is exported.', '--for');
  if (action === 'folder') return sharedFolder(call, file ?? null);
  if (!actions.some((known) => known === action))
    throw misuse(`sextant bundle takes ${actions.join(', ')}, but got "${action}".`, 'bundle', [...actions]);
  if (file === undefined) throw misuse(`Which file? Expected sextant bundle ${action} FILE`, action);
  const path = resolve(call.host.cwd, file);
  return action === 'export' ? exportBundle(call, path) : importBundle(call, path);
}

const showProgress =
  (call: Call) =>
  ({ step, done, total }: { step: string; done: number; total: number }): void =>
    call.progress(total > 0 ? `${step} ${done} of ${total}` : step);

async function exportBundle(call: Call, path: string): Promise<Report> {
  const wanted = call.flags.text('for');
  const connection = await call.open();
  const args = wanted === null ? { path } : { path, for: wanted };
  const written = take(await connection.run('export-bundle', args, { onProgress: showProgress(call) }));
  const names = written.for.join(', ');
  return {
    json: written,
    text: () =>
      safeLine(
        written.path === null
          ? `${names} lacks nothing that is here, as far as is known; nothing was written.`
          : `${countText(written.changes, 'change')} (${countText(written.bytes, 'byte')}) in ${written.path}, for ${names} to open.`,
      ),
    hint: written.path === null ? null : `They take it in with: sextant bundle import ${shellWord(file(written.path))}`,
  };
}

const file = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

async function importBundle(call: Call, path: string): Promise<Report> {
  const connection = await call.open();
  const found = take(await connection.run('import-bundle', { path }, { onProgress: showProgress(call) }));
  const { from, at, taken, refused, waiting, joined } = found;
  const rest = [
    ...(refused > 0 ? [`${countText(refused, 'change')} ${refused === 1 ? 'does' : 'do'} not count and stayed out.`] : []),
    ...(waiting > 0 ? [`${countText(waiting, 'change')} ${waiting === 1 ? 'waits' : 'wait'} for others that have not come.`] : []),
  ];
  const news = taken === 0 ? 'Nothing in it was new' : `${countText(taken, 'change')} taken in`;
  return {
    json: found,
    text: () => [safeLine(`${news}, from ${from} as of ${at}.`), ...rest].join('\n'),
    hint: joined ? 'This is the workspace of the team now. See it: sextant list' : null,
  };
}

/** Sets the shared folder, or none, and says how it stands. */
async function sharedFolder(call: Call, wanted: string | null): Promise<Report> {
  const connection = await call.open();
  if (wanted !== null) {
    const folder = wanted === 'off' ? null : resolve(call.host.cwd, wanted);
    take(await connection.run('set-shared-folder', { folder }));
    if (folder !== null) take(await connection.run('sync-shared-folder', {}, { onProgress: showProgress(call) }));
  }
  const { summary, rows } = take(await connection.query('shared-folder', {}));
  const lines = rows.map(({ person, device, here, at }) => [person, device, here ? 'written' : 'read', at ?? 'never']);
  return {
    json: { ...summary, devices: rows },
    text: (paint, columns) =>
      summary.folder === null
        ? 'This workspace has no shared folder.'
        : [
            safeLine(summary.folder),
            ...(summary.trouble === null ? [] : [safeLine(summary.trouble)]),
            table([{ head: 'Person' }, { head: 'Device', flexible: true }, { head: '' }, { head: 'Last' }], lines, paint, columns),
          ].join('\n'),
    hint: summary.folder === null ? 'Set one that a tool keeps alike on all machines: sextant bundle folder FOLDER' : null,
  };
}
