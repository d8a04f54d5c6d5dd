// `sextant conflicts`: what people did beside each other without knowing of it, and the choice between them.
import type { Connection } from '#shared/contract/connection.ts';
import type { ConflictRow, ConflictValue } from '#shared/contract/conflict.ts';
import { problem } from '#shared/contract/problem.ts';
import { limit } from '#shared/plan/limit.ts';
import { TrashKind } from '#shared/contract/trash.ts';
import type { Call, Report, Verb } from '../call.ts';
import { wallClock } from '../lookup/find-view.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** `sextant conflicts [choose KEY FIELD [VALUE]]`. */
export const conflictsVerb: Verb = {
  name: 'conflicts',
  summary: 'what people did beside each other without knowing of it, and the choice: list, choose',
  operands: '[choose KEY FIELD [VALUE]]',
  words: [0, 4],
  options: {},
  examples: [
    'sextant conflicts',
    'sextant conflicts choose "#4" status "In progress"',
    'sextant conflicts choose "#4" title Ada',
    'sextant conflicts choose "#7" deletion restore',
    'sextant conflicts choose "#3 (2)" key "#12"',
  ],
  run: (call) => (call.words.length === 0 || call.words[0] === 'list' ? list(call) : choose(call)),
};

async function allConflicts(connection: Connection): Promise<ConflictRow[]> {
  const rows: ConflictRow[] = [];
  for (;;) {
    const page = take(await connection.query('conflict-list', { offset: rows.length, limit: limit.window }));
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.summary.total) return rows;
  }
}

const who = ({ author, at }: { readonly author: string | null; readonly at: string | null }): string =>
  `${author ?? 'somebody'}${at === null ? '' : `, ${wallClock(at)}`}`;

const valueText = ({ text }: Pick<ConflictValue, 'text'>): string => text ?? 'nothing';

/** What stands under the sentence of a conflict: who did which part, and when. */
function parts({ kind, values, issues, dependencies, deletion }: ConflictRow): string[] {
  if (kind === 'value') return values.map((value) => `${valueText(value)} (${who(value)})${value.wins ? ': what the plan says now' : ''}`);
  if (kind === 'deleted') {
    const edits = values.map((value) => `${value.fieldName}: ${valueText(value)} (${who(value)})`);
    return deletion === null ? edits : [...edits, `deleted (${who(deletion)})`];
  }
  if (kind === 'cycle') {
    return dependencies.map((one, index) => {
      const [from, to] = [issues[index]?.key ?? '', issues[(index + 1) % issues.length]?.key ?? ''];
      return `${from} waits for ${to} (${who(one)})${one.setAside ? ': does not count now' : ''}`;
    });
  }
  return issues.map((issue) => `${issue.key} ${issue.title}${issue.hours === null ? '' : `, ${issue.hours} h`} (${who(issue)})`);
}

/** What to type to settle a conflict. */
function wayOut({ kind, key, title, values, fieldName, issues }: ConflictRow): string {
  const named = shellWord(key ?? title);
  switch (kind) {
    case 'value':
      return `sextant conflicts choose ${named} ${shellWord(fieldName ?? '')} ${shellWord(values[0] === undefined ? '' : valueText(values[0]))}`;
    case 'deleted':
      return `sextant conflicts choose ${named} deletion restore`;
    case 'key':
      return `sextant conflicts choose ${named} key`;
    case 'cycle':
      return `sextant depend ${shellWord(issues[0]?.key ?? '')} --on ${shellWord(issues[1]?.key ?? '')} --remove`;
    case 'capacity':
      return `sextant set ${shellWord(issues[0]?.key ?? '')} --sprint none`;
  }
}

async function list(call: Call): Promise<Report> {
  const rows = await allConflicts(await call.open());
  const [first] = rows;
  return {
    json: rows,
    text: (paint) =>
      rows.length === 0
        ? 'There are no conflicts.'
        : [
            ...rows.flatMap((row) => [paint('title', safeLine(row.sentence)), ...parts(row).map((part) => `  ${safeLine(part)}`), '']),
            paint('quiet', countText(rows.length, 'conflict')),
          ].join('\n'),
    hint: first === undefined ? null : `Settle the first: ${wayOut(first)}`,
  };
}

