import type { Call, Report, Verb } from '../call.ts';
import { findIssue } from '../lookup/find-issue.ts';
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
  },
  examples: ['sextant depend "#4" --on "#1"', 'sextant depend "#4" --on "#1" --remove'],
  run,
};

async function run(call: Call): Promise<Report> {
  const on = call.flags.text('on');
  if (on === null) throw misuse('depend needs --on KEY: the issue that comes first.', '--on');
  const remove = call.flags.isSet('remove');
  const soft = call.flags.isSet('soft');
  if (remove && soft) throw misuse('--soft is for a new dependency; leave it out with --remove.', '--soft');
  const connection = await call.open();
  const roadmapIds = await call.roadmapIds();
  const issue = await findIssue(connection, call.words[0] ?? '', roadmapIds);
  const first = await findIssue(connection, on, roadmapIds);
  const between = { issueId: issue.id, dependsOnId: first.id };
  if (remove) take(await connection.command('remove-dependency', between));
  else {
    const strength = soft ? 'soft' : 'hard';
    take(await connection.command('add-dependency', { ...between, strength, note: call.flags.text('note') ?? '' }));
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
