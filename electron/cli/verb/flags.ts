// `sextant flags`: feature flags. Reads and changes them through the engine; writes no file but the one that --to names.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readPlanFile } from '#electron/engine/file/read-plan-file.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { FlagRow } from '#shared/contract/flag.ts';
import { problem } from '#shared/contract/problem.ts';
import type { MilestoneId } from '#shared/plan/identity.ts';
import { limit } from '#shared/plan/limit.ts';
import type { Call, Report, Verb } from '../call.ts';
import { type Flags, isNone } from '../flags.ts';
import { findFlag } from '../lookup/find-flag.ts';
import { nearestWord } from '#shared/base/nearest-word.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import type { Paint } from '../terminal/paint.ts';
import { countText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** What each action does with its operand. */
const actions: Readonly<Record<string, { readonly operand: string | null; run(call: Call, operand: string): Promise<Report> }>> = {
  list: { operand: null, run: list },
  create: { operand: 'NAME', run: create },
  set: { operand: 'NAME', run: set },
  on: { operand: 'NAME', run: (call, name) => turn(call, name, true) },
  off: { operand: 'NAME', run: (call, name) => turn(call, name, false) },
  delete: { operand: 'NAME', run: remove },
  history: { operand: 'NAME', run: history },
  import: { operand: 'FILE', run: importFile },
  export: { operand: null, run: exportFile },
};

/** `sextant flags …`: feature flags, what hangs on them, and their files. */
export const flagsVerb: Verb = {
  name: 'flags',
  summary: 'feature flags: list, create, set, on, off, delete, history, import, export',
  operands: '[ACTION [NAME]]',
  words: [0, 2],
  options: {
    name: { type: 'string', value: 'NAME', help: 'set: the new name, which its issues get too' },
    description: { type: 'string', value: 'TEXT', help: 'create, set: what it switches' },
    rollout: { type: 'string', value: 'N', help: 'create, set: per cent of the units for which it is on while it is on, 0 to 100' },
    milestone: { type: 'string', value: 'KEY', help: 'create, set: key or title of a milestone, or none' },
    format: { type: 'string', value: 'F', help: 'export: json (default) or typescript' },
    to: { type: 'string', value: 'FILE', help: 'export: into this file instead of stdout' },
  },
  examples: [
    'sextant flags',
    'sextant flags create new-table --description "The new table" --milestone M1',
    'sextant flags set new-table --rollout 25',
    'sextant flags on new-table',
    'sextant flags export --format typescript --to source/flags.ts',
    'sextant flags import flags.json',
  ],
  run,
};

async function run(call: Call): Promise<Report> {
  const [name = 'list', operand = ''] = call.words;
  const names = Object.keys(actions);
  const action = actions[names.find((known) => known === name) ?? ''];
  if (action === undefined) {
    const nearest = nearestWord(name, names);
    throw misuse(
      `flags has no action "${name}".${nearest === null ? ` Known are ${names.join(', ')}.` : ` Did you mean ${nearest}?`}`,
      name,
      names,
    );
  }
  if (action.operand !== null && operand === '')
    throw misuse(`Expected sextant flags ${name} ${action.operand}, but ${action.operand} is missing.`);
  if (action.operand === null && operand !== '') throw misuse(`Expected sextant flags ${name}, but got more: ${operand}`);
  return action.run(call, operand);
}

const warningText: Readonly<Record<FlagRow['warnings'][number], string>> = {
  done: 'done: can be removed',
  unused: 'no issue names it',
  undeclared: 'no such flag yet',
  'on-but-open': 'on, but issues are open',
  repeated: 'several of this name',
};

async function list(call: Call): Promise<Report> {
  const { summary, rows } = take(await (await call.open()).query('flag-list', {}));
  const undeclared = rows.find(({ flagId }) => flagId === null);
  return {
    json: rows.map(record),
    text: (paint, columns) => (rows.length === 0 ? 'There are no flags.' : flagTable(rows, summary, paint, columns)),
    hint:
      undeclared === undefined
        ? rows.length === 0
          ? 'Add one: sextant flags create NAME'
          : null
        : `Make it a flag: sextant flags create ${shellWord(undeclared.name)}`,
  };
}

function record({ flagId, name, description, on, rolloutPercent, milestone, issues, warnings }: FlagRow): object {
  return {
    id: flagId,
    name,
    description,
    on,
    rolloutPercent,
    milestone,
    issues: issues.map(({ id, key, title, roadmap, status }) => ({
      id,
      key,
      title,
      roadmap,
      status: status.name,
      statusCategory: status.category,
    })),
    warnings,
  };
}

function flagTable(rows: readonly FlagRow[], { on, flags }: { on: number; flags: number }, paint: Paint, columns: number | null): string {
  const lines = rows.map((flag) => [
    flag.name,
    flag.flagId === null ? '' : flag.on ? { text: 'on', tone: 'ready' as const } : 'off',
    flag.on && flag.rolloutPercent < 100 ? `${flag.rolloutPercent} %` : '',
    `${flag.issues.length - flag.openIssues}/${flag.issues.length}`,
    flag.milestone ?? '',
    { text: flag.warnings.map((warning) => warningText[warning]).join(', '), tone: 'doubt' as const },
    flag.description.split('\n', 1)[0] ?? '',
  ]);
  const heads = [
    { head: 'Flag' },
    { head: '' },
    { head: 'Rollout', align: 'right' as const },
    { head: 'Issues done', align: 'right' as const },
    { head: 'Milestone' },
    { head: 'Look at' },
    { head: 'Description', flexible: true as const },
  ];
  return `${table(heads, lines, paint, columns)}\n\n${paint('quiet', `${countText(flags, 'flag')}, ${on} on`)}`;
}

async function create(call: Call, name: string): Promise<Report> {
  const fields = readFields(call.flags);
  if (call.flags.text('name') !== null) throw misuse('--name renames a flag; a new one is named behind create.', '--name');
  const connection = await call.open();
  const milestoneId = await findMilestone(connection, fields.milestone);
  const { flagId } = take(
    await connection.command('create-flag', {
      name,
      ...(fields.description === undefined ? {} : { description: fields.description }),
      ...(fields.rolloutPercent === undefined ? {} : { rolloutPercent: fields.rolloutPercent }),
      ...(milestoneId === undefined ? {} : { milestoneId }),
    }),
  );
  return said({ id: flagId, name }, `${name}: created, off.`, `Switch it on: sextant flags on ${shellWord(name)}`);
}

async function set(call: Call, name: string): Promise<Report> {
  const fields = readFields(call.flags);
  if (Object.values(fields).every((value) => value === undefined)) {
    throw misuse('flags set needs at least one field to change, such as --rollout 25; see them with: sextant flags --help');
  }
  const connection = await call.open();
  const { flagId } = await findFlag(connection, name);
  const milestoneId = await findMilestone(connection, fields.milestone);
  const { description, rolloutPercent, name: newName } = fields;
  const patch = {
    ...(newName === undefined ? {} : { name: newName }),
    ...(description === undefined ? {} : { description }),
    ...(rolloutPercent === undefined ? {} : { rolloutPercent }),
    ...(milestoneId === undefined ? {} : { milestoneId }),
  };
  take(await connection.command('update-flag', { flagId, ...patch }));
  const changed = Object.keys(patch).map((field) => field.replace(/Id$|Percent$/u, ''));
  return said({ id: flagId, name: newName ?? name, changed }, `${newName ?? name}: ${changed.join(', ')} set.`, 'See all: sextant flags');
}

async function turn(call: Call, name: string, on: boolean): Promise<Report> {
  const connection = await call.open();
  const { flagId, rolloutPercent } = await findFlag(connection, name);
  take(await connection.command('update-flag', { flagId, on }));
  const share = on && rolloutPercent < 100 ? ` for ${rolloutPercent} %` : '';
  return said({ id: flagId, name, on }, `${name}: ${on ? 'on' : 'off'}${share}.`, 'Programs see it with the next: sextant flags export');
}

async function remove(call: Call, name: string): Promise<Report> {
  const connection = await call.open();
  const { flagId, issues } = await findFlag(connection, name);
  take(await connection.command('delete-flag', { flagId }));
  const kept = issues.length === 0 ? '' : ` ${countText(issues.length, 'issue')} still ${issues.length === 1 ? 'names' : 'name'} it.`;
  return said({ id: flagId, name }, `${name}: deleted.${kept}`, null);
}

async function history(call: Call, name: string): Promise<Report> {
  const connection = await call.open();
  const { flagId } = await findFlag(connection, name);
  const { rows } = take(await connection.query('activity', { subject: `flag:${flagId}`, limit: limit.window }));
  const cells = rows.map(({ at, author, field, before, after }) => [
    at.slice(0, 16).replace('T', ' '),
    author,
    field,
    before ?? '',
    after ?? '',
  ]);
  const heads = [{ head: 'When (UTC)' }, { head: 'Who' }, { head: 'What' }, { head: 'From' }, { head: 'To', flexible: true as const }];
  return {
    json: rows.map(({ at, author, field, before, after }) => ({ at, author, field, before, after })),
    text: (paint, columns) => table(heads, cells, paint, columns),
    hint: null,
  };
}

async function importFile(call: Call, file: string): Promise<Report> {
  const { text } = take(readPlanFile(resolve(call.host.cwd, file)));
  const done = take(await (await call.open()).command('import-flags', { text }));
  const { created, updated, unchanged, remarks } = done;
  return {
    json: done,
    text: (paint) =>
      [
        `${countText(created, 'flag')} created, ${updated} updated, ${unchanged} unchanged.`,
        ...remarks.map((remark) => paint('doubt', safeLine(remark))),
      ].join('\n'),
    hint: 'See them: sextant flags',
  };
}

async function exportFile(call: Call): Promise<Report> {
  const format = call.flags.choice('format', ['json', 'typescript']) ?? 'json';
  const to = call.flags.text('to');
  const { text, flags } = take(await (await call.open()).run('export-flags', { format }));
  if (to === null) return { json: { format, flags, text }, text: () => text.trimEnd(), hint: null };
  const path = resolve(call.host.cwd, to);
  try {
    writeFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(1, problem('storage', `The flags could not be written to ${path}: ${reason}.`, '--to'));
  }
  return said({ format, flags, path }, `${countText(flags, 'flag')} written to ${path}.`, null);
}

function said(json: object, text: string, hint: string | null): Report {
  return { json, text: () => safeLine(text), hint };
}

function readFields(flags: Flags) {
  return {
    name: flags.text('name') ?? undefined,
    description: flags.text('description') ?? undefined,
    rolloutPercent: wholePercent(flags),
    milestone: flags.text('milestone') ?? undefined,
  };
}

function wholePercent(flags: Flags): number | undefined {
  const percent = flags.number('rollout', { from: 0, to: 100 }) ?? undefined;
  if (percent !== undefined && !Number.isInteger(percent))
    throw misuse(`--rollout takes whole per cent, but got "${percent}".`, '--rollout');
  return percent;
}

/** The milestone that a person names by key or title, in any roadmap; `null` for none. @throws {Refusal} when there is none or several. */
async function findMilestone(connection: Connection, named: string | undefined): Promise<MilestoneId | null | undefined> {
  if (named === undefined) return undefined;
  if (isNone(named)) return null;
  const { milestones } = take(await connection.query('dependency-graph', { roadmapIds: [] })).summary;
  const wanted = named.toLowerCase();
  const found = milestones.filter(({ id, key, title }) => [id, key, title].some((text) => text.toLowerCase() === wanted));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.id;
  const known = (found.length === 0 ? milestones : found).map(({ id, key, title }) => `${key} (${title}): ${id}`);
  throw found.length === 0
    ? new Refusal(1, problem('not-found', `There is no milestone "${named}".`, '--milestone', known))
    : new Refusal(1, problem('ambiguous', `The milestone "${named}" is in ${found.length} roadmaps; give its id.`, '--milestone', known));
}
