import { z } from 'zod';
import { DateSpans, spellSpans } from '#shared/plan/date-span.ts';
import { Skills, spellWeek, Week } from '#shared/plan/workspace.ts';

const spelling: Readonly<Record<string, (value: unknown) => string | null>> = {
  hoursPerWeek: (value) => (typeof value === 'number' ? `${value} h a week` : null),
  week: (value) => spellWeek(Week.nullable().catch(null).parse(value)),
  daysOff: (value) => spellSpans(DateSpans.catch([]).parse(value)),
  skills: (value) => Skills.catch([]).parse(value).join(', ') || null,
  focus: (value) => percent(value),
  share: (value) => percent(value),
  units: (value) => String(z.number().catch(1).parse(value)),
  wipLimit: (value) => (typeof value === 'number' ? String(value) : null),
};

const percent = (value: unknown): string => `${Math.round(z.number().catch(1).parse(value) * 10_000) / 100} %`;

/** A field of a person as history spells it; without a value as what that means. */
export function spellPerson(field: string, value: unknown): string | null {
  const spell = spelling[field];
  if (spell !== undefined) return spell(value);
  return typeof value === 'string' ? value : null;
}
