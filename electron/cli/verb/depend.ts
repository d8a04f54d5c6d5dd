import type { Call, Report, Verb } from '../call.ts';
import { DependencyKind } from '#shared/plan/dependency.ts';
import { findIssue } from '../lookup/find-issue.ts';
import { readLag } from '../lookup/planning-field.ts';
import { misuse, take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';

/** `sextant depend KEY --on KEY`: makes an issue wait for another, or no longer. A cycle is refused with its path. */
export const dependVerb: Verb = {
  name: 'depend',
  summary: 'make an issue wait for another one, or no longer',
  operands: 'KEY',
  words: [1, 1],
  options: {
    on: { type: 'string', value: 'KEY', help: 'the issue that comes first' },
    soft: { type: 'boolean', help: 'a preferred order that does not block' },
    remove: { type: 'boolean', help: 'take the dependency away' },
    note: { type: 'string', value: 'TEXT', help: 'why' },
    kind: { type: 'string', value: 'K', help: `${DependencyKind.options.join(', ')}; of one that is there, too` },
    lag: { type: 'string', value: 'TIME', help: 'working time between the two: 4h, 90min, or earlier: -2h; of one that is there, too' },
  },
  examples: [
    'sextant depend "#4" --on "#1"',
    'sextant depend "#4" --on "#1" --kind start-start --lag 4h',
    'sextant depend "#4" --on "#1" --remove',
  ],
  run,
};

async function run(call: Call): Promise<Report> {
  const on = call.flags.text('on');
  if (on === null) throw misuse('depend needs --on KEY: the issue that comes first.', '--on');
  const remove = call.flags.isSet('remove');
  const soft = call.flags.isSet('soft');
  const kind = call.flags.choice('kind', DependencyKind.options) ?? undefined;
  const lag = call.flags.text('lag');
  const note = call.flags.text('note') ?? undefined;
  const tie = { kind, lagMinutes: lag === null ? undefined : readLag(lag), note };
  const isTied = kind !== undefined || lag !== null;
  if (remove && isTied) throw misuse('--kind and --lag are for a dependency that stays; leave them out with --remove.', '--remove');
  if (remove && soft) throw misuse('--soft is for a new dependency; leave it out with --remove.', '--soft');
  const connection = await call.open();
  const roadmapIds = await call.roadmapIds();
  const issue = await findIssue(connection, call.words[0] ?? '', roadmapIds);
  const first = await findIssue(connection, on, roadmapIds);
  const between = { issueId: issue.id, dependsOnId: first.id };
  if (remove) take(await connection.command('remove-dependency', between));
  else {
    const strength = soft ? 'soft' : 'hard';
    const added = await connection.command('add-dependency', { ...between, ...tie, strength });
    if (!added.ok && added.error.code === 'duplicate' && isTied)
      take(await connection.command('update-dependency', { ...between, ...tie }));
    else take(added);
  }
  return {
    json: { id: issue.id, key: issue.key, dependsOn: { id: first.id, key: first.key }, strength: soft ? 'soft' : 'hard', removed: remove },
    text: () =>
      safeLine(
        remove
          ? `${issue.key} no longer waits for ${first.key}.`
          : `${issue.key} waits for ${first.key}${soft ? ' (preferred order)' : ''}.`,
      ),
    hint: 'See what can start now: sextant ready',
  };
}
