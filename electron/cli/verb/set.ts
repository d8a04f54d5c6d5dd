import type { Call, Report, Verb } from '../call.ts';
import { findIssue } from '../lookup/find-issue.ts';
import { issueFieldOptions, readIssueFields, settleFields } from '../lookup/issue-field.ts';
import { planningOptions, readPlanning } from '../lookup/planning-field.ts';
import { isNone } from '../flags.ts';
import { misuse, take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** `sextant set KEY …`: changes fields of an issue in one step, all or none. The word `none` clears a field. */
export const setVerb: Verb = {
  name: 'set',
  summary: 'change status, priority, estimate, assignee … of an issue',
  operands: 'KEY',
  words: [1, 1],
  options: {
    title: { type: 'string', value: 'TEXT', help: 'the title' },
    key: { type: 'string', value: 'KEY', help: 'another key' },
    ...issueFieldOptions,
    ...planningOptions,
    flag: { type: 'string', value: 'NAME', help: 'the feature flag that guards it, or none' },
    hold: { type: 'string', value: 'WHY', help: 'put it on hold, or none to go on' },
  },
  examples: [
    'sextant set "#3" --status in-progress --assignee Ada',
    'sextant set 001 --estimate 32-60h --priority P1',
    'sextant set 001 --deadline 2026-Q1 --need "2 x skill:React"',
  ],
  run,
};

async function run(call: Call): Promise<Report> {
  const { flags } = call;
  const plain = Object.fromEntries(
    ([['title'], ['key'], ['flag'], ['hold', 'holdReason']] as const).flatMap(([flag, field = flag]) => {
      const text = flags.text(flag);
      return text === null ? [] : [[field, flag !== 'title' && flag !== 'key' && isNone(text) ? null : text]];
    }),
  );
  const fields = readIssueFields(flags);
  const isPlanned = Object.keys(planningOptions).some((flag) => flags.isGiven(flag));
  const people = isPlanned ? take(await (await call.open()).query('workspace', {})).summary.people : [];
  const planning = readPlanning(flags, people);
  const changed = [
    ...Object.keys(plain),
    ...Object.keys(planning),
    ...Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [name])),
  ];
  if (changed.length === 0) {
    throw misuse('set needs at least one field to change, such as --status done; see them with: sextant set --help');
  }
  const connection = await call.open();
  const found = await findIssue(connection, call.words[0] ?? '', await call.roadmapIds());
  const settled = await settleFields(connection, found.roadmapId, fields, { ...plain, ...planning });
  take(await connection.command('update-issue', { issueId: found.id, patch: await settled.complete() }));
  return {
    json: { id: found.id, key: found.key, changed },
    text: () => safeLine(`${found.key}: ${changed.join(', ')} set.`),
    hint: `See it: sextant show ${shellWord(found.key)}`,
  };
}