const isSame = (one: string | null, other: string): boolean => (one ?? 'nothing').toLowerCase() === other.toLowerCase();

/** The one conflict that a person means by a key, id or title and a field. */
function meant(rows: readonly ConflictRow[], word: string, field: string): ConflictRow {
  const about = rows.filter(({ recordId, key, title }) => recordId === word || isSame(key, word) || isSame(title, word));
  const found = about.filter((row) => {
    if (row.kind === 'value') return isSame(row.field, field) || isSame(row.fieldName, field);
    return row.kind === 'deleted' ? isSame('deletion', field) : row.kind === 'key' && isSame('key', field);
  });
  const [only] = found;
  const candidates = (found.length > 1 ? found : rows).map((row) => `${row.recordId}: ${row.sentence}`);
  if (found.length > 1) {
    throw new Refusal(1, problem('ambiguous', `"${word}" means ${found.length} conflicts about ${field}; give the id.`, word, candidates));
  }
  if (only === undefined) {
    const message = `There is no conflict about the ${field} of "${word}". List them with: sextant conflicts`;
    throw new Refusal(1, problem('not-found', message, word, candidates));
  }
  return only;
}

/** The value that a person means by what it says, or by who wrote it; without a word the one that is read now. */
function pick({ values }: ConflictRow, word: string | undefined): ConflictValue {
  const by: readonly ((value: ConflictValue) => boolean)[] =
    word === undefined
      ? [({ wins }) => wins]
      : [({ text }) => isSame(text, word), ({ author }) => isSame(author, word), ({ operation }) => operation === word];
  for (const fits of by) {
    const [only, ...more] = values.filter(fits);
    if (only !== undefined && more.length === 0) return only;
  }
  const known = values.map((value) => `${valueText(value)} (${who(value)})`);
  throw new Refusal(1, problem('not-found', `"${word ?? ''}" is none of the values, or several: ${known.join('; ')}.`, word ?? '', known));
}

async function choose(call: Call): Promise<Report> {
  const [action, named, field, word] = call.words;
  if (action !== 'choose' || named === undefined || field === undefined) {
    throw misuse('Expected sextant conflicts, or sextant conflicts choose KEY FIELD [VALUE].', action ?? '', ['list', 'choose']);
  }
  const connection = await call.open();
  const row = meant(await allConflicts(connection), named, field);
  const said = await settle(connection, row, word);
  return {
    json: { id: row.id, kind: row.kind, recordId: row.recordId, chosen: said.chosen },
    text: () => safeLine(said.text),
    hint: 'Take it back with: sextant undo',
  };
}

/** Carries out a choice; gives what it came to. */
async function settle(
  connection: Connection,
  row: ConflictRow,
  word: string | undefined,
): Promise<{ readonly chosen: string | null; readonly text: string }> {
  const { recordId, kind, key, title } = row;
  const name = key ?? title;
  if (kind === 'value') {
    const { operation, text, fieldName } = pick(row, word);
    take(await connection.command('resolve-conflict', { recordId, field: row.field ?? '', operation }));
    return { chosen: text, text: `${name}: ${fieldName} is ${text ?? 'nothing'}.` };
  }
  if (kind === 'key') {
    // The type of the contract: this kind is always about an issue.
    if (word === undefined) take(await connection.command('resolve-conflict', { recordId, field: 'key' }));
    else if (row.issueId !== null) take(await connection.command('update-issue', { issueId: row.issueId, patch: { key: word } }));
    return { chosen: word ?? name, text: `${title}: the key is ${word ?? name}.` };
  }
  if (word !== undefined && word !== 'restore' && word !== 'keep') throw misuse('A deletion is settled by restore or keep.', word);
  if (word === 'restore') {
    take(await connection.command('restore', { kind: TrashKind.parse(row.recordKind), ids: [recordId] }));
    return { chosen: 'restore', text: `Restored ${name}.` };
  }
  take(await connection.command('resolve-conflict', { recordId, field: 'deletedAt' }));
  return { chosen: 'keep', text: `${name} stays deleted.` };
}
