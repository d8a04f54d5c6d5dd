import { problem } from '#shared/contract/problem.ts';
import { type DateSpan, spellSpans } from '#shared/plan/date-span.ts';
import type { Call, Report, Verb } from '../call.ts';
import { pickAction } from '../lookup/pick-action.ts';
import { readSpan } from '../lookup/planning-field.ts';
import { Refusal, take } from '../refusal.ts';

/** `sextant holidays …`: days on which nobody works. */
export const holidaysVerb: Verb = {
  name: 'holidays',
  summary: 'days on which nobody works: list, add, remove',
  operands: '[ACTION DAYS]',
  words: [0, 2],
  options: {},
  examples: ['sextant holidays add 2026-12-24..2027-01-01', 'sextant holidays remove 2026-05-01'],
  run,
};

async function run(call: Call): Promise<Report> {
  const { action, operands } = pickAction('holidays', call.words, { list: [], add: ['DAYS'], remove: ['DAYS'] });
  const [given = ''] = operands;
  const span = action === 'list' ? null : readSpan(given);
  const connection = await call.open();
  const { holidays } = take(await connection.query('workspace', {})).summary;
  if (span === null) return said(holidays, 'Add some: sextant holidays add 2026-12-24..2027-01-01');
  const others = holidays.filter(({ first, last }) => first !== span.first || last !== span.last);
  if (action === 'remove' && others.length === holidays.length) {
    const known = spellSpans(holidays) ?? 'none';
    throw new Refusal(1, problem('not-found', `${given} is no entry of the holidays; these are ${known}.`, given));
  }
  take(await connection.command('set-holidays', { holidays: action === 'add' ? [...others, span] : others }));
  return said(take(await connection.query('workspace', {})).summary.holidays, 'Take it back with: sextant undo');
}

const said = (holidays: readonly DateSpan[], hint: string): Report => ({
  json: holidays,
  text: () => holidays.map((span) => spellSpans([span])).join('\n') || 'There are no holidays.',
  hint,
});
