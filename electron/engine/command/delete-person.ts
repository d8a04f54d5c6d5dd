import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Takes somebody out of the workspace; their issues are then nobody's, until they are restored. */
export const deletePerson: CommandHandler<'delete-person'> = ({ personId }, { rows, step, now }) => {
  const person = rows.person(personId);
  if (person === null) return notFound('person', personId, 'personId');
  step.set(null, 'person', personId, { deletedAt: now });
  step.note(null, { issueId: null, subject: `person:${personId}`, field: 'person', before: person.name, after: null });
  return success({});
};
