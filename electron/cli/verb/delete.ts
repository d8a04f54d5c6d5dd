import type { Call, Report, Verb } from '../call.ts';
import { findIssue } from '../lookup/find-issue.ts';
import { take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';

/** `sextant delete KEY…`: moves issues to the trash, in one step; `undo` and `restore` bring them back. */
export const deleteVerb: Verb = {
  name: 'delete',
  summary: 'move issues to the trash',
  operands: 'KEY…',
  words: [1, 100],
  options: {},
  examples: ['sextant delete "#4"', 'sextant delete 004 005'],
  run,
};

async function run(call: Call): Promise<Report> {
  const connection = await call.open();
  const roadmapIds = await call.roadmapIds();
  const found = [];
  for (const word of call.words) found.push(await findIssue(connection, word, roadmapIds));
  const { deleted } = take(await connection.command('delete-issue', { issueIds: found.map(({ id }) => id) }));
  const keys = found.map(({ key }) => key);
  return {
    json: { deleted, issues: found.map(({ id, key }) => ({ id, key })) },
    text: () => safeLine(`${keys.join(', ')} ${keys.length === 1 ? 'is' : 'are'} in the trash.`),
    hint: 'Take it back: sextant undo',
  };
}
