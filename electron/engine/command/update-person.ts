import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { orderedSpans } from '#shared/plan/date-span.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { isSameName } from './same-name.ts';
import { spellPerson } from './spell-person.ts';

/** Sets name, hours, calendar and skills of a person. */
export const updatePerson: CommandHandler<'update-person'> = ({ personId, ...patch }, { rows, step }) => {
  const person = rows.person(personId);
  if (person === null) return notFound('person', personId, 'personId');
  const { name, daysOff, skills } = patch;
  const namesake = name === undefined ? undefined : rows.people().find((other) => other.id !== personId && isSameName(other.name, name));
  if (namesake !== undefined) {
    return failure(problem('duplicate', `${namesake.name} is in this workspace already; choose another name.`, 'name', [namesake.id]));
  }
  const { id: _, ...state } = person;
  const wanted = {
    ...patch,
    ...(daysOff === undefined ? {} : { daysOff: orderedSpans(daysOff) }),
    ...(skills === undefined ? {} : { skills: [...new Set(skills)] }),
  };
  // Lists are compared by what they say.
  const fields = Object.entries(wanted).flatMap(([field, after]) => {
    const before: unknown = Reflect.get(state, field);
    return after === undefined || JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field, before, after }];
  });
  step.set(null, 'person', personId, Object.fromEntries(fields.map(({ field, after }) => [field, after])));
  for (const { field, before, after } of fields) {
    step.note(null, {
      issueId: null,
      subject: `person:${personId}`,
      field: field === 'hoursPerWeek' ? 'capacity' : field,
      before: spellPerson(field, before),
      after: spellPerson(field, after),
    });
  }
  return success({});
};
