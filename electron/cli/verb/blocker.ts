import { commands } from '#shared/contract/command.ts';
import type { Call, Report, Verb } from '../call.ts';
import { findIssue } from '../lookup/find-issue.ts';
import { readDay } from '../lookup/planning-field.ts';
import { misuse, take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** `sextant blocker KEY NAME`: something outside the plan that an issue waits for, when it is expected, and whether it has come. */
export const blockerVerb: Verb = {
  name: 'blocker',
  summary: 'something outside the plan that an issue waits for: add it, say when it is expected, that it has come',
  operands: 'KEY NAME',
  words: [2, 2],
  options: {
    expected: { type: 'string', value: 'DAY', help: 'the day on which it is expected, or none' },
    resolved: { type: 'boolean', help: 'it has come, and blocks no longer' },
    remove: { type: 'boolean', help: 'take it away' },
  },
  examples: ['sextant blocker "#4" "Licence of the map" --expected 2026-03-09', 'sextant blocker "#4" "Licence of the map" --resolved'],
  run,
};

async function run(call: Call): Promise<Report> {
  const [key = '', given = ''] = call.words;
  const name = given.trim();
  const text = call.flags.text('expected');
  const expectedOn = text === null ? undefined : readDay(text, 'expected');
  const [resolved, remove] = [call.flags.isSet('resolved'), call.flags.isSet('remove')];
  if (remove && (resolved || text !== null)) throw misuse('--remove stands alone.', '--remove');
  const connection = await call.open();
  const { id: issueId, key: found } = await findIssue(connection, key, await call.roadmapIds());
  const { summary } = take(await connection.query('issue-detail', { issueId }));
  const known = summary?.externals.find((external) => external.kind === 'blocker' && external.name === name);
  if (known === undefined && (remove || resolved)) throw misuse(`${found} waits for nothing called "${name}" outside the plan.`, name);
  const args = { issueId, kind: 'blocker', name, expectedOn: expectedOn ?? null } as const;
  if (known === undefined && !commands['add-external'].args.safeParse(args).success)
    throw misuse('Expected a name for what it waits for.', name);
  const externalId = known?.id ?? take(await connection.command('add-external', args)).externalId;
  if (remove) take(await connection.command('remove-external', { externalId }));
  else if (known !== undefined && expectedOn !== undefined) take(await connection.command('update-external', { externalId, expectedOn }));
  if (resolved) take(await connection.command('resolve-external', { externalId, resolved: true }));
  const when = expectedOn === undefined || expectedOn === null ? '' : `, expected on ${expectedOn}`;
  return {
    json: { id: issueId, key: found, externalId, name, expectedOn: expectedOn ?? known?.expectedOn ?? null, resolved, removed: remove },
    text: () => safeLine(remove || resolved ? `${found} no longer waits for ${name}.` : `${found} waits for ${name}${when}.`),
    hint: `See it: sextant show ${shellWord(found)}`,
  };
}
