import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { SprintId } from '#shared/plan/identity.ts';
import type { CommandHandler } from './command-handler.ts';
import { isSameName } from './same-name.ts';

/** Adds a dated sprint. */
export const createSprint: CommandHandler<'create-sprint'> = (args, { rows, step, newId }) => {
  const { name, start, finish, goal, capacityHours } = args;
  if (finish < start) return failure(problem('invalid-argument', `The sprint ends on ${finish}, before it starts on ${start}.`, 'finish'));
  const known = rows.sprints().find((sprint) => isSameName(sprint.name, name));
  if (known !== undefined) return failure(problem('duplicate', `There is a sprint ${known.name} already.`, 'name', [known.id]));
  const sprintId = SprintId.parse(newId());
  step.create(null, 'sprint', sprintId, { name, goal, start, finish, capacityHours });
  const subject = `sprint:${sprintId}`;
  step.note(null, { issueId: null, subject, field: 'sprint', before: null, after: `${name}, ${start} to ${finish}` });
  if (goal !== '') step.note(null, { issueId: null, subject, field: 'goal', before: null, after: goal });
  if (capacityHours !== null)
    step.note(null, { issueId: null, subject, field: 'capacityHours', before: null, after: String(capacityHours) });
  return success({ sprintId });
};
