// Levers in words.
import type { IsoDate } from '#shared/plan/quantity.ts';
import type { ScheduleInput } from '../schedule-input.ts';
import { dayOf } from '../calendar-day.ts';
import type { PlanNames } from './issue-explanation.ts';
import type { Lever, MeasuredLever } from './lever.ts';
import { dayText } from './moment-text.ts';

const dateOfTime = (time: string): IsoDate => time.slice(0, 10) as IsoDate; // a local time begins with its date

/** Calendar days by which a finish moves; 0 when both are on one day. */
export function savedDays({ finish, savedMinutes }: MeasuredLever): number {
  const was = new Date(Date.parse(`${finish}Z`) + savedMinutes * 60_000).toISOString();
  return dayOf(dateOfTime(was)) - dayOf(dateOfTime(finish));
}

/** What would be done, as the beginning of a sentence. */
function leverText(lever: Lever, input: ScheduleInput, names: PlanNames): string {
  switch (lever.kind) {
    case 'person': {
      if (lever.personId === null) return `One more person in the team (${input.hoursPerWeek} h a week)`;
      const person = input.people.find(({ id }) => id === lever.personId);
      const hours = person?.hoursPerWeek === null || person === undefined ? '' : ` (${person.hoursPerWeek} h a week)`;
      return person !== undefined && person.units > 1
        ? `One more of ${names.person(lever.personId)}${hours}`
        : `One more person like ${names.person(lever.personId)}${hours}`;
    }
    case 'hours':
      return `${lever.hoursPerWeek} more hours a week for ${lever.personId === null ? 'the team' : names.person(lever.personId)}`;
    case 'anyone':
      return `Letting anyone do ${names.issue(lever.id)}`;
    case 'split':
      return `Splitting ${names.issue(lever.id)} in two halves for two people`;
    case 'drop':
      return `Dropping ${names.issue(lever.id)}`;
    case 'unlink':
      return `Not having ${names.issue(lever.id)} wait for ${names.issue(lever.dependsOnId)}`;
    case 'no-start-bound':
      return `Letting ${names.issue(lever.id)} start as soon as it can`;
  }
}

/** A lever and what it gives, as one sentence. */
export function measuredText(measured: MeasuredLever, input: ScheduleInput, names: PlanNames): string {
  const days = savedDays(measured);
  const hours = Math.round(measured.savedMinutes / 6) / 10;
  const saved =
    days === 0
      ? `${hours} h earlier on the same day`
      : `${days} day${days === 1 ? '' : 's'} earlier, on ${dayText(dateOfTime(measured.finish), names.today)}`;
  return `${leverText(measured.lever, input, names)}: done ${saved}.`;
}
