// `sextant archive`: moves finished issues into archive files and back. Reads and changes through the engine only.
import { resolve } from 'node:path';
import { nearestWord } from '#shared/base/nearest-word.ts';
import type { ArchiveReport } from '#shared/contract/archive.ts';
import { problem } from '#shared/contract/problem.ts';
import type { Call, Report, Verb } from '../call.ts';
import { allArchived, findArchived } from '../lookup/find-archived.ts';
import { findIssue } from '../lookup/find-issue.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import type { Paint } from '../terminal/paint.ts';
import { countText, hoursText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';
import { findRule, listRules, setRule } from './archive-rule.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { showProgress } from '../terminal/show-progress.ts';

/** What each action takes: fewest and most words behind it, and what to do. */
const actions: Readonly<
  Record<
    string,
    { readonly words: readonly [number, number]; readonly usage: string; run(call: Call, words: readonly string[]): Promise<Report> }
  >
> = {
  list: { words: [0, 100], usage: '[WORDS]', run: list },
  run: { words: [0, 2000], usage: '[KEY…]', run: archiveIssues },
  restore: { words: [1, 2000], usage: 'KEY…', run: restore },
  verify: { words: [1, 1], usage: 'FILE', run: verify },
  rules: { words: [0, 0], usage: '', run: listRules },
  rule: { words: [1, 1], usage: 'NAME', run: (call, words) => setRule(call, words[0] ?? '') },
};

/** `sextant archive …`: what is finished moves into files, and comes back. */
export const archiveVerb: Verb = {
  name: 'archive',
  summary: 'move finished issues into archive files and back: list, run, restore, verify, rules, rule',
  operands: '[ACTION …]',
  words: [0, 2001],
  options: {
    rule: { type: 'string', value: 'NAME', help: 'run: what this rule names' },
    to: {
      type: 'string',
      value: 'FOLDER',
      help: 'run: folder for the file; rules: folder that this device archives into by itself, or none',
    },
    'dry-run': { type: 'boolean', help: 'run: only say what would move, and what not and why' },
    days: { type: 'string', value: 'N', help: 'rule: finished for at least so many days' },
    status: { type: 'string', multiple: true, value: 'S', help: 'rule: done, cancelled (default both)' },
    device: { type: 'string', value: 'ID', help: 'rule: the device that carries it out, or this' },
    enable: { type: 'boolean', help: 'rule: switch it on' },
    disable: { type: 'boolean', help: 'rule: switch it off' },
    delete: { type: 'boolean', help: 'rule: delete it' },
  },
  examples: [
    'sextant archive rule "Old work" --days 90',
    'sextant archive run --rule "Old work" --dry-run',
    'sextant archive run --rule "Old work" --to /mnt/cold',
    'sextant archive run "#3" "#4" --to ~/archive',
    'sextant archive list radar',
    'sextant archive restore "#3"',
    'sextant archive verify ~/archive/sextant-2026-11-20T15-33-08-a1b2c3d4.jsonl.gz',
  ],
  run,
};

async function run(call: Call): Promise<Report> {
  const [name = 'list', ...words] = call.words;
  const names = Object.keys(actions);
  const action = actions[names.find((known) => known === name) ?? ''];
  if (action === undefined) {
    const nearest = nearestWord(name, names);
    throw misuse(
      `archive has no action "${name}".${nearest === null ? ` Known are ${names.join(', ')}.` : ` Did you mean ${nearest}?`}`,
      name,
      names,
    );
  }
  const [fewest, most] = action.words;
  if (words.length < fewest || words.length > most)
    throw misuse(`Expected ${`sextant archive ${name} ${action.usage}`.trim()}, but got ${countText(words.length, 'word')}.`);
  return action.run(call, words);
}

async function list(call: Call, words: readonly string[]): Promise<Report> {
  const connection = await call.open();
  const rows = await allArchived(connection, words.join(' '));
  const { summary } = take(await connection.query('archive-list', { limit: 1 }));
  const lines = rows.map(({ key, title, roadmap, hours, at, file }) => [
    key,
    title,
    roadmap ?? '',
    hours === null ? '' : hoursText(hours),
    at.slice(0, 10),
    file,
  ]);
  const heads = [
    { head: 'Key' },
    { head: 'Title', flexible: true as const },
    { head: 'Roadmap' },
    { head: 'Hours', align: 'right' as const },
    { head: 'Archived' },
    { head: 'File' },
  ];
  return {
    json: { issues: rows, files: summary.files },
    text: (paint, columns) =>
      rows.length === 0
        ? words.length === 0
          ? 'Nothing is archived.'
          : 'Nothing archived fits.'
        : `${table(heads, lines, paint, columns)}\n\n${paint('quiet', `${countText(rows.length, 'issue')}, in ${countText(summary.files.length, 'file')} in all`)}`,
    hint: rows.length === 0 ? null : `Bring one back: sextant archive restore ${shellWord(rows[0]?.key ?? '')}`,
  };
}

async function archiveIssues(call: Call, keys: readonly string[]): Promise<Report> {
  const { flags } = call;
  const named = flags.text('rule');
  const to = flags.text('to');
  const dryRun = flags.isSet('dry-run');
  if ((named === null) === (keys.length === 0)) throw misuse('archive run needs either keys of issues or --rule NAME.', '--rule');
  if (to === null && !dryRun) throw misuse('archive run needs --to FOLDER, or --dry-run to see what would move.', '--to');
  const connection = await call.open();
  const roadmapIds = await call.roadmapIds();
  const wish = { folder: to === null ? null : resolve(call.host.cwd, to), dryRun };
  const issueIds = [];
  for (const key of keys) issueIds.push((await findIssue(connection, key, roadmapIds)).id);
  const which = named === null ? { issueIds } : { ruleId: (await findRule(connection, named)).id };
  const report = take(await connection.run('archive', { ...wish, ...which }, { onProgress: showProgress(call) }));
  return {
    json: report,
    text: (paint) => describe(report, paint),
    hint: report.dryRun
      ? 'Nothing was moved. Leave out --dry-run and add --to FOLDER to move them.'
      : report.path === null
        ? null
        : 'Find them again: sextant archive list',
  };
}

const reasonText: Readonly<Record<ArchiveReport['kept'][number]['reason'], string>> = {
  open: 'is not finished',
  needed: 'is waited for by',
  children: 'has open issues below it:',
  changed: 'was changed meanwhile',
};

function describe({ dryRun, moved, kept, left, path, bytes }: ArchiveReport, paint: Paint): string {
  const shown = 20;
  const more = (rest: number): string[] => (rest > 0 ? [paint('quiet', `  and ${rest} more`)] : []);
  const head =
    moved.length === 0
      ? 'Nothing can move.'
      : `${countText(moved.length, 'issue')} ${dryRun ? 'would move' : 'moved'}${path === null ? '' : ` to ${path} (${bytes} bytes)`}:`;
  return [
    paint('title', safeLine(head)),
    ...moved.slice(0, shown).map(({ key, title }) => `  ${safeLine(`${key} ${title}`)}`),
    ...more(moved.length - shown),
    ...(kept.length === 0 ? [] : ['', paint('title', `${countText(kept.length, 'issue')} ${kept.length === 1 ? 'stays' : 'stay'}:`)]),
    ...kept
      .slice(0, shown)
      .map(({ key, title, reason, keys }) => `  ${safeLine(`${key} ${title}: ${reasonText[reason]} ${keys.join(', ')}`.trimEnd())}`),
    ...more(kept.length - shown),
    ...(left === 0 ? [] : ['', `${countText(left, 'further issue')} for the next run.`]),
  ].join('\n');
}

async function restore(call: Call, keys: readonly string[]): Promise<Report> {
  const connection = await call.open();
  const found = await findArchived(connection, keys, await call.roadmapIds());
  const { restored } = take(await connection.command('restore-archived', { issueIds: found.map(({ id }) => id) }));
  return {
    json: { restored, issues: found.map(({ id, key, title }) => ({ id, key, title })) },
    text: () => found.map(({ key, title }) => safeLine(`${key} ${title} is in the plan again.`)).join('\n'),
    hint: `See it: sextant show ${shellWord(found[0]?.key ?? '')}`,
  };
}

async function verify(call: Call, [file = '']: readonly string[]): Promise<Report> {
  const check = take(await (await call.open()).run('verify-archive', { path: resolve(call.host.cwd, file) }));
  const { path, whole, issues, named, bytes, sha256, findings } = check;
  if (!whole) {
    const details = findings.map(({ line, text }) => (line === null ? text : `line ${line}: ${text}`));
    throw new Refusal(
      1,
      problem('unreadable-file', `${path} is not what was written: ${countText(findings.length, 'finding')}.`, path, details),
    );
  }
  return {
    json: check,
    text: (paint) =>
      [
        paint('ready', 'The archive is whole.'),
        `${countText(issues, 'issue')}, ${countText(bytes, 'byte')}; ${named} of them archived in this workspace.`,
        `SHA-256 ${sha256}`,
      ].join('\n'),
    hint: null,
  };
}
