import type { StoreFinding, StoreReport } from '#shared/contract/store-job.ts';
import { problem } from '#shared/contract/problem.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import type { Call, Report, Verb } from '../call.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { safeLine } from '../terminal/text-width.ts';
import { showProgress } from '../terminal/show-progress.ts';

type RepairedKey = QueryResult<'store-status'>['summary']['repairedKeys'][number];

/** `sextant doctor --store`: looks at everything that lies on disk, and mends it when asked to. Exit code 1 when something is wrong. */
export const doctorVerb: Verb = {
  name: 'doctor',
  summary: 'check what lies on disk (--store), and mend it (--repair)',
  operands: '',
  words: [0, 0],
  options: {
    store: { type: 'boolean', help: 'check every change, signature, row, index, the journal and the backups' },
    repair: { type: 'boolean', help: 'mend what is found; what is replaced is put aside, never deleted' },
  },
  examples: ['sextant doctor --store', 'sextant doctor --store --repair'],
  run,
};

async function run(call: Call): Promise<Report> {
  if (!call.flags.isSet('store')) throw misuse('sextant doctor looks at what lies on disk: sextant doctor --store', 'doctor');
  const connection = await call.open();
  const repair = call.flags.isSet('repair');
  const report = take(await connection.run('check-store', { repair }, { onProgress: showProgress(call) }));
  if (!report.whole) {
    const way = repair ? 'Not everything could be mended.' : 'Mend it with: sextant doctor --store --repair';
    const message = `${countText(report.findings.length, 'finding')} in the files of the workspace. ${way}`;
    throw new Refusal(1, problem('storage', message, call.folder, report.findings.map(spell)));
  }
  const { repairedKeys } = take(await connection.query('store-status', {})).summary;
  return {
    json: { ...report, repairedKeys },
    text: () => [describe(report), ...repairedKeys.map(spellKey)].join('\n'),
    hint: repairedKeys.length === 0 ? 'Copies of the workspace: sextant backup list' : 'See both: sextant show KEY',
  };
}

const spell = ({ area, message, repair }: StoreFinding): string => `${area}: ${message}${repair === null ? '' : ` → ${repair}`}`;

const spellKey = ({ key, given, title, roadmap }: RepairedKey): string =>
  safeLine(`  keys: ${given} of "${roadmap}" was given twice, on two devices; "${title}" is read as ${key}.`);

function describe({ changes, documents, rows, journalEntries, findings }: StoreReport): string {
  const counts = `${countText(changes, 'change')}, ${countText(documents, 'document')}, ${countText(rows, 'row')}, ${countText(journalEntries, 'journal entry', 'journal entries')}`;
  return [`Everything is whole: ${counts}.`, ...findings.map((finding) => `  ${safeLine(spell(finding))}`)].join('\n');
}
