import { resolve } from 'node:path';
import type { Connection } from '#shared/contract/connection.ts';
import type { Call, Report, Verb } from '../call.ts';
import { misuse, take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { showProgress } from '../terminal/show-progress.ts';

/** `sextant export json`: everything in the workspace as one documented JSON file, which imports back. */
export const exportVerb: Verb = {
  name: 'export',
  summary: 'write everything in the workspace as one JSON file, which imports back',
  operands: 'json',
  words: [1, 1],
  options: {
    to: { type: 'string', value: 'FILE', help: 'the new file to write (default: the output)' },
    'without-log': { type: 'boolean', help: 'leave out the log of changes: smaller, but without history and signatures' },
  },
  examples: ['sextant export json --to workspace.json', 'sextant import workspace.json --workspace NEW-FOLDER'],
  run,
};

async function run(call: Call): Promise<Report> {
  const [format] = call.words;
  if (format !== 'json') throw misuse(`sextant export knows json, but got "${format ?? ''}".`, 'format', ['json']);
  const to = call.flags.text('to');
  const path = to === null ? undefined : resolve(call.host.cwd, to);
  const withLog = !call.flags.isSet('without-log');
  const connection = await call.open();
  const written = take(
    await connection.run('export-json', path === undefined ? { withLog } : { path, withLog }, {
      onProgress: showProgress(call),
    }),
  );
  const { text, records, changes } = written;
  const next =
    written.path === null ? null : `Import it into an empty workspace: sextant import ${shellWord(written.path)} --workspace NEW-FOLDER`;
  return {
    // Without a file the answer is the export itself.
    json: text === null ? { path: written.path, records, changes } : JSON.parse(text),
    text: () => text?.trimEnd() ?? safeLine(`${countText(records, 'record')} and ${countText(changes, 'change')} in ${written.path ?? ''}`),
    hint: [await leftOut(connection), next].filter((line) => line !== null).join(' ') || null,
  };
}

/** What somebody would miss who takes the file for everything. */
async function leftOut(connection: Connection): Promise<string | null> {
  const { rows } = take(await connection.query('scenario-list', {}));
  const open = rows.filter(({ state }) => state === 'open').length;
  if (open === 0) return null;
  return `What was changed in ${countText(open, 'open scenario')} is not in it; merge it first, or keep it in a backup.`;
}
