// The part of `sextant archive` that is about retention rules.
import { resolve } from 'node:path';
import type { Connection } from '#shared/contract/connection.ts';
import { problem } from '#shared/contract/problem.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { limit } from '#shared/plan/limit.ts';
import { FinishedStatus } from '#shared/plan/retention.ts';
import type { Call, Report } from '../call.ts';
import { isNone } from '../flags.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { countText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';

type Rule = QueryResult<'retention-list'>['rows'][number];

/** Finds a rule by name or id, in any case. @throws {Refusal} with exit code 1 when there is none. */
export async function findRule(connection: Connection, name: string): Promise<Rule> {
  const { rows } = take(await connection.query('retention-list', {}));
  const found = rows.find((rule) => rule.id === name || rule.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const names = rows.map((rule) => rule.name);
  const known = names.length === 0 ? 'there are none yet' : `known are ${names.join(', ')}`;
  throw new Refusal(1, problem('not-found', `There is no rule "${name}"; ${known}.`, name, names));
}

const say = ({ statuses, days, roadmap }: Rule): string =>
  `${statuses.join(' or ')} ${countText(days, 'day')} ago${roadmap === null ? '' : `, in ${roadmap}`}`;

/** `archive rules`: the rules, and where this device archives to by itself; `--to` sets that. */
export async function listRules(call: Call): Promise<Report> {
  const connection = await call.open();
  const to = call.flags.text('to');
  if (to !== null) take(await connection.run('set-archive-folder', { folder: isNone(to) ? null : resolve(call.host.cwd, to) }));
  const { summary, rows } = take(await connection.query('retention-list', {}));
  const lines = rows.map((rule) => [
    rule.name,
    say(rule),
    rule.enabled ? 'on' : 'off',
    rule.here ? 'this device' : `device ${rule.deviceId.slice(0, 8)}…`,
  ]);
  const folder =
    summary.folder === null
      ? 'This device archives nothing by itself; set a folder with: sextant archive rules --to FOLDER'
      : `This device archives into ${summary.folder} once a day while the app is open.`;
  return {
    json: { ...summary, rules: rows },
    text: (paint, columns) =>
      rows.length === 0
        ? `There are no rules.\n${safeLine(folder)}`
        : `${table([{ head: 'Rule' }, { head: 'Archives what was', flexible: true }, { head: '' }, { head: 'By' }], lines, paint, columns)}\n\n${paint('quiet', safeLine(folder))}`,
    hint:
      rows.length === 0
        ? 'Make one: sextant archive rule "Old work" --days 90'
        : `See what would move: sextant archive run --rule ${shellWord(rows[0]?.name ?? '')} --dry-run`,
  };
}

/** `archive rule NAME …`: makes a rule, changes or deletes it. */
export async function setRule(call: Call, name: string): Promise<Report> {
  const { flags } = call;
  const days = flags.number('days', { from: 0, to: limit.days });
  if (days !== null && !Number.isInteger(days)) throw misuse(`--days takes whole days, but got "${days}".`, '--days');
  const statuses = flags.choices('status', FinishedStatus.options).filter((status) => status !== null);
  if (flags.isSet('enable') && flags.isSet('disable')) throw misuse('Either --enable or --disable.', '--enable');
  const connection = await call.open();
  const { rows } = take(await connection.query('retention-list', {}));
  const known = rows.find((rule) => rule.name.toLowerCase() === name.toLowerCase());
  if (flags.isSet('delete')) {
    const rule = await findRule(connection, name);
    take(await connection.command('delete-retention-rule', { ruleId: rule.id }));
    return { json: { id: rule.id, name: rule.name, deleted: true }, text: () => safeLine(`${rule.name}: deleted.`), hint: null };
  }
  if (known === undefined && days === null) throw misuse('A new rule needs --days N: for how long an issue has been finished.', '--days');
  const [roadmapId] = await call.roadmapIds();
  const device = flags.text('device');
  const { ruleId } = take(
    await connection.command('set-retention-rule', {
      ...(known === undefined ? {} : { ruleId: known.id }),
      name: known?.name ?? name,
      days: days ?? known?.days ?? 0,
      statuses: statuses.length > 0 ? statuses : (known?.statuses ?? [...FinishedStatus.options]),
      roadmapId: roadmapId ?? known?.roadmapId ?? null,
      enabled: flags.isSet('enable') || (!flags.isSet('disable') && (known?.enabled ?? true)),
      ...(device === null ? (known === undefined ? {} : { deviceId: known.deviceId }) : device === 'this' ? {} : { deviceId: device }),
    }),
  );
  return {
    json: { id: ruleId, name: known?.name ?? name },
    text: () => safeLine(`${known?.name ?? name}: ${known === undefined ? 'made' : 'set'}.`),
    hint: `See what would move: sextant archive run --rule ${shellWord(known?.name ?? name)} --dry-run`,
  };
}
