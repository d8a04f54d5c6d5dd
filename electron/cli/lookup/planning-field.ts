// What a schedule has to know, as people write it: days, spans of days, lags, needs. Every reader refuses (exit code 2) what cannot be meant.
import { problem } from '#shared/contract/problem.ts';
import { DateSpan } from '#shared/plan/date-span.ts';
import type { Need } from '#shared/plan/planning.ts';
import { IsoDate, LocalTime } from '#shared/plan/quantity.ts';
import { targetDay } from '#shared/plan/target-day.ts';
import type { Person } from '#shared/plan/workspace.ts';
import type { Option } from '../call.ts';
import { type Flags, isNone } from '../flags.ts';
import { misuse, Refusal } from '../refusal.ts';

/** The flags by which an issue is told what a schedule has to know of it. */
export const planningOptions = {
  'not-before': { type: 'string', value: 'DAY', help: 'it does not start before this day, or none' },
  deadline: {
    type: 'string',
    value: 'DAY',
    help: 'last day to finish: a day, or a week 2026-W11, month 2026-03, quarter 2026-Q1; or none',
  },
  'fixed-start': { type: 'string', value: 'TIME', help: 'a start that nothing moves, such as 2026-03-09T09:00, or none' },
  duration: { type: 'string', value: 'D', help: 'fixed: the estimate is time that passes; effort: it is work' },
  splits: { type: 'string', value: 'yes|no', help: 'whether it may rest over days off' },
  need: {
    type: 'string',
    value: 'WHO',
    multiple: true,
    help: 'whom it needs at once: "Ana|Ben", "2 x skill:React", anyone (repeated, or with commas), or none',
  },
  spent: { type: 'string', value: 'H', help: 'hours that have gone into it, or none' },
  remaining: { type: 'string', value: 'H', help: 'hours that remain, or none: the estimate without what is spent' },
} as const satisfies Readonly<Record<string, Option>>;

/** A day; `null` for the word none. @throws {Refusal} */
export function readDay(text: string, flag: string): IsoDate | null {
  if (isNone(text)) return null;
  const day = IsoDate.safeParse(text);
  if (!day.success) throw misuse(`--${flag} takes a day like 2026-03-09, or none, but got "${text}".`, `--${flag}`);
  return day.data;
}

function readDeadline(text: string): IsoDate | null {
  if (isNone(text)) return null;
  const day = targetDay(text);
  if (day === null)
    throw misuse(`--deadline takes a day like 2026-03-09, 2026-W11, 2026-03 or 2026-Q1, or none, but got "${text}".`, '--deadline');
  return day;
}

function readTime(text: string): LocalTime | null {
  if (isNone(text)) return null;
  const time = LocalTime.safeParse(text.replace(' ', 'T'));
  if (!time.success) throw misuse(`--fixed-start takes a time like 2026-03-09T09:00, or none, but got "${text}".`, '--fixed-start');
  return time.data;
}

/** Minutes of `4h`, `90min`, `-2h`. @throws {Refusal} */
export function readLag(text: string): number {
  const [, size, unit] = /^([+-]?\d+(?:\.\d+)?)\s*(h|m|min)$/u.exec(text.trim()) ?? [];
  if (size === undefined) throw misuse(`--lag takes working time like 4h, 90min or -2h, but got "${text}".`, '--lag');
  return Math.round(Number(size) * (unit === 'h' ? 60 : 1));
}

/** Days of `2026-12-24..2027-01-01`, or of one day. @throws {Refusal} */
export function readSpan(text: string): DateSpan {
  const [first, last = first] = text.split('..').map((part) => part.trim());
  const span = DateSpan.safeParse({ first, last });
  if (span.success) return span.data;
  throw misuse(`Expected a day like 2026-05-01, or days like 2026-12-24..2027-01-01 with the earlier one first, but got "${text}".`, text);
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

/** A person by id or name. @throws {Refusal} with exit code 1 when there is none. */
export function findPerson(people: readonly Person[], named: string): Person {
  const found = people.find(({ id, name }) => id === named || fold(name) === fold(named.trim()));
  if (found !== undefined) return found;
  const known = people.map(({ name }) => name);
  throw new Refusal(1, problem('not-found', `There is nobody called "${named}"; known are ${known.join(', ') || 'none'}.`, named, known));
}

function readNeed(text: string, people: readonly Person[]): Need {
  const [, times, who = ''] = /^(?:(\d+)\s*[x×]\s+)?(.+)$/u.exec(text.trim()) ?? [];
  const count = Number(times ?? 1);
  if (who.trim() === '' || count < 1) throw misuse(`--need takes "Ana|Ben", "2 x skill:React" or anyone, but got "${text}".`, '--need');
  if (who.toLowerCase() === 'anyone') return { anyOf: [], skill: null, count };
  const skill = /^skill:(.+)$/u.exec(who)?.[1]?.trim();
  if (skill !== undefined) return { anyOf: [], skill, count };
  return { anyOf: who.split('|').map((name) => findPerson(people, name).id), skill: null, count };
}

/** What the flags of {@link planningOptions} say, as fields of a patch; names are looked up among `people`. @throws {Refusal} */
export function readPlanning(flags: Flags, people: readonly Person[]) {
  const read = <Value>(name: string, reader: (text: string) => Value): Value | undefined => {
    const text = flags.text(name);
    return text === null ? undefined : reader(text);
  };
  const hours = (text: string): number | null => (isNone(text) ? null : Number(text.replace(/\s*h$/u, '')));
  const needs = flags.list('need');
  const duration = flags.choice('duration', ['fixed', 'effort']);
  const splits = flags.choice('splits', ['yes', 'no']);
  const fields = {
    notBefore: read('not-before', (text) => readDay(text, 'not-before')),
    deadline: read('deadline', readDeadline),
    fixedStart: read('fixed-start', readTime),
    fixedDuration: duration === null ? undefined : duration === 'fixed',
    splits: splits === null ? undefined : splits === 'yes',
    needs: needs.length === 0 ? undefined : needs.filter((need) => !isNone(need)).map((need) => readNeed(need, people)),
    spentHours: read('spent', hours),
    remainingHours: read('remaining', hours),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
