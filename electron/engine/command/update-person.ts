import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { differingFields } from './differing-field.ts';
import { isSameName } from './same-name.ts';

/** Sets name and weekly hours of a person. */
export const updatePerson: CommandHandler<'update-person'> = ({ personId, name, hoursPerWeek }, { rows, step }) => {
  const person = rows.person(personId);
  if (person === null) return notFound('person', personId, 'personId');
  const namesake = name === undefined ? undefined : rows.people().find((other) => other.id !== personId && isSameName(other.name, name));
  if (namesake !== undefined) {
    return failure(problem('duplicate', `${namesake.name} is in this workspace already; choose another name.`, 'name', [namesake.id]));
  }
  const before: { name: string; hoursPerWeek: number | null } = { name: person.name, hoursPerWeek: person.hoursPerWeek };
  const fields = differingFields(before, { name, hoursPerWeek });
  step.set(null, 'person', personId, fields);
  const subject = `person:${personId}`;
  if (fields.name !== undefined) step.note(null, { issueId: null, subject, field: 'name', before: person.name, after: fields.name });
  if (fields.hoursPerWeek !== undefined) {
    const spell = (hours: number | null): string | null => (hours === null ? null : `${hours} h a week`);
    step.note(null, {
      issueId: null,
      subject,
      field: 'capacity',
      before: spell(person.hoursPerWeek),
      after: spell(fields.hoursPerWeek),
    });
  }
  return success({});
};
