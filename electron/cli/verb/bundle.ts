import { resolve } from 'node:path';
import type { Call, Report, Verb } from '../call.ts';
import { misuse, take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { safeLine } from '../terminal/text-width.ts';

const actions = ['export', 'import'] as const;

/** `sextant bundle export|import FILE`: working together without a network. */
export const bundleVerb: Verb = {
  name: 'bundle',
  summary: 'hand the workspace over without a network, encrypted to the members: export, import',
  operands: 'export|import FILE',
  words: [2, 2],
  begins: true,
  options: { for: { type: 'string', value: 'NAME', help: 'export: for this member only, and only what they lack as far as is known' } },
  examples: [
    'sextant bundle export /media/stick/plan.sextant',
    'sextant bundle export plan.sextant --for Ben',
    'sextant bundle import plan.sextant',
    'sextant bundle import plan.sextant --workspace NEW-FOLDER',
  ],
  run,
};

function run(call: Call): Promise<Report> {
  const [action = '', file = ''] = call.words;
  const path = resolve(call.host.cwd, file);
  if (action === 'export') return exportBundle(call, path);
  if (call.flags.isSet('for')) throw misuse('--for says for whom a bundle is exported; an import takes what there is.', '--for');
  if (action === 'import') return importBundle(call, path);
  throw misuse(`sextant bundle takes ${actions.join(' or ')}, but got "${action}".`, 'bundle', [...actions]);
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
