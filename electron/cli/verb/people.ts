import type { CommandInput } from '#shared/contract/command.ts';
import { commands } from '#shared/contract/command.ts';
import { spellSpans } from '#shared/plan/date-span.ts';
import { limit } from '#shared/plan/limit.ts';
import { type Person, spellWeek } from '#shared/plan/workspace.ts';
import type { Call, Report, Verb } from '../call.ts';
import { type Flags, isNone } from '../flags.ts';
import { pickAction } from '../lookup/pick-action.ts';
import { findPerson, readSpan } from '../lookup/planning-field.ts';
import { misuse, take } from '../refusal.ts';
import type { Paint } from '../terminal/paint.ts';
import { hoursText } from '../terminal/quantity.ts';
import { table } from '../terminal/table.ts';
import { safeLine } from '../terminal/text-width.ts';

/** `sextant people …`: who does the work, when they work and what they can do. */
export const peopleVerb: Verb = {
  name: 'people',
  summary: 'who does the work: list, add, set hours, week, days off, skills',
  operands: '[ACTION [NAME]]',
  words: [0, 2],
  options: {
    'hours-per-week': { type: 'string', value: 'N', help: 'set: hours of a week, or none to share in those of the team' },
    week: { type: 'string', value: 'SHARES', help: 'set: shares of seven days, Monday first, such as "8 8 8 8 4 0 0", or none' },
    'days-off': {
      type: 'string',
      value: 'DAYS',
      multiple: true,
      help: 'set: all days off, such as 2026-12-24..2027-01-01 (repeated), or none',
    },
    focus: { type: 'string', value: 'P', help: 'set: per cent of their hours that go into planned work' },
    share: { type: 'string', value: 'P', help: 'set: per cent of their time that is for this plan' },
    skill: { type: 'string', value: 'NAMES', multiple: true, help: 'set: all their skills (repeated, or with commas), or none' },
    units: { type: 'string', value: 'N', help: 'set: how many alike there are' },
    wip: { type: 'string', value: 'N', help: 'set: how many issues at most in progress, or none' },
  },
  examples: [
    'sextant people set Ana --week "8 8 8 8 0 0 0" --days-off 2026-12-24..2027-01-01',
    'sextant people set Ben --skill React,SQL --focus 80',
  ],
  run,
};

type Fields = Omit<CommandInput<'update-person'>, 'personId'>;

function readFields(flags: Flags): Fields {
  const part = (name: string): number | undefined => {
    const given = flags.number(name, { over: 0, to: 100 });
    return given === null ? undefined : given / 100;
  };
  const orNone = (name: string, read: () => number | null): number | null | undefined => {
    const text = flags.text(name);
    return text === null ? undefined : isNone(text) ? null : read();
  };
  const week = flags.text('week');
  const [off, skills] = [flags.list('days-off'), flags.list('skill')];
  const fields = {
    hoursPerWeek: orNone('hours-per-week', () => flags.number('hours-per-week', { over: 0, to: limit.hoursPerWeek })),
    week: week === null ? undefined : isNone(week) ? null : week.split(/[\s,]+/u).map(Number),
    daysOff: off.length === 0 ? undefined : off.filter((text) => !isNone(text)).map(readSpan),
    focus: part('focus'),
    share: part('share'),
    skills: skills.length === 0 ? undefined : skills.filter((text) => !isNone(text)),
    units: flags.number('units', { from: 1, to: limit.units }) ?? undefined,
    wipLimit: orNone('wip', () => flags.number('wip', { from: 1, to: limit.units })),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

async function run(call: Call): Promise<Report> {
  const { action, operands } = pickAction('people', call.words, { list: [], add: ['NAME'], set: ['NAME'] });
  const [name = ''] = operands;
  const fields = readFields(call.flags);
  const changed = Object.keys(fields);
  if (action === 'list' && changed.length > 0) throw misuse('The flags are for one person: sextant people set NAME …');
  if (action === 'set' && changed.length === 0) throw misuse('people set needs at least one field; see them with: sextant people --help');
  const connection = await call.open();
  const { people } = take(await connection.query('workspace', {})).summary;
  if (action === 'list') {
    return {
      json: people,
      text: (paint, columns) => describe(people, paint, columns),
      hint: 'Change somebody: sextant people set NAME --week "8 8 8 8 4 0 0"',
    };
  }
  const known = action === 'set' ? findPerson(people, name) : null;
  // Looked at before anybody is added.
  const checked = commands['update-person'].args.safeParse({ ...fields, personId: known?.id ?? 'new' });
  if (!checked.success) {
    const [wrong] = checked.error.issues;
    throw misuse(`${wrong?.path.join('.') ?? ''}: ${wrong?.message ?? 'not valid'}`, String(wrong?.path[0] ?? ''));
  }
  const personId = known?.id ?? take(await connection.command('create-person', { name })).personId;
  if (changed.length > 0) take(await connection.command('update-person', { ...fields, personId }));
  return {
    json: { id: personId, name: known?.name ?? name, changed },
    text: () => safeLine(`${known?.name ?? name}: ${known === null ? 'added' : `${changed.join(', ')} set`}.`),
    hint: 'See everybody: sextant people',
  };
}

function describe(people: readonly Person[], paint: Paint, columns: number | null): string {
  if (people.length === 0) return 'There is nobody yet.';
  return table(
    [
      { head: 'Name' },
      { head: 'Hours', align: 'right' },
      { head: 'Week' },
      { head: 'For the plan', align: 'right' },
      { head: 'Skills' },
      { head: 'Alike', align: 'right' },
      { head: 'Days off', flexible: true },
    ],
    people.map((person) => [
      person.name,
      person.hoursPerWeek === null ? "team's" : hoursText(person.hoursPerWeek),
      spellWeek(person.week) ?? '',
      person.focus * person.share === 1 ? '' : `${Math.round(person.focus * person.share * 100)} %`,
      person.skills.join(', '),
      person.units === 1 ? '' : String(person.units),
      spellSpans(person.daysOff) ?? '',
    ]),
    paint,
    columns,
  );
}
