import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { PersonId } from '#shared/plan/identity.ts';
import type { CommandHandler } from './command-handler.ts';
import { isSameName } from './same-name.ts';

/** Adds somebody who does work. */
export const createPerson: CommandHandler<'create-person'> = ({ name, hoursPerWeek }, { rows, step, newId }) => {
  const known = rows.people().find((person) => isSameName(person.name, name));
  if (known !== undefined) return failure(problem('duplicate', `${known.name} is in this workspace already.`, 'name', [known.id]));
  const personId = PersonId.parse(newId());
  step.create(null, 'person', personId, { name, hoursPerWeek });
  const subject = `person:${personId}`;
  step.note(null, { issueId: null, subject, field: 'person', before: null, after: name });
  if (hoursPerWeek !== null)
    step.note(null, { issueId: null, subject, field: 'capacity', before: null, after: `${hoursPerWeek} h a week` });
  return success({ personId });
};
