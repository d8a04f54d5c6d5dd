// `sextant check`: ticks items of a checklist. One command to the engine; it never changes a plan by itself.
import { problem } from '#shared/contract/problem.ts';
import type { Call, Report, Verb } from '../call.ts';
import { findIssue } from '../lookup/find-issue.ts';
import { misuse, Refusal, take } from '../refusal.ts';
import { safeLine } from '../terminal/text-width.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** `sextant check KEY N…`: ticks items of an issue's checklist by the numbers that `show` gives them. */
export const checkVerb: Verb = {
  name: 'check',
  summary: "tick (or untick) items of an issue's checklist, by the numbers in show",
  operands: 'KEY N…',
  words: [2, 1000],
  options: { off: { type: 'boolean', help: 'untick instead' } },
  examples: ['sextant check "#1" 1 2', 'sextant check "#1" 2 --off'],
  run,
};

async function run(call: Call): Promise<Report> {
  const [key = '', ...numbers] = call.words;
  const wanted = numbers.map((text) => {
    if (!/^[1-9]\d*$/u.test(text)) throw misuse(`check takes the numbers of items after the key, but got "${text}".`, text);
    return Number(text);
  });
  const connection = await call.open();
  const found = await findIssue(connection, key, await call.roadmapIds());
  const { rows } = take(await connection.query('issue-detail', { issueId: found.id }));
  const boxes = rows.filter((item) => item.done !== null);
  const items = wanted.map((number) => {
    const item = boxes[number - 1];
    if (item !== undefined) return item;
    const message = `${found.key} has ${boxes.length} items to tick, so there is no item ${number}; see them with: sextant show ${shellWord(found.key)}`;
    throw new Refusal(1, problem('not-found', message, String(number)));
  });
  const done = !call.flags.isSet('off');
  take(await connection.command('check-item', { itemIds: items.map((item) => item.id), done }));
  return {
    json: { id: found.id, key: found.key, items: items.map(({ id, text }) => ({ id, text, done })) },
    text: () => items.map((item) => `${done ? '[x]' : '[ ]'} ${safeLine(item.text)}`).join('\n'),
    hint: `See what is left: sextant show ${shellWord(found.key)}`,
  };
}
