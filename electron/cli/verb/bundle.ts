// `sextant bundle`: hands the workspace on as a file that only members can open, and takes in what came as one. What is in a bundle is
// judged like what comes over the network.
import { resolve } from 'node:path';
import type { Call, Report, Verb } from '../call.ts';
import { sharedFolder } from '../peer/shared-folder.ts';
import { misuse, take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { safeLine } from '../terminal/text-width.ts';
import { showProgress } from '../terminal/show-progress.ts';

const actions = ['export', 'import', 'folder'] as const;

/** `sextant bundle export|import FILE`, `sextant bundle folder`: working together without a network. */
export const bundleVerb: Verb = {
  name: 'bundle',
  summary: 'hand the workspace over without a network, encrypted to the members: export, import, folder',
  operands: 'export|import FILE | folder [FOLDER|off]',
  words: [1, 2],
  begins: true,
  options: {
    for: { type: 'string', value: 'NAME', help: 'export: for this member only, and only what they lack as far as is known' },
    lacking: { type: 'boolean', help: 'export: only what at least one of those lacks for whom it is' },
    whole: { type: 'boolean', help: 'export: everything, also with --for' },
  },
  examples: [
    'sextant bundle export /media/stick/plan.sextant',
    'sextant bundle export plan.sextant --for Ben',
    'sextant bundle export plan.sextant --lacking',
    'sextant bundle import plan.sextant',
    'sextant bundle import plan.sextant --workspace NEW-FOLDER',
    'sextant bundle folder ~/Dropbox/plans',
  ],
  run,
};

function run(call: Call): Promise<Report> {
  const [action = '', file] = call.words;
  for (const flag of ['for', 'lacking', 'whole'])
    if (call.flags.isGiven(flag) && action !== 'export') throw misuse(`--${flag} says what is exported, and for whom.`, `--${flag}`);
  if (call.flags.isSet('lacking') && call.flags.isSet('whole')) throw misuse('--lacking and --whole exclude each other.', '--whole');
  if (action === 'folder') return sharedFolder(call, file ?? null);
  if (!actions.some((known) => known === action))
    throw misuse(`sextant bundle takes ${actions.join(', ')}, but got "${action}".`, 'bundle', [...actions]);
  if (file === undefined) throw misuse(`Which file? Expected sextant bundle ${action} FILE`, action);
  const path = resolve(call.host.cwd, file);
  return action === 'export' ? exportBundle(call, path) : importBundle(call, path);
}

async function exportBundle(call: Call, path: string): Promise<Report> {
  const wanted = call.flags.text('for');
  const connection = await call.open();
  const args = {
    path,
    ...(wanted === null ? {} : { for: wanted }),
    ...(call.flags.isSet('lacking') ? { lacking: true } : call.flags.isSet('whole') ? { lacking: false } : {}),
  };
  const { content: _content, ...written } = take(await connection.run('export-bundle', args, { onProgress: showProgress(call) }));
  const names = written.for.join(', ');
  return {
    json: written,
    text: () =>
      safeLine(
        written.path === null
          ? `${names} ${written.for.length === 1 ? 'lacks' : 'lack'} nothing that is here, as far as is known; nothing was written.`
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
